import { formatWeekday } from '../../domain/day.ts';
import { accountName, splitOf, titleOf } from '../../domain/explain.ts';
import { type ChartDay, type Finding, METRIC_NAMES } from '../../domain/finding.ts';
import { formatChange, formatMoney, type Micros } from '../../domain/money.ts';
import type { IncidentFacts, TimelineEntry } from '../../usecases/ports.ts';
import { type Block, context, firstLines, preformatted, section, table, type View, view } from '../blocks.ts';
import { cut } from '../limits.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from '../mrkdwn.ts';
import type { Names } from './facts.ts';
import { moment, weekMoment } from './moments.ts';
import { actor } from './standing.ts';

export interface DetailsFacts extends IncidentFacts {
  readonly timeline: readonly TimelineEntry[];
  readonly zone: string;
}

const MOST_PARTS = 20;
const MOST_ENTRIES = 15;
const PART_ROOM = 80;
const RULE_ROOM = 600;
const TIMELINE_ROOM = 2800;

/** For the thread of an alert: what it is made of, day by day, the evidence, and what was done so far. */
export function detailsView({ incident, accountNames, timeline, zone }: DetailsFacts): View {
  const { finding, id } = incident;
  const first = mrkdwn`Details of #${id}, ${cut(titleOf(finding, accountNames), PART_ROOM)}`;
  return view(
    mrkdwn`${safe(first)}: ${cut(splitOf(finding, accountNames), RULE_ROOM)}`,
    section(mrkdwn`*${safe(first)}*`),
    finding.parts.length ? contributions(finding, accountNames) : undefined,
    finding.chart.length ? section(mrkdwn`*Day by day* (UTC)`) : undefined,
    finding.chart.length ? preformatted(days(finding)) : undefined,
    section(mrkdwn`*Evidence*\n${safe(evidence(finding))}`),
    timeline.length ? section(history(timeline, zone)) : undefined,
    context(mrkdwn`As of ${weekMoment(incident.checkedAt, zone)}, when its figures last changed`),
  );
}

function contributions({ parts, currency }: Finding, names: Names): Block {
  const row = (label: string, now: number, usual: number) => [
    cut(label, PART_ROOM),
    formatMoney(usual as Micros, currency),
    formatMoney(now as Micros, currency),
    formatChange((now - usual) as Micros, currency),
  ];
  const rest = parts.slice(MOST_PARTS);
  const sum = (of: 'now' | 'usual') => rest.reduce((all, part) => all + part[of], 0);
  return table([
    ['A day', 'Usual', 'Now', 'Change'],
    ...parts
      .slice(0, MOST_PARTS)
      .map(({ account, service, now, usual }) => row(`${accountName(account, names)} ${service}`, now, usual)),
    ...(rest.length ? [row(`${rest.length} others`, sum('now'), sum('usual'))] : []),
  ]);
}

/** A message may have one table; the days stand as lines of equal width. */
function days({ chart, currency }: Finding): string {
  const rows = chart.map((one) => [formatWeekday(one.day), costOf(one, currency), formatMoney(one.usual, currency)]);
  const all = [['Day', 'Cost', 'Usual'], ...rows];
  const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
  const [day, cost, usual] = [width(0), width(1), width(2)];
  return all
    .map((row, i) => {
      const mark = chart[i - 1]?.partial ? '  more to come' : '';
      return `${row[0]?.padEnd(day)}  ${row[1]?.padStart(cost)}  ${row[2]?.padStart(usual)}${mark}`;
    })
    .join('\n');
}

function costOf({ actual }: ChartDay, currency: string): string {
  return actual === undefined ? 'not known' : formatMoney(actual, currency);
}

function evidence({ rule, metric, currency, historyDays, through, usual, spread }: Finding): Mrkdwn {
  return mrkdwn`${cut(rule, RULE_ROOM)}
Usual day ${formatMoney(usual, currency)} ± ${formatMoney(spread, currency)}, from ${historyDays} days of history
${METRIC_NAMES[metric]} ${currency}, usage only; bill as of ${formatWeekday(through)} (UTC), its last two days not final`;
}

function history(timeline: readonly TimelineEntry[], zone: string): Mrkdwn {
  const newest = timeline.slice(-MOST_ENTRIES);
  const entries = newest.map(
    ({ at, actor: by, what }) => mrkdwn`${moment(at, zone)}  ${actor(by)}  ${safe(whatWords(what, zone))}`,
  );
  const earlier = timeline.length - newest.length;
  const heading = mrkdwn`*What was done*${earlier ? `, the last ${newest.length} of ${timeline.length}` : ''}`;
  return mrkdwn`${safe(heading)}\n${safe(firstLines(entries, MOST_ENTRIES, TIMELINE_ROOM))}`;
}

/** The words of a timeline, in which people stand by id and a snooze by its end in UTC. */
function whatWords(what: string, zone: string): Mrkdwn {
  const to = /^assigned to (\S+)$/.exec(what)?.[1];
  if (to) return mrkdwn`assigned to ${mention(to)}`;
  const until = /^snoozed until (\d{4}-\d\d-\d\dT\d\d:\d\d) UTC$/.exec(what)?.[1];
  return until ? mrkdwn`snoozed until ${weekMoment(new Date(`${until}Z`), zone)}` : mrkdwn`${what}`;
}
