import type { Organisation } from '../../../src/demo/organisation.ts';
import type { Workload } from './workload.ts';

/** What became of all that was to be said. */
export interface Tally {
  /** Messages and replies that were to be posted. */
  readonly wanted: number;
  /** Not there, although they were to be. */
  readonly lost: number;
  /** There more often than once. */
  readonly duplicates: number;
  /** Alerts that do not show the version their incident has. */
  readonly outdated: number;
}

interface PostRow {
  readonly id: string;
  readonly subject: string;
}

interface IncidentRow {
  readonly id: number;
  readonly version: number;
}

/** Compares the database with what stands in Slack, by delivery id; how the bot sees it does not count. */
export function tally({ workspace }: Organisation, { database }: Workload): Tally {
  const client = database.$client;
  const posts = client.prepare<[], PostRow>("SELECT id, subject FROM outbox WHERE action = 'post'").all();
  const messages = [...workspace.channels.keys()].flatMap((channel) => workspace.messages(channel));
  const times = new Map<string, number>();
  for (const { metadata } of messages) {
    const id = deliveryOf(metadata);
    if (id) times.set(id, (times.get(id) ?? 0) + 1);
  }
  const incidents = client.prepare<[], IncidentRow>('SELECT id, version FROM incidents').all();
  const looks = JSON.stringify(messages.map(({ blocks }) => blocks));
  return {
    wanted: posts.length,
    lost: posts.filter(({ id }) => !times.has(id)).length,
    duplicates: [...times.values()].reduce((all, count) => all + count - 1, 0),
    outdated: incidents.filter(({ id, version }) => !looks.includes(`"incident:${id}:${version}"`)).length,
  };
}

/** Deliveries that still wait, or are being sent. */
export function waiting({ database }: Workload): number {
  const row = database.$client
    .prepare<[], { count: number }>("SELECT count(*) AS count FROM outbox WHERE state <> 'sent'")
    .get();
  return row?.count ?? 0;
}

/** Deliveries of which it is not known whether they arrived: the bot was waiting for Slack's answer. */
export function inFlight({ database }: Workload): number {
  const row = database.$client
    .prepare<[], { count: number }>("SELECT count(*) AS count FROM outbox WHERE state = 'sending'")
    .get();
  return row?.count ?? 0;
}

function deliveryOf(metadata: unknown): string | undefined {
  const payload = (metadata as { event_payload?: { delivery_id?: unknown } } | undefined)?.event_payload;
  return typeof payload?.delivery_id === 'string' ? payload.delivery_id : undefined;
}
