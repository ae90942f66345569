import type { Message } from '../domain/message.ts';
import type { DueDelivery, Place } from '../usecases/ports.ts';
import type { Store } from './database.ts';

interface DueRow {
  readonly id: string;
  readonly subject: string;
  readonly action: 'post' | 'edit';
  readonly place: string;
  readonly message: string;
  readonly token: string | null;
  readonly attempted_at: number | null;
  readonly failing_since: number | null;
  readonly parent_channel: string | null;
  readonly parent_ts: string | null;
}

// `p` is the post that an edit changes, or in whose thread a reply goes: both wait for it, and follow it to its channel.
// An edit that a newer one has overtaken is not due any more.
const PLACE = 'coalesce(p.channel, o.channel)';
const WAITING = `
  FROM outbox o
    LEFT JOIN outbox p ON p.action = 'post' AND p.subject = CASE o.action WHEN 'edit' THEN o.subject ELSE o.thread END
    LEFT JOIN channel_pauses c ON c.channel = ${PLACE}
  WHERE o.state IN ('waiting', 'unsure', 'sending')
    AND (p.state = 'sent' OR (o.action = 'post' AND o.thread IS NULL))
    AND NOT (o.action = 'edit' AND o.state <> 'waiting' AND EXISTS (
      SELECT 1 FROM outbox newer WHERE newer.subject = o.subject AND newer.action = 'edit' AND newer.state = 'waiting'))`;
// What was being sent when the process died is due again once the grace is over. So is an edit whose older one may be on its way:
// sent beside it, it could be the first to arrive.
const AFTER_OLDER = `(
  SELECT max(older.attempted_at) + :graceMs FROM outbox older
  WHERE o.action = 'edit' AND older.state IN ('sending', 'unsure') AND older.action = 'edit' AND older.subject = o.subject)`;
const DUE_AT = `max(o.not_before, coalesce(c.until, 0), coalesce(o.attempted_at + :graceMs, 0), coalesce(${AFTER_OLDER}, 0))`;
// Per channel the oldest goes first, so that order is kept.
const DUE = `
  SELECT o.id, o.subject, o.action, ${PLACE} AS place, o.message, o.token, o.attempted_at, o.failing_since,
    p.channel AS parent_channel, p.ts AS parent_ts
  ${WAITING} AND ${DUE_AT} <= :now
  GROUP BY ${PLACE} HAVING o.rowid = min(o.rowid) ORDER BY o.rowid LIMIT :most`;
const NEXT = `SELECT min(${DUE_AT}) AS at ${WAITING}`;

/** What is due, the oldest of each channel. */
export function readDue(store: Store, now: Date, graceMs: number, most: number): DueDelivery[] {
  const rows = store.$client.prepare<object, DueRow>(DUE).all({ now: now.getTime(), graceMs, most });
  return rows.map((row) => {
    const parent: Place | undefined =
      row.parent_channel === null || row.parent_ts === null
        ? undefined
        : { channel: row.parent_channel, ts: row.parent_ts };
    return {
      id: row.id,
      subject: row.subject,
      action: row.action,
      channel: row.place,
      message: JSON.parse(row.message) as Message,
      token: row.token ?? undefined,
      attemptedAt: instant(row.attempted_at),
      target: row.action === 'edit' ? parent : undefined,
      thread: row.action === 'edit' ? undefined : parent,
      failingSince: instant(row.failing_since),
    };
  });
}

/** When the next delivery falls due; undefined where nothing waits. */
export function readNextDue(store: Store, graceMs: number): Date | undefined {
  return instant(store.$client.prepare<object, { at: number | null }>(NEXT).get({ graceMs })?.at ?? null);
}

function instant(at: number | null): Date | undefined {
  return at === null ? undefined : new Date(at);
}
