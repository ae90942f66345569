import { addDays, type Day, formatDay } from '../../domain/day.ts';
import { titleOf } from '../../domain/explain.ts';
import type { Finding } from '../../domain/finding.ts';
import type { Incident } from '../../domain/incident.ts';
import { context, section } from '../blocks.ts';
import { writeRef } from '../incident-ref.ts';
import { cut } from '../limits.ts';
import { dayInput, type ModalView, modal, textInput } from '../modals.ts';
import { mrkdwn } from '../mrkdwn.ts';
import { type Names, nameLine } from './facts.ts';

export const EXPECTED_MODAL = 'expected';
/** What is filled in. */
export const REASON = 'reason';
export const UNTIL = 'until';

export const LONGEST_REASON = 300;
const TITLE_ROOM = 300;
const FIRST_DAYS = 7;

const KINDS: Readonly<Record<Finding['kind'], string>> = {
  rise: 'rise',
  drop: 'drop',
  new: 'new cost',
  moved: 'move between teams',
};

/** Asks why an incident is to be expected, and until when; what was said before stands in it. */
export function expectedModal(incident: Incident, names: Names, today: Day): ModalView {
  const { finding, since, state, expectation } = incident;
  const known = state === 'expected' ? expectation : undefined;
  const cause = `${cut(titleOf(finding, names), TITLE_ROOM)}, ${KINDS[finding.kind]} since ${formatDay(since)}`;
  return modal(
    { callbackId: EXPECTED_MODAL, title: 'Expected', submit: 'Mark as expected', metadata: writeRef(incident) },
    section(nameLine(incident, names)),
    textInput(REASON, 'Reason', { initial: known?.reason ?? '', most: LONGEST_REASON }),
    dayInput(UNTIL, 'Until, that day included', {
      initial: known ? known.until : addDays(today, FIRST_DAYS),
      hint: 'Leave empty for good.',
    }),
    context(mrkdwn`This cause only: ${cause}. It counts as usual from its first day; what goes beyond it is raised.`),
  );
}
