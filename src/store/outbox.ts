import { randomUUID } from 'node:crypto';
import { and, eq, inArray, isNotNull, ne, sql } from 'drizzle-orm';
import type { SQLiteUpdateSetSource } from 'drizzle-orm/sqlite-core';
import type { Delivery, Message } from '../domain/message.ts';
import type { DueDelivery, Outbox } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { channelPauses, outbox } from './schema.ts';

/**
 * Writes a delivery. A subject is posted once, whoever asks again; an edit that was not sent for certain makes room for the
 * newer one, which says all: were it kept after a crash, it would be said later than the newer one.
 */
export function put(store: Store, { subject, action, channel, message }: Delivery, at: Date): number {
  const written = JSON.stringify(message);
  const row = {
    id: randomUUID(),
    subject,
    action,
    channel,
    message: written,
    state: 'waiting',
    createdAt: at.getTime(),
    notBefore: 0,
    attempts: 0,
  };
  if (action === 'edit')
    store
      .delete(outbox)
      .where(and(eq(outbox.subject, subject), eq(outbox.action, 'edit'), inArray(outbox.state, ['waiting', 'sending'])))
      .run();
  return store.insert(outbox).values(row).onConflictDoNothing().run().changes;
}

interface DueRow {
  id: string;
  subject: string;
  action: 'post' | 'edit';
  channel: string;
  message: string;
  attempted_at: number | null;
  target_channel: string | null;
  target_ts: string | null;
}

// An edit waits until its post was sent. Per channel the oldest goes first, so that order is kept.
// A row that was being sent when the process died is due again once the grace is over.
const WAITING = `
  FROM outbox o LEFT JOIN outbox p ON o.action = 'edit' AND p.subject = o.subject AND p.action = 'post'
    LEFT JOIN channel_pauses c ON c.channel = o.channel
  WHERE o.state IN ('waiting', 'unsure', 'sending') AND (o.action = 'post' OR p.state = 'sent')`;
const DUE_AT = `max(o.not_before, coalesce(c.until, 0), CASE WHEN o.attempted_at IS NULL THEN 0 ELSE o.attempted_at + :graceMs END)`;
const DUE = `
  SELECT o.id, o.subject, o.action, o.channel, o.message, o.attempted_at, p.channel AS target_channel, p.ts AS target_ts
  ${WAITING} AND ${DUE_AT} <= :now
  GROUP BY o.channel HAVING o.rowid = min(o.rowid) ORDER BY o.rowid LIMIT :most`;
const DROP_OVERTAKEN = `
  DELETE FROM outbox WHERE id = ? AND action = 'edit' AND EXISTS (
    SELECT 1 FROM outbox newer
    WHERE newer.subject = outbox.subject AND newer.action = 'edit' AND newer.state = 'waiting' AND newer.id <> outbox.id)`;
const NEXT = `SELECT min(${DUE_AT}) AS at ${WAITING}`;

/** The outbox over its table. */
export function createOutbox(store: Store): Outbox {
  const change = (id: string, set: SQLiteUpdateSetSource<typeof outbox>) => {
    store.update(outbox).set(set).where(eq(outbox.id, id)).run();
  };
  return {
    async put(deliveries, at) {
      return store.$client
        .transaction(() => deliveries.reduce((all, delivery) => all + put(store, delivery, at), 0))
        .immediate();
    },
    async due(now, graceMs, most) {
      const rows = store.$client.prepare<object, DueRow>(DUE).all({ now: now.getTime(), graceMs, most });
      return rows.map(
        (row): DueDelivery => ({
          id: row.id,
          subject: row.subject,
          action: row.action,
          channel: row.channel,
          message: JSON.parse(row.message) as Message,
          attemptedAt: row.attempted_at === null ? undefined : new Date(row.attempted_at),
          target:
            row.target_ts === null || row.target_channel === null
              ? undefined
              : { channel: row.target_channel, ts: row.target_ts },
        }),
      );
    },
    async attempt(id, now) {
      change(id, {
        state: 'sending',
        attemptedAt: now.getTime(),
        attempts: sql`${outbox.attempts} + 1`,
      });
    },
    async sent(id, channel, ts, now) {
      store.$client.transaction(() => {
        change(id, { state: 'sent', channel, ts, failure: null });
        pause(store, channel, now.getTime() + POST_GAP_MS);
      })();
    },
    async refused(id, reason, notBefore) {
      // Where a newer edit of the same message waits by now, this one has nothing left to say.
      const { changes } = store.$client.prepare(DROP_OVERTAKEN).run(id);
      if (changes === 0)
        change(id, { state: 'waiting', attemptedAt: null, failure: reason, notBefore: notBefore.getTime() });
    },
    async unsure(id, reason) {
      change(id, { state: 'unsure', failure: reason });
    },
    async undeliverable(id, reason) {
      change(id, { state: 'undeliverable', failure: reason });
    },
    async pause(channel, until) {
      pause(store, channel, until.getTime());
    },
    async troubles() {
      const rows = store
        .select()
        .from(outbox)
        .where(and(isNotNull(outbox.failure), ne(outbox.state, 'sent')))
        .all();
      return rows.map((row) => ({ channel: row.channel, reason: row.failure ?? '', since: new Date(row.createdAt) }));
    },
    async nextDue(graceMs) {
      const row = store.$client.prepare<object, { at: number | null }>(NEXT).get({ graceMs });
      return row?.at === null || row === undefined ? undefined : new Date(row.at);
    },
  };
}

/** Slack takes about one message a second in a channel. */
const POST_GAP_MS = 1000;

function pause(store: Store, channel: string, until: number): void {
  store
    .insert(channelPauses)
    .values({ channel, until })
    .onConflictDoUpdate({
      target: channelPauses.channel,
      set: { until: sql`max(${channelPauses.until}, excluded.until)` },
    })
    .run();
}

/** Takes back the post of a subject that is certainly not in Slack: what is over before it was announced is not announced. */
export function withdraw(store: Store, subject: string): void {
  store
    .delete(outbox)
    .where(and(eq(outbox.subject, subject), eq(outbox.action, 'post'), eq(outbox.state, 'waiting')))
    .run();
}

/** Whether the post of a subject may be in Slack: one that still waits is composed as things stand when it goes. */
export function hasPost(store: Store, subject: string): boolean {
  const row = store
    .select({ id: outbox.id })
    .from(outbox)
    .where(
      and(eq(outbox.subject, subject), eq(outbox.action, 'post'), inArray(outbox.state, ['sending', 'unsure', 'sent'])),
    )
    .get();
  return row !== undefined;
}
