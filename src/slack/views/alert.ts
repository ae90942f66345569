import { daysUntil, formatDay, formatWeekday } from '../../domain/day.ts';
import { accountLabel, impactOf, nowAgainstUsual, splitOf, titleOf } from '../../domain/explain.ts';
import { type Finding, METRIC_NAMES } from '../../domain/finding.ts';
import type { Incident } from '../../domain/incident.ts';
import { formatMoney, type Micros, units } from '../../domain/money.ts';
import { formatTime, localTime, zoneName } from '../../domain/zone.ts';
import { actions, type Block, chart, context, fields, section, type View, view } from '../blocks.ts';
import { type Mrkdwn, mention, mrkdwn, safe } from '../mrkdwn.ts';

export const ACKNOWLEDGE = 'acknowledge';

export interface AlertFacts {
  readonly incident: Incident;
  readonly accountNames: ReadonlyMap<string, string>;
  readonly zone: string;
}

/** One incident's alert: posted open, then edited in place as its state or its figures change. */
export function alertView({ incident, accountNames, zone }: AlertFacts): View {
  const { finding, id } = incident;
  const title = titleOf(finding, accountNames);
  const first = firstLine(incident, title, accountNames);
  return view(
    mrkdwn`${safe(first)} ${safe(holder(incident))}`,
    section(mrkdwn`${mark(incident)} ${safe(first)} ${safe(holder(incident))}`),
    fields(
      ['Since', mrkdwn`${formatWeekday(finding.since)} (UTC), ${runningWords(incident)}`],
      ['Where', mrkdwn`${whereOf(finding, accountNames)}`],
      ['Now', mrkdwn`${nowAgainstUsual(finding)}`],
      [
        finding.kind === 'moved' ? 'Moved so far' : finding.perDay < 0 ? 'Less so far' : 'Cost so far',
        mrkdwn`${formatMoney(Math.abs(finding.total) as Micros, finding.currency)}`,
      ],
      finding.parts.length > 1 ? ['Split', mrkdwn`${splitOf(finding, accountNames)}`] : undefined,
      finding.usageType ? ['Mostly', mrkdwn`${finding.usageType}`] : undefined,
    ),
    chartBlock(finding, title),
    ...stateBlocks(incident, zone),
    context(
      mrkdwn`#${id} · ${finding.rule} · ${METRIC_NAMES[finding.metric]} ${finding.currency} · bill as of ${formatDay(finding.through)}, its last two days not final · ${finding.historyDays} days of history`,
    ),
  );
}

function mark({ state, finding }: Incident): string {
  if (state === 'resolved') return ':white_check_mark:';
  if (state === 'acknowledged') return ':large_yellow_circle:';
  return finding.perDay < 0 ? ':large_blue_circle:' : ':red_circle:';
}

function firstLine({ state, finding }: Incident, title: string, names: ReadonlyMap<string, string>): Mrkdwn {
  if (state === 'resolved')
    return mrkdwn`*${title}* is back to usual. It ${finding.perDay < 0 ? 'spared' : 'cost'} ${formatMoney(Math.abs(finding.total) as Micros, finding.currency)} in all.`;
  const { subject, rest } = impactOf(finding, names);
  return mrkdwn`*${subject}* ${rest}.`;
}

function holder({ state, acknowledged }: Incident): Mrkdwn {
  if (acknowledged) return mrkdwn`${mention(acknowledged.by)} has it.`;
  return state === 'open' ? mrkdwn`Nobody has it.` : mrkdwn``;
}

function runningWords({ state, finding }: Incident): string {
  const days = daysUntil(finding.since, finding.through).length + 1;
  const length = days === 1 ? '1 day' : `${days} days`;
  return state === 'resolved' ? `for ${length}` : `${length} so far, still running`;
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

/** Buttons while it is open; afterwards who has it, and since when. */
function stateBlocks({ id, state, acknowledged, resolvedAt }: Incident, zone: string): Block[] {
  const at = (instant: Date) =>
    `${formatDay(localTime(instant, zone).day)} ${formatTime(instant, zone)} ${zoneName(instant, zone)}`;
  const blocks: Block[] = [];
  if (acknowledged) blocks.push(context(mrkdwn`Acknowledged by ${mention(acknowledged.by)} at ${at(acknowledged.at)}`));
  if (resolvedAt) blocks.push(context(mrkdwn`Back to usual for two full days; closed ${at(resolvedAt)}`));
  if (state === 'open')
    blocks.push(actions({ text: 'Acknowledge', actionId: ACKNOWLEDGE, value: String(id), style: 'primary' }));
  return blocks;
}
