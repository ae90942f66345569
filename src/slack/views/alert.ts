import { daysUntil, formatDay, formatWeekday } from '../../domain/day.ts';
import { accountLabel, impactOf, nowAgainstUsual, splitOf, titleOf } from '../../domain/explain.ts';
import { type Finding, METRIC_NAMES } from '../../domain/finding.ts';
import type { AwsAnomaly, Incident, IncidentState } from '../../domain/incident.ts';
import { type Micros, units } from '../../domain/money.ts';
import { lastDayOf } from '../../domain/still-there.ts';
import { type Block, chart, context, fields, section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mrkdwn, safe } from '../mrkdwn.ts';
import { controls } from './controls.ts';
import { type Names, size } from './facts.ts';
import { actor, sentence, standing, stateLine } from './standing.ts';

export interface AlertFacts {
  readonly incident: Incident;
  readonly accountNames: Names;
  readonly zone: string;
}

/** One incident's alert: posted open, then edited in place as its state or its figures change. */
export function alertView({ incident, accountNames, zone }: AlertFacts): View {
  const { finding, id, aws, state } = incident;
  const title = titleOf(finding, accountNames);
  const first = firstLine(incident, title, accountNames);
  const whose = state === 'resolved' ? inAll(incident) : sentence(standing(incident, zone));
  return view(
    mrkdwn`${safe(first)} ${safe(whose)}`,
    section(mrkdwn`${mark(incident)} ${safe(first)} ${safe(whose)}`),
    fields(
      ['Since', mrkdwn`${formatWeekday(finding.since)} (UTC), ${runningWords(incident)}`],
      ['Where', mrkdwn`${whereOf(finding, accountNames)}`],
      [state === 'resolved' ? 'While it lasted' : 'Now', mrkdwn`${nowAgainstUsual(finding)}`],
      [soFarLabel(incident), mrkdwn`${size(finding.total, finding.currency)}`],
      finding.parts.length > 1 ? ['Split', mrkdwn`${splitOf(finding, accountNames)}`] : undefined,
      finding.usageType ? ['Mostly', mrkdwn`${finding.usageType}`] : undefined,
    ),
    chartBlock(finding, title),
    context(stateLine(incident, zone)),
    aws && awsLine(aws, finding.currency),
    controls(incident),
    context(
      mrkdwn`#${id} · ${finding.rule} · ${METRIC_NAMES[finding.metric]} ${finding.currency} · bill as of ${formatDay(finding.through)}, its last two days not final · ${finding.historyDays} days of history`,
    ),
  );
}

const MARKS: Readonly<Record<Exclude<IncidentState, 'open'>, string>> = {
  acknowledged: ':large_yellow_circle:',
  snoozed: ':zzz:',
  expected: ':white_circle:',
  resolved: ':white_check_mark:',
};

function mark({ state, finding }: Incident): string {
  if (state !== 'open') return MARKS[state];
  return finding.perDay < 0 ? ':large_blue_circle:' : ':red_circle:';
}

function firstLine(incident: Incident, title: string, names: Names): Mrkdwn {
  if (incident.state === 'resolved') return mrkdwn`*${title}* ${safe(endWords(incident))}.`;
  const { subject, rest } = impactOf(incident.finding, names);
  return mrkdwn`*${subject}* ${rest}.`;
}

function endWords({ end }: Incident): Mrkdwn {
  switch (end?.how) {
    case 'withdrawn':
      return mrkdwn`is withdrawn: AWS restated the days it stood on, and nothing of it is left`;
    case 'absorbed':
      return mrkdwn`has lasted a month and counts as usual from now on`;
    case 'fixed':
      return mrkdwn`is resolved by ${actor(end.by)}`;
    case 'false-alarm':
      return mrkdwn`was called a false alarm by ${actor(end.by)}`;
    default:
      return mrkdwn`is back to usual for two full days`;
  }
}

function inAll({ finding: { total, currency, kind, perDay }, end }: Incident): Mrkdwn {
  const amount = size(total, currency);
  if (end?.how === 'withdrawn') return mrkdwn`It had been put at ${amount}.`;
  if (kind === 'moved') return mrkdwn`${amount} moved in all.`;
  return mrkdwn`It ${perDay < 0 ? 'spared' : 'cost'} ${amount} in all.`;
}

function soFarLabel({ finding: { kind, perDay }, state, end }: Incident): string {
  if (end?.how === 'withdrawn') return 'Had been put at';
  const until = state === 'resolved' ? 'in all' : 'so far';
  return `${kind === 'moved' ? 'Moved' : perDay < 0 ? 'Less' : 'Cost'} ${until}`;
}

function runningWords({ state, finding, told }: Incident): string {
  const last = state === 'resolved' ? lastDayOf(finding, told.perDay) : finding.through;
  const days = daysUntil(finding.since, last).length + 1;
  const length = days === 1 ? '1 day' : `${days} days`;
  if (state === 'resolved') return `for ${length}`;
  // What is expected is not followed any more.
  return state === 'expected' ? `${length} when it was marked` : `${length} so far, still running`;
}

function awsLine({ impact, since }: AwsAnomaly, currency: string): Block {
  return context(mrkdwn`AWS Cost Anomaly Detection has it too: ${size(impact, currency)} since ${formatDay(since)}`);
}

function whereOf({ account, service, parts }: Finding, names: ReadonlyMap<string, string>): string {
  const accounts = [...new Set(parts.map((part) => part.account))].map((id) => accountLabel(id, names));
  const shown = account ? accounts.slice(0, 1) : accounts.slice(0, 3);
  const more = accounts.length - shown.length;
  return `${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}${service ? ` · ${service}` : ''}`;
}

/** The last 14 days beside what is usual; days that are not known leave a gap. */
function chartBlock({ chart: days, currency }: Finding, title: string): Block | undefined {
  return chart(
    'line',
    title,
    days.map(({ day, partial }) => `${formatDay(day)}${partial ? ' (part)' : ''}`),
    [
      { name: 'Cost', values: days.map(({ actual }) => (actual === undefined ? undefined : round(actual))) },
      { name: 'Usual', values: days.map(({ usual }) => round(usual)) },
    ],
    `${currency} a day`,
  );
}

function round(amount: Micros): number {
  return Math.round(units(amount) * 100) / 100;
}
