import { formatDay } from '../../domain/day.ts';
import { titleOf } from '../../domain/explain.ts';
import type { Incident } from '../../domain/incident.ts';
import { formatChange } from '../../domain/money.ts';
import { context, header, section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from '../mrkdwn.ts';

/** The Home tab: what is open, and what can be asked. */
export function homeView(incidents: readonly Incident[], names: ReadonlyMap<string, string>): View {
  const state =
    incidents.length === 0
      ? 'No incidents open'
      : incidents.length === 1
        ? '1 incident open'
        : `${incidents.length} incidents open`;
  return view(
    mrkdwn`${state}`,
    header(state),
    incidents.length ? section(incidents.map((incident) => line(incident, names)).join('\n') as Mrkdwn) : undefined,
    { type: 'divider' },
    section(mrkdwn`*What you can ask*
\`/cost\` or \`/cost lambda 30d\`: what a service cost, and how that compares
\`/logs orders-poller 15m\`: the newest lines of a function, where logs are allowed
\`/cost help\` and \`/logs help\` say more. Only you see the answers.`),
    context(mrkdwn`The figures come from Billhook's ledger; asking costs nothing.`),
  );
}

function line({ id, finding, since, acknowledged, announced }: Incident, names: ReadonlyMap<string, string>): Mrkdwn {
  const who = acknowledged
    ? mrkdwn`${mention(acknowledged.by)} has it`
    : announced
      ? mrkdwn`nobody has it`
      : mrkdwn`too small to post`;
  return mrkdwn`#${id} *${titleOf(finding, names)}* ${formatChange(finding.perDay, finding.currency)} a day since ${formatDay(since)}: ${safe(who)}`;
}
