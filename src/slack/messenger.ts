import type { WebClient } from '@slack/web-api';
import type { Again, Chat, ChatOutcome, Log, Post } from '../usecases/ports.ts';
import type { View } from './blocks.ts';
import { errorCode, outcomeOf } from './client.ts';
import { isAboutLooks, stepsDown } from './ladder.ts';
import { DELIVERY_EVENT, lookFor } from './look.ts';
import { editView, sendView } from './send.ts';
import { postView } from './views/post.ts';

/**
 * Says things in Slack, each once at most a call; what went wrong comes back as an outcome, never as an error.
 * @param zone for the times in messages
 * @param looksOf how a message looks
 */
export function createMessenger(client: WebClient, zone: string, log: Log, looksOf = postView): Chat {
  const stepsOf = (post: Post) => stepsDown(looksOf(post, zone));
  return {
    post: (channel, post, deliveryId, thread, again) =>
      stepping(post, stepsOf(post), log, again, (view) => {
        const metadata = { event_type: DELIVERY_EVENT, event_payload: { delivery_id: deliveryId } };
        return sendView(client, channel, view, { thread, metadata });
      }),
    edit: (channel, ts, post, again) =>
      stepping(post, stepsOf(post), log, again, (view) => editView(client, channel, ts, view)),
    lookFor: (channel, deliveryId, since, thread) => lookFor(client, channel, deliveryId, since, thread),
  };
}

/** Tries a message as composed, then in plainer looks as long as Slack refuses the looks. */
async function stepping(
  { kind }: Post,
  steps: readonly View[],
  log: Log,
  again: Again,
  send: (view: View) => Promise<ChatOutcome>,
): Promise<ChatOutcome> {
  let outcome: ChatOutcome | undefined;
  for (const step of steps) {
    if (outcome && !(await again())) break;
    try {
      return await send(step);
    } catch (thrown) {
      outcome = outcomeOf(thrown);
      const code = errorCode(thrown);
      if (code === undefined || !isAboutLooks(code)) break;
      log.warn(
        { code, kind, blocks: step.blocks.map(({ type }) => type) },
        'Slack refused the looks of a message; it goes on in plainer ones',
      );
    }
  }
  return outcome ?? { outcome: 'refused', reason: 'It has no looks', final: false };
}
