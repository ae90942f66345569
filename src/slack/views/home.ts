import type { Incident } from '../../domain/incident.ts';
import { context, firstLines, header, section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mrkdwn, safe } from '../mrkdwn.ts';
import { type Names, sinceLine } from './facts.ts';
import { standing } from './standing.ts';

const MOST_LINES = 25;
const ROOM = 2900;

/** The Home tab: what is open, who has it, and what can be asked. */
export function homeView(incidents: readonly Incident[], names: Names, zone: string): View {
  const state =
    incidents.length === 0
      ? 'No incidents open'
      : incidents.length === 1
        ? '1 incident open'
        : `${incidents.length} incidents open`;
  const listed = incidents.map((incident) => line(incident, names, zone));
  return view(
    mrkdwn`${state}`,
    header(state),
    incidents.length ? section(firstLines(listed, MOST_LINES, ROOM)) : undefined,
    { type: 'divider' },
    section(mrkdwn`*What you can ask*
\`/cost\` or \`/cost lambda 30d\`: what a service cost, and how that compares
\`/cost incidents\`: what is open and who has it, what is expected, and what could not be delivered
\`/logs orders-poller 15m\`: the newest lines of a function, where logs are allowed
\`/cost help\` and \`/logs help\` say more. Only you see the answers.`),
    context(mrkdwn`The figures come from Billhook's ledger; asking costs nothing.`),
  );
}

function line(incident: Incident, names: Names, zone: string): Mrkdwn {
  const small = !incident.announced && !incident.named && incident.state === 'open';
  const who = small ? mrkdwn`too small to post` : standing(incident, zone);
  return mrkdwn`${safe(sinceLine(incident, names))}: ${safe(who)}`;
}
