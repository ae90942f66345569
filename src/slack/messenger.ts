import type { WebClient } from '@slack/web-api';
import type { Chat, ChatOutcome, Log, Post } from '../usecases/ports.ts';
import type { View } from './blocks.ts';
import { errorCode, outcomeOf } from './client.ts';
import { isAboutLooks, stepsDown } from './ladder.ts';
import { alertView } from './views/alert.ts';
import { dayOneView } from './views/day-one.ts';
import { digestView } from './views/digest.ts';

/** The metadata event by which a message is found again. */
export const DELIVERY_EVENT = 'billhook_delivery';
const HISTORY_PAGE = 200;
const MOST_HISTORY_PAGES = 5;
/** Clocks differ: the look into a channel begins this much before the attempt. */
const SKEW_MS = 120_000;

/** Says things in Slack, each once at most a call; what went wrong comes back as an outcome, never as an error. */
export function createMessenger(client: WebClient, zone: string, log: Log): Chat {
  return {
    post: (channel, post, deliveryId) =>
      stepping(viewOf(post, zone), log, async ({ text, blocks }) => {
        const metadata = { event_type: DELIVERY_EVENT, event_payload: { delivery_id: deliveryId } };
        const answer = await client.chat.postMessage({
          channel,
          text,
          blocks,
          metadata,
          unfurl_links: false,
          unfurl_media: false,
        });
        return { outcome: 'sent', channel: answer.channel ?? channel, ts: answer.ts ?? '' };
      }),
    edit: (channel, ts, post) =>
      stepping(viewOf(post, zone), log, async ({ text, blocks }) => {
        await client.chat.update({ channel, ts, text, blocks });
        return { outcome: 'sent', channel, ts };
      }),
    lookFor: (channel, deliveryId, since) => lookFor(client, channel, deliveryId, since),
  };
}

function viewOf(post: Post, zone: string): View {
  if (post.kind === 'alert') return alertView({ incident: post.incident, accountNames: post.accountNames, zone });
  return post.kind === 'digest' ? digestView(post.digest, zone) : dayOneView(post.dayOne);
}

/** Tries a message as composed, then in plainer looks as long as Slack refuses the looks. */
async function stepping(view: View, log: Log, send: (view: View) => Promise<ChatOutcome>): Promise<ChatOutcome> {
  let outcome: ChatOutcome = { outcome: 'refused', reason: 'nothing to send' };
  for (const step of stepsDown(view)) {
    try {
      return await send(step);
    } catch (thrown) {
      outcome = outcomeOf(thrown);
      const code = errorCode(thrown);
      if (code === undefined || !isAboutLooks(code)) return outcome;
      log.warn(
        { code, blocks: step.blocks.map(({ type }) => type) },
        'Slack refused the looks of a message; it goes on in plainer ones',
      );
    }
  }
  return outcome;
}

async function lookFor(
  client: WebClient,
  channel: string,
  deliveryId: string,
  since: Date,
): Promise<string | undefined> {
  const oldest = String((since.getTime() - SKEW_MS) / 1000);
  let cursor: string | undefined;
  for (let page = 0; page < MOST_HISTORY_PAGES; page++) {
    const answer = await client.conversations.history({
      channel,
      oldest,
      limit: HISTORY_PAGE,
      include_all_metadata: true,
      ...(cursor ? { cursor } : {}),
    });
    const found = answer.messages?.find(({ metadata }) => deliveryOf(metadata) === deliveryId);
    if (found?.ts) return found.ts;
    cursor = answer.response_metadata?.next_cursor;
    if (!cursor) return undefined;
  }
  throw new Error(`More than ${HISTORY_PAGE * MOST_HISTORY_PAGES} messages since the attempt`);
}

function deliveryOf(metadata: unknown): unknown {
  if (typeof metadata !== 'object' || metadata === null || !('event_payload' in metadata)) return undefined;
  const payload = metadata.event_payload;
  return typeof payload === 'object' && payload !== null && 'delivery_id' in payload ? payload.delivery_id : undefined;
}
