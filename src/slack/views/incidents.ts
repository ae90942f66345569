import { dayOf, formatDay } from '../../domain/day.ts';
import type { Incident, IncidentState } from '../../domain/incident.ts';
import { formatMoney } from '../../domain/money.ts';
import type { Feedback, IncidentList } from '../../usecases/list-incidents.ts';
import type { Trouble } from '../../usecases/ports.ts';
import { type Block, context, firstLines, lines, section, type View, view } from '../blocks.ts';
import { cut } from '../limits.ts';
import { channelLink, type Mrkdwn, mrkdwn, safe } from '../mrkdwn.ts';
import { type Names, nameLine, sinceLine } from './facts.ts';
import { moment } from './moments.ts';
import { actor, standing } from './standing.ts';

const MOST_LINES = 15;
/** A section's share of what a message carries, with all of them there. */
const SECTION_ROOM = 1500;
const REASON_ROOM = 200;

const GROUPS: readonly (readonly [IncidentState, string])[] = [
  ['open', 'Open'],
  ['acknowledged', 'Acknowledged'],
  ['snoozed', 'Snoozed'],
  ['expected', 'Expected'],
];

/** The answer to `/cost incidents`: how each stands, what people said and what that quiets, and what could not be said. */
export function incidentsView(list: IncidentList, zone: string): View {
  const { active, accountNames: names, feedback, troubles } = list;
  const first = headline(active);
  const groups = GROUPS.map(([state, title]) => {
    const own = active.filter((incident) => incident.state === state);
    return listed(
      title,
      own.map((incident) => incidentLine(incident, names, zone)),
    );
  });
  return view(
    mrkdwn`${safe(first)} ${safe(freshness(list, zone))}`,
    section(lines([mrkdwn`*${safe(first)}*`, ...warnings(list)])),
    ...groups,
    listed(
      'Feedback of the last 90 days',
      feedback.map((one) => feedbackLine(one, names)),
    ),
    listed('Not delivered in the last 7 days', [...new Set(troubles.map((trouble) => troubleLine(trouble, zone)))]),
    context(freshness(list, zone)),
  );
}

function headline(active: readonly Incident[]): Mrkdwn {
  const count = (state: IncidentState) => active.filter((incident) => incident.state === state).length;
  const parts = GROUPS.flatMap(([state]) => (count(state) ? [`${count(state)} ${state}`] : []));
  return parts.length ? mrkdwn`Incidents: ${parts.join(', ')}.` : mrkdwn`No incidents.`;
}

/** What makes the list say less than it seems to. */
function warnings({ late, failure }: IncidentList): Mrkdwn[] {
  return [
    ...(late ? [mrkdwn`:warning: The bill is late: incidents are on hold, and no news is not good news.`] : []),
    ...(failure ? [mrkdwn`:warning: The last read of costs failed: ${cut(failure, REASON_ROOM)}`] : []),
  ];
}

function freshness({ readAt }: IncidentList, zone: string): Mrkdwn {
  return readAt
    ? mrkdwn`Costs were last read at ${moment(readAt, zone)}.`
    : mrkdwn`Not all costs have been read yet, so this is no word on how things are.`;
}

function listed(title: string, items: readonly Mrkdwn[]): Block | undefined {
  return items.length ? section(mrkdwn`*${title}*\n${safe(firstLines(items, MOST_LINES, SECTION_ROOM))}`) : undefined;
}

function incidentLine(incident: Incident, names: Names, zone: string): Mrkdwn {
  const { channel, announced, named, state } = incident;
  const small = !announced && !named && state !== 'expected';
  const where = channel ? mrkdwn`, in ${channelLink(channel)}` : small ? mrkdwn`, too small to post` : mrkdwn``;
  return mrkdwn`${safe(sinceLine(incident, names))}${safe(where)}: ${safe(standing(incident, zone))}`;
}

function feedbackLine(feedback: Feedback, names: Names): Mrkdwn {
  const { incident, by, at } = feedback;
  const what = nameLine(incident, names);
  const said = mrkdwn`by ${actor(by)} on ${formatDay(dayOf(at))}`;
  if (feedback.said === 'false-alarm') {
    const { currency } = incident.finding;
    return mrkdwn`${safe(what)}: called a false alarm ${safe(said)}; not raised again below ${formatMoney(feedback.below, currency)} a day until ${formatDay(feedback.until)}`;
  }
  const { expectation } = incident;
  const until = expectation?.until ? ` until ${formatDay(expectation.until)}` : '';
  const effect =
    incident.state === 'resolved'
      ? 'over by now'
      : `counts as usual from ${formatDay(incident.since)}${until}; what goes beyond it is raised`;
  return mrkdwn`${safe(what)}: expected ${safe(said)}; ${effect}`;
}

function troubleLine({ channel, reason, since, givenUp }: Trouble, zone: string): Mrkdwn {
  const state = givenUp ? 'given up' : 'tried again';
  return mrkdwn`${channelLink(channel)} since ${moment(since, zone)}, ${state}: ${cut(reason, REASON_ROOM)}`;
}
