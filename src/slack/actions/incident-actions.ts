import { dayOf } from '../../domain/day.ts';
import { UserError } from '../../domain/errors.ts';
import type { Deed } from '../../domain/lifecycle.ts';
import { isSnoozeLength, snoozeEnd } from '../../domain/snooze.ts';
import { mrkdwn } from '../mrkdwn.ts';
import {
  ACKNOWLEDGE,
  ASSIGN,
  DETAILS,
  EXPECT,
  MORE,
  REOPEN,
  SHOW,
  SNOOZE,
  UNACKNOWLEDGE,
  UNEXPECT,
  WAKE,
} from '../views/controls.ts';
import { expectedModal } from '../views/expected-modal.ts';
import { refusedWords } from '../views/refused.ts';
import type { Action, Answer, Click } from './action.ts';
import { type IncidentDeeds, incidentOf, says } from './incident-deeds.ts';

/** What a click asks to be done; undefined where nothing we know was chosen. */
type Reading = (click: Click, deeds: IncidentDeeds) => Deed | undefined;

/** The controls that change an incident, each with what it does. */
const DEEDS: Readonly<Record<string, Reading>> = {
  [ACKNOWLEDGE]: () => ({ do: 'acknowledge' }),
  [UNACKNOWLEDGE]: () => ({ do: 'unacknowledge' }),
  [WAKE]: () => ({ do: 'wake' }),
  [UNEXPECT]: () => ({ do: 'unexpect' }),
  [REOPEN]: () => ({ do: 'reopen' }),
  [SNOOZE]: ({ chosen }, { clock, zone }) =>
    isSnoozeLength(chosen) ? { do: 'snooze', until: snoozeEnd(chosen, clock(), zone) } : undefined,
  [ASSIGN]: ({ chosen }) => (chosen ? { do: 'assign', to: chosen } : undefined),
  [MORE]: ({ chosen }) => (chosen === 'resolve' || chosen === 'false-alarm' ? { do: chosen } : undefined),
};

/** Every control of an incident: a click is read, done, and answered only where the message itself would not show it. */
export function incidentActions(deeds: IncidentDeeds): Action[] {
  const doing = Object.entries(DEEDS).map(
    ([id, read]): Action => ({
      id,
      run: async (click) => {
        if (id === MORE && click.chosen === 'details') return details(deeds, click);
        const deed = read(click, deeds);
        if (!deed)
          throw new UserError('I do not know that choice. The message may be from another version of Billhook.');
        return act(deeds, click, deed);
      },
    }),
  );
  return [
    ...doing,
    { id: EXPECT, run: (click) => expect(deeds, click) },
    { id: DETAILS, run: (click) => details(deeds, click) },
    { id: SHOW, run: (click) => show(deeds, click) },
  ];
}

async function act({ act: actOn, zone, clock }: IncidentDeeds, click: Click, deed: Deed): Promise<Answer> {
  const { id, version } = incidentOf(click);
  const { incident, refused } = await actOn({ id, by: click.user, saw: version }, deed);
  return refused && says(refusedWords({ incident, refused }, deed.do, { zone, now: clock() }));
}

/** The form, where it is still about what the message showed. */
async function expect({ read, accountNames, clock, zone }: IncidentDeeds, click: Click): Promise<Answer> {
  const { id, version } = incidentOf(click);
  const incident = await read(id);
  const now = clock();
  const refused = incident.version !== version ? 'stale' : incident.state === 'resolved' ? 'impossible' : undefined;
  if (refused) return says(refusedWords({ incident, refused }, 'expect', { zone, now }));
  return { modal: expectedModal(incident, await accountNames(), dayOf(now)) };
}

async function details({ details: showDetails }: IncidentDeeds, click: Click): Promise<Answer> {
  const { incident, isNew } = await showDetails(incidentOf(click).id);
  if (isNew) return undefined;
  return incident.announced
    ? says(mrkdwn`The thread of #${incident.id} has the details already, and nothing has changed since.`)
    : says(mrkdwn`#${incident.id} has no message of its own to put its details under.`);
}

async function show({ announce }: IncidentDeeds, click: Click): Promise<Answer> {
  const { id } = incidentOf(click);
  const { announced, channel } = await announce(id, click.user);
  if (announced) return says(mrkdwn`#${id} has a message of its own already.`);
  return channel === undefined ? says(mrkdwn`#${id} is too small to have a message of its own.`) : undefined;
}
