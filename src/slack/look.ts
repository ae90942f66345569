import type { WebClient } from '@slack/web-api';
import type { LookOutcome } from '../usecases/ports.ts';
import { outcomeOf } from './client.ts';

/** The metadata event by which a message is found again. */
export const DELIVERY_EVENT = 'billhook_delivery';
const PAGE = 200;
const MOST_PAGES = 20;
/** Clocks differ: the look begins this much before the attempt. */
const SKEW_MS = 120_000;
/** Nor does a message stand later than this after its attempt: what was said since need not be read. */
const LATEST_MS = 3_600_000;

/** Looks for the message of a delivery id around the time of its attempt: in a channel, or in a thread of it. */
export async function lookFor(
  client: WebClient,
  channel: string,
  deliveryId: string,
  since: Date,
  thread: string | undefined,
): Promise<LookOutcome> {
  const window = {
    channel,
    oldest: secondsOf(since.getTime() - SKEW_MS),
    latest: secondsOf(since.getTime() + LATEST_MS),
    limit: PAGE,
    include_all_metadata: true,
  };
  try {
    let cursor: string | undefined;
    for (let page = 0; page < MOST_PAGES; page++) {
      const at = cursor ? { ...window, cursor } : window;
      const answer = thread
        ? await client.conversations.replies({ ...at, ts: thread })
        : await client.conversations.history(at);
      const found = answer.messages?.find(({ metadata }) => deliveryOf(metadata) === deliveryId);
      if (found?.ts) return { outcome: 'sent', channel, ts: found.ts };
      cursor = answer.response_metadata?.next_cursor;
      if (!cursor) return { outcome: 'absent' };
    }
    return { outcome: 'unsure', reason: `More than ${PAGE * MOST_PAGES} messages in the hour of the attempt` };
  } catch (thrown) {
    return outcomeOf(thrown);
  }
}

function secondsOf(ms: number): string {
  return (ms / 1000).toFixed(6);
}

function deliveryOf(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return undefined;
  const payload = metadata.event_payload;
  return typeof payload === 'object' && payload !== null && 'delivery_id' in payload ? payload.delivery_id : undefined;
}
