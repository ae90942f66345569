import { type Day, dayOf } from '../../domain/day.ts';
import { type Mrkdwn, unescapeText } from '../mrkdwn.ts';
import { EXPECTED_MODAL, LONGEST_REASON, REASON, UNTIL } from '../views/expected-modal.ts';
import { refusedWords } from '../views/refused.ts';
import type { Faults, Modal, Submission } from './action.ts';
import { type IncidentDeeds, incidentOf } from './incident-deeds.ts';

/** The form that marks an incident as expected. */
export function expectedForm({ act, clock, zone }: Pick<IncidentDeeds, 'act' | 'clock' | 'zone'>): Modal {
  return {
    id: EXPECTED_MODAL,
    failsAt: REASON,
    async submit({ user, metadata, values }) {
      const now = clock();
      const faults = faultsOf(values, dayOf(now));
      if (faults) return faults;
      const { id, version } = incidentOf({ blockId: metadata, value: '' });
      const deed = { do: 'expect', reason: reasonOf(values), until: values[UNTIL] as Day | undefined } as const;
      const { incident, refused } = await act({ id, by: user, saw: version }, deed);
      return refused && { [REASON]: formWords(refusedWords({ incident, refused }, 'expect', { zone, now }), user) };
    },
  };
}

/** On one line, as it stands in the message. */
function reasonOf(values: Submission['values']): string {
  return (values[REASON] ?? '').replace(/\s+/g, ' ').trim();
}

/** @param today the bill's day, in UTC: an expectation is over when that day is */
function faultsOf(values: Submission['values'], today: Day): Faults {
  const reason = reasonOf(values);
  const until = values[UNTIL];
  if (reason === '') return { [REASON]: 'Say in a few words why it is to be expected.' };
  if (reason.length > LONGEST_REASON) return { [REASON]: `At most ${LONGEST_REASON} characters, please.` };
  return until !== undefined && until < today
    ? { [UNTIL]: 'That day is over. Choose today or later, or leave it empty for good.' }
    : undefined;
}

/** A form shows plain text alone, in which a mention would be an id. */
function formWords(text: Mrkdwn, user: string): string {
  return unescapeText(text.replaceAll(`<@${user}>`, 'you').replaceAll(/<@\w+>/g, 'someone else') as Mrkdwn);
}
