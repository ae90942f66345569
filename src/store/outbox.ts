import { randomUUID } from 'node:crypto';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { Delivery } from '../domain/message.ts';
import type { Outbox } from '../usecases/ports.ts';
import { pause } from './channel-pauses.ts';
import type { Store } from './database.ts';
import { and, eq, inArray, isNotNull, isNull, lt, or, sql } from './drizzle.ts';
import { readDue, readNextDue } from './outbox-due.ts';
import { giveUp, LEFT, readTroubles } from './outbox-end.ts';
import { outbox } from './schema.ts';

type Change = SQLiteUpdateSetSource<typeof outbox>;

/** States in which an attempt may be under way, or may have reached Slack. */
const TRIED = ['sending', 'unsure'] as const;
/** Slack takes about one message a second in a channel. */
const GAP_MS = 1000;

const isWaitingEdit = (subject: string) =>
  and(eq(outbox.subject, subject), eq(outbox.action, 'edit'), eq(outbox.state, 'waiting'));

/**
 * Writes a delivery. A subject is posted once, whoever asks again. An edit that waits makes room for the newer one, which says all
 * and is tried at once, but has been refused for as long; one that is being sent stays, and the newer waits until that is over.
 */
export function put(store: Store, { subject, action, channel, message, thread }: Delivery, at: Date): number {
  const older = action === 'edit' ? store.delete(outbox).where(isWaitingEdit(subject)).returning().get() : undefined;
  const row = {
    id: randomUUID(),
    subject,
    action,
    channel,
    thread: thread ?? null,
    message: JSON.stringify(message),
    state: 'waiting',
    createdAt: at.getTime(),
    notBefore: 0,
    attempts: 0,
    failure: older?.failure ?? null,
    failingSince: older?.failingSince ?? null,
  };
  return store.insert(outbox).values(row).onConflictDoNothing().run().changes;
}

/** The outbox over its table. */
export function createOutbox(store: Store): Outbox {
  const together = <Result>(work: () => Result) => store.$client.transaction(work).immediate();
  return {
    async put(deliveries, at) {
      return together(() => deliveries.reduce((all, delivery) => all + put(store, delivery, at), 0));
    },
    async due(now, graceMs, most) {
      return readDue(store, now, graceMs, most);
    },
    async attempt({ id, token, channel }, now) {
      const fresh = randomUUID();
      return together(() => {
        const taken = store
          .update(outbox)
          .set({ state: 'sending', token: fresh, attemptedAt: now.getTime(), attempts: sql`${outbox.attempts} + 1` })
          .where(isLast(id, token, LEFT))
          .run();
        if (taken.changes === 0) return undefined;
        pause(store, channel, now.getTime() + GAP_MS);
        return fresh;
      });
    },
    async sent(id, token, { channel, ts }, now) {
      together(() => {
        const set = { state: 'sent', channel, ts, failure: null, failingSince: null };
        const row = store
          .update(outbox)
          .set(set)
          .where(isLast(id, token, TRIED))
          .returning()
          .get();
        if (!row) return;
        pause(store, channel, now.getTime() + GAP_MS);
        if (row.action === 'edit') dropOlder(store, id, row.subject);
      });
    },
    async refused(id, token, reason, now, notBefore) {
      together(() => {
        backToWaiting(store, id, token, {
          failure: reason,
          notBefore: notBefore.getTime(),
          failingSince: firstRefusal(now),
        });
      });
    },
    async postponed(id, token, reason) {
      // Why it was refused before is worth more than that Slack is busy.
      together(() => backToWaiting(store, id, token, { failure: sql`coalesce(${outbox.failure}, ${reason})` }));
    },
    async unsure(id, token, reason) {
      store
        .update(outbox)
        .set({ state: 'unsure', failure: reason })
        .where(isLast(id, token, TRIED))
        .run();
    },
    async unseen(id, token, reason, now, notBefore) {
      const set = { failure: reason, notBefore: notBefore.getTime(), failingSince: firstRefusal(now) };
      store
        .update(outbox)
        .set({ state: 'unsure', ...set })
        .where(isLast(id, token, TRIED))
        .run();
    },
    async undeliverable(id, token, reason, now) {
      together(() => {
        const row = store
          .select({ id: outbox.id })
          .from(outbox)
          .where(isLast(id, token, LEFT))
          .get();
        if (row) giveUp(store, row.id, reason, now.getTime());
      });
    },
    async pause(channel, until) {
      pause(store, channel, until.getTime());
    },
    async wake() {
      store
        .update(outbox)
        .set({ notBefore: 0 })
        .where(and(inArray(outbox.state, [...LEFT]), isNotNull(outbox.failingSince)))
        .run();
    },
    async troubles(since) {
      return readTroubles(store, since.getTime());
    },
    async nextDue(graceMs) {
      return readNextDue(store, graceMs);
    },
  };
}

