import { hasFunctions } from '../../domain/functions-of.ts';
import { BOT, type Incident } from '../../domain/incident.ts';
import { SNOOZE_MORNING, type SnoozeLength } from '../../domain/snooze.ts';
import { actions, type Block } from '../blocks.ts';
import type { Button, Control, Menu, Option, Overflow, PersonMenu } from '../elements.ts';
import { writeRef } from '../incident-ref.ts';

export const ACKNOWLEDGE = 'acknowledge';
export const UNACKNOWLEDGE = 'unacknowledge';
export const WAKE = 'wake';
export const UNEXPECT = 'unexpect';
export const REOPEN = 'reopen';
export const SNOOZE = 'snooze';
export const ASSIGN = 'assign';
export const EXPECT = 'expect';
export const DETAILS = 'details';
export const MORE = 'more';
/** Lines of the function it is of. */
export const INCIDENT_LOGS = 'incident-logs';
/** Gives an incident that was only named a message of its own. */
export const SHOW = 'show';

/** What the menu behind the three dots offers. */
export type MoreOption = 'resolve' | 'false-alarm' | 'details';

const SNOOZE_WORDS: Readonly<Record<SnoozeLength, string>> = {
  '1h': '1 hour',
  '4h': '4 hours',
  tomorrow: `Until tomorrow ${SNOOZE_MORNING}`,
  '7d': '7 days',
};
const MORE_WORDS: Readonly<Record<MoreOption, string>> = {
  resolve: 'Resolve: it is mended',
  'false-alarm': 'False alarm',
  details: 'Details in the thread',
};

const options = <Value extends string>(words: Readonly<Record<Value, string>>): Option[] =>
  Object.entries<string>(words).map(([value, text]) => ({ value, text }));

const snooze: Menu = { choose: 'Snooze…', actionId: SNOOZE, options: options(SNOOZE_WORDS) };
const assign: PersonMenu = { person: 'Assign to…', actionId: ASSIGN };
const more: Overflow = { overflow: options(MORE_WORDS), actionId: MORE };

/** What can be done with an incident in its state. The block names it with its version, so that a late click is known. */
export function controls(incident: Incident): Block {
  return { ...actions(...controlsOf(incident)), block_id: writeRef(incident) };
}

function controlsOf({ id, state, end, finding }: Incident): Control[] {
  const button = (text: string, actionId: string): Button => ({ text, actionId, value: String(id) });
  const acknowledge: Button = { ...button('Acknowledge', ACKNOWLEDGE), style: 'primary' };
  const expect = button('Expected…', EXPECT);
  const details = button('Details', DETAILS);
  const logs = hasFunctions(finding) ? [button('Logs', INCIDENT_LOGS)] : [];
  switch (state) {
    case 'open':
      return [acknowledge, ...logs, snooze, assign, expect, more];
    case 'acknowledged':
      return [button('Unacknowledge', UNACKNOWLEDGE), ...logs, snooze, assign, expect, more];
    case 'snoozed':
      return [acknowledge, button('Wake now', WAKE), ...logs, snooze, assign, expect, more];
    case 'expected':
      return [button('Not expected', UNEXPECT), button('Change…', EXPECT), more];
    case 'resolved':
      return end && end.by !== BOT ? [button('Reopen', REOPEN), details] : [details];
  }
}
