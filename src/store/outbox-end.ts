import type { Message } from '../domain/message.ts';
import type { Trouble } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { and, eq, inArray, or } from './drizzle.ts';
import { incidents, outbox } from './schema.ts';

/** States of what is not over. */
export const LEFT = ['waiting', 'sending', 'unsure'] as const;

/** Gives a delivery up and, where it is a post, its edits and what waits for its thread. Its `not_before` then says when. */
export function giveUp(store: Store, id: string, reason: string, now: number): void {
  const row = store
    .update(outbox)
    .set({ state: 'undeliverable', failure: reason, notBefore: now, token: null })
    .where(eq(outbox.id, id))
    .returning({ subject: outbox.subject, action: outbox.action, message: outbox.message })
    .get();
  if (row?.action !== 'post') return;
  forgetAlert(store, row.message);
  const hangsOnIt = or(eq(outbox.thread, row.subject), and(eq(outbox.subject, row.subject), eq(outbox.action, 'edit')));
  const hanging = store
    .select({ id: outbox.id })
    .from(outbox)
    .where(and(hangsOnIt, inArray(outbox.state, [...LEFT])))
    .all();
  for (const one of hanging) giveUp(store, one.id, reason, now);
}

/** An incident whose alert was given up has no message: it gets one when it is news again. */
function forgetAlert(store: Store, written: string): void {
  const message = JSON.parse(written) as Message;
  if (message.kind !== 'alert') return;
  store.update(incidents).set({ announced: false, named: true }).where(eq(incidents.id, message.incidentId)).run();
}

/** Tries a post again that was given up; whether there was one. What may have arrived is looked for first. */
export function revive(store: Store, subject: string, channel: string): boolean {
  const given = and(eq(outbox.subject, subject), eq(outbox.action, 'post'), eq(outbox.state, 'undeliverable'));
  const fresh = { state: 'waiting', channel, failure: null, failingSince: null, notBefore: 0 };
  return store.update(outbox).set(fresh).where(given).run().changes > 0;
}

interface TroubleRow {
  readonly channel: string;
  readonly reason: string;
  readonly since: number;
  readonly refused: 0 | 1;
  readonly given_up: 0 | 1;
}

const TROUBLES = `
  SELECT channel, failure AS reason, min(coalesce(failing_since, attempted_at, created_at)) AS since,
    max(failing_since IS NOT NULL OR state = 'undeliverable') AS refused, state = 'undeliverable' AS given_up
  FROM outbox
  WHERE failure IS NOT NULL AND state <> 'sent' AND (state <> 'undeliverable' OR not_before >= :since)
  GROUP BY channel, failure, state = 'undeliverable' ORDER BY min(rowid)`;

/** What fails, and what was given up since an instant (real time, ms). */
export function readTroubles(store: Store, since: number): Trouble[] {
  const rows = store.$client.prepare<object, TroubleRow>(TROUBLES).all({ since });
  return rows.map(({ channel, reason, since, refused, given_up }) => ({
    channel,
    reason,
    since: new Date(since),
    refused: refused === 1,
    givenUp: given_up === 1,
  }));
}
