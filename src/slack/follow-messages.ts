import type { WebClient } from '@slack/web-api';
import { reasonOf } from '../domain/errors.ts';
import type { FollowMessages, FollowPlace } from '../usecases/follow-ports.ts';
import type { FollowState } from '../usecases/log-report.ts';
import type { ChatOutcome, Log } from '../usecases/ports.ts';
import type { View } from './blocks.ts';
import { errorCode, outcomeOf } from './client.ts';
import { isAboutLooks, stepsDown } from './ladder.ts';
import { editView, sendView } from './send.ts';

/**
 * The messages of follows. What goes wrong comes back as an outcome, never as an error.
 * @param looksOf how a follow looks
 */
export function createFollowMessages(
  client: WebClient,
  log: Log,
  looksOf: (state: FollowState) => View,
): FollowMessages {
  const stepping = async (state: FollowState, send: (view: View) => Promise<ChatOutcome>): Promise<ChatOutcome> => {
    let outcome: ChatOutcome = { outcome: 'refused', reason: 'It has no looks', final: false };
    for (const step of looksIn(state)) {
      try {
        return await send(step);
      } catch (thrown) {
        outcome = outcomeOf(thrown);
        const code = errorCode(thrown);
        if (code === undefined || !isAboutLooks(code)) break;
        log.warn({ code, kind: 'follow' }, 'Slack refused the looks of a message; it goes on in plainer ones');
      }
    }
    return outcome;
  };
  const looksIn = (state: FollowState): readonly View[] => {
    try {
      return stepsDown(looksOf(state));
    } catch (err) {
      log.error({ err, reason: reasonOf(err) }, 'A follow could not be drawn');
      return [];
    }
  };
  return {
    post: (where, state) =>
      stepping(state, async (view) => {
        const { channel, thread } = await placeOf(client, where);
        return sendView(client, channel, view, { thread });
      }),
    edit: ({ channel, ts }, state) => stepping(state, (view) => editView(client, channel, ts, view)),
  };
}

async function placeOf(client: WebClient, where: FollowPlace) {
  if ('thread' in where) return { channel: where.thread.channel, thread: where.thread.ts };
  const { channel } = await client.conversations.open({ users: where.user });
  if (!channel?.id) throw new Error('Slack opened no direct message');
  return { channel: channel.id, thread: undefined };
}
