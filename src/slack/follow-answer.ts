import type { FollowAnswer } from '../usecases/follow-ports.ts';
import { section, type View, view } from './blocks.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from './mrkdwn.ts';
import { moment } from './views/moments.ts';

/** What the one who asked to follow is told beside the message itself. @param now for its times, which name other days only */
export function followAnswerView(answer: FollowAnswer, now: Date): View {
  const text = wordsOf(answer, now);
  return view(text, section(text));
}

function wordsOf(answer: FollowAnswer, now: Date): Mrkdwn {
  const { zone } = answer;
  if (answer.kind === 'following') {
    const where = answer.place.channel.startsWith('D') ? 'in our direct messages' : 'in the thread';
    return mrkdwn`I keep a message up to date ${where} until ${moment(answer.until, zone, now)}.`;
  }
  const running = answer.running.map(({ by, until }) => mrkdwn`${mention(by)} until ${moment(until, zone, now)}`);
  return mrkdwn`No more than ${running.length} follows run at once: ${safe(running.join(', ') as Mrkdwn)}. Ask again once one is over.`;
}
