import type { Incident } from '../../domain/incident.ts';
import type { Acknowledgement } from '../../usecases/acknowledge.ts';
import { section, type View, view } from '../blocks.ts';
import { mention, mrkdwn } from '../mrkdwn.ts';
import { ACKNOWLEDGE } from '../views/alert.ts';
import type { Action } from './action.ts';

/** The button on an alert. The winner sees it in the message; the loser is told privately who has it. */
export function acknowledgeAction(acknowledge: (id: number, by: string) => Promise<Acknowledgement>): Action {
  return {
    id: ACKNOWLEDGE,
    async run({ value, user }) {
      const { won, incident } = await acknowledge(Number(value), user);
      return won ? undefined : standing(incident);
    },
  };
}

function standing({ id, acknowledged, state }: Incident): View {
  const text = acknowledged
    ? mrkdwn`#${id} was already acknowledged by ${mention(acknowledged.by)}.`
    : state === 'resolved'
      ? mrkdwn`#${id} is over: the cost is back to usual.`
      : mrkdwn`#${id} is known and expected; there is nothing to acknowledge.`;
  return view(text, section(text));
}
