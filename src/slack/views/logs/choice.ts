import type { LogChoice } from '../../../usecases/log-report.ts';
import { actions, context, firstLines, section, type View, view } from '../../blocks.ts';
import { cut } from '../../limits.ts';
import { mrkdwn } from '../../mrkdwn.ts';
import { missingWords } from './missing.ts';
import { LOGS_PICK, targetRef, writeRest } from './refs.ts';

/** A menu holds no more. */
const MOST_OPTIONS = 100;
const LONGEST_NAME = 150;
/** Where words are listed instead. */
const MOST_LISTED = 20;
const LIST_ROOM = 2800;

/** Several functions that fit: a menu to pick one from. Where the question is too long to be kept in it, they are listed. */
export function choiceView({ question, rest, targets, missing }: LogChoice): View {
  const first = mrkdwn`${targets.length} functions or log groups fit *${cut(question.name, LONGEST_NAME)}*. Which one?`;
  const labels = targets.map(({ target, accountName }) =>
    [target.name, accountName ?? target.account, target.region].filter(Boolean).join(' · '),
  );
  const block = writeRest(rest);
  const options = targets.slice(0, MOST_OPTIONS).map(({ target }, i) => ({
    text: labels[i] ?? '',
    value: targetRef(target),
  }));
  const elsewhere = missingWords({ missing });
  const more = targets.length - MOST_OPTIONS;
  return view(
    first,
    section(first),
    block === undefined || options.length === 0
      ? section(firstLines([...labels.map((label) => mrkdwn`${label}`), askAgain], MOST_LISTED, LIST_ROOM))
      : { ...actions({ choose: 'Pick one…', actionId: LOGS_PICK, options }), block_id: block },
    block !== undefined && more > 0
      ? context(mrkdwn`${more} more could not be offered. Write more of the name.`)
      : undefined,
    elsewhere && context(elsewhere),
  );
}

const askAgain = mrkdwn`Ask again with the whole name.`;