/** Whether the attempt that reports is the delivery's last one: a late word of an earlier one changes nothing. */
function isLast(id: string, token: string | undefined, states: readonly string[]) {
  const same = token === undefined ? isNull(outbox.token) : eq(outbox.token, token);
  return and(eq(outbox.id, id), same, inArray(outbox.state, [...states]));
}

function firstRefusal(now: Date) {
  return sql`coalesce(${outbox.failingSince}, ${now.getTime()})`;
}

/** After an attempt that certainly did not arrive. An edit of which a newer one waits by now has nothing left to say. */
function backToWaiting(store: Store, id: string, token: string, set: Change): void {
  const row = store
    .select()
    .from(outbox)
    .where(isLast(id, token, TRIED))
    .get();
  if (!row) return;
  const newer = row.action === 'edit' ? store.select().from(outbox).where(isWaitingEdit(row.subject)).get() : undefined;
  if (newer) {
    store.delete(outbox).where(eq(outbox.id, id)).run();
    const { failure, failingSince } = row;
    store.update(outbox).set({ failure, failingSince }).where(eq(outbox.id, newer.id)).run();
  }
  store
    .update(outbox)
    .set({ ...set, state: 'waiting', attemptedAt: null })
    .where(eq(outbox.id, newer?.id ?? id))
    .run();
}

/** Edits that were overtaken before it was known whether they had arrived. */
function dropOlder(store: Store, id: string, subject: string): void {
  const rowid = sql`(SELECT rowid FROM outbox WHERE id = ${id})`;
  const older = and(eq(outbox.subject, subject), eq(outbox.action, 'edit'), lt(sql`rowid`, rowid));
  store
    .delete(outbox)
    .where(and(older, inArray(outbox.state, [...LEFT])))
    .run();
}

/**
 * Takes back the post of a subject that is certainly not in Slack, and what hangs on it: what is over before it was announced is
 * not announced. What Slack refuses is never taken back: it is delivered or seen to be undeliverable.
 * @returns whether there was such a post
 */
export function withdraw(store: Store, subject: string): boolean {
  const post = and(eq(outbox.subject, subject), eq(outbox.action, 'post'), eq(outbox.state, 'waiting'));
  const { changes } = store
    .delete(outbox)
    .where(and(post, isNull(outbox.failingSince)))
    .run();
  if (changes === 0) return false;
  store
    .delete(outbox)
    .where(or(eq(outbox.thread, subject), isWaitingEdit(subject)))
    .run();
  return true;
}

/**
 * Whether the post of a subject may be in Slack: one that still waits is composed as things stand when it goes.
 * @param waitingToo counts one that waits: what is said in its thread waits for it
 */
export function hasPost(store: Store, subject: string, { waitingToo = false } = {}): boolean {
  const states = [...TRIED, 'sent', ...(waitingToo ? ['waiting'] : [])];
  const row = store
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(eq(outbox.subject, subject), eq(outbox.action, 'post'), inArray(outbox.state, states)))
    .get();
  return row !== undefined;
}
