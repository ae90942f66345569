import { formatTime } from '../../../domain/zone.ts';
import type { FollowState } from '../../../usecases/log-report.ts';
import { actions, context, section, type View, view } from '../../blocks.ts';
import { cut, MESSAGE_TEXT } from '../../limits.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from '../../mrkdwn.ts';
import { counted, grouped } from './figures.ts';
import { filterWords, nameWords } from './first-line.ts';
import { newestLines } from './line-text.ts';
import { LOGS_FOLLOW_EXTEND, LOGS_FOLLOW_STOP, targetRef } from './refs.ts';
import { richText, verbatim } from './rich.ts';
import { clock, createStamp } from './times.ts';

const LINES_ROOM = 9000;
/** Until when, how many lines, and the buttons. */
const STANDING_ROOM = 600;
const LONGEST_TROUBLE = 300;

/** A follow's message: the newest lines that fit, newest last, until when, and how it ended. */
export function followView(state: FollowState): View {
  const { lines, linesSoFar, question, updatedAt, zone, trouble, ended } = state;
  const first = mrkdwn`${nameWords(state)}: ${ended ? 'followed' : 'following'} lines${filterWords(question.filter)}`;
  const from = lines[0]?.at ?? updatedAt;
  const words = trouble ? mrkdwn`${cut(trouble, LONGEST_TROUBLE)}` : undefined;
  const room = Math.min(LINES_ROOM, MESSAGE_TEXT - first.length - (words?.length ?? 0) - STANDING_ROOM);
  const shown = newestLines(lines, room, createStamp({ from, to: updatedAt }, zone));
  const value = targetRef(state.target);
  return view(
    first,
    section(first),
    lines.length ? richText([verbatim(shown.text)]) : section(mrkdwn`No line yet.`),
    words && context(words),
    context(
      mrkdwn`${safe(standing(state))} · updated ${formatTime(updatedAt, zone, true)} · ${soFar(shown.shown, linesSoFar)}${hiddenWords(state)}`,
    ),
    ended
      ? undefined
      : actions(
          { text: 'Stop', actionId: LOGS_FOLLOW_STOP, value },
          { text: '+10 min', actionId: LOGS_FOLLOW_EXTEND, value },
        ),
  );
}

function standing({ until, zone, by, ended }: FollowState): Mrkdwn {
  if (!ended) return mrkdwn`following until ${clock(until, zone)} (${clock(until, 'UTC')}) for ${mention(by)}`;
  switch (ended.why) {
    case 'stopped':
      return mrkdwn`ended: stopped by ${mention(ended.by)}`;
    case 'time':
      return mrkdwn`ended: its time was over at ${clock(until, zone)}`;
    case 'shutdown':
      return mrkdwn`ended: Billhook stops`;
    case 'restart':
      return mrkdwn`ended: Billhook was restarted`;
    case 'rights':
      return mrkdwn`ended: ${mention(by)} may no longer read these logs`;
  }
}

function soFar(shown: number, all: number): string {
  const total = `${counted(all, 'line')} so far`;
  return shown < all ? `${total}, the newest ${grouped(shown)} shown` : total;
}

function hiddenWords({ hidden }: FollowState): string {
  return hidden ? ` · secrets hidden: ${grouped(hidden)}` : '';
}
