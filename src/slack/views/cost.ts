import { type Day, formatDay, formatWeekday } from '../../domain/day.ts';
import { METRIC_NAMES } from '../../domain/finding.ts';
import { formatChange, formatMoney, formatRatio, type Micros, units } from '../../domain/money.ts';
import { formatTime, zoneName } from '../../domain/zone.ts';
import type { CostLine } from '../../usecases/cost-lines.ts';
import type { CostReport } from '../../usecases/report-costs.ts';
import { type Block, chart, context, section, table, type View, view } from '../blocks.ts';
import { type Mrkdwn, mrkdwn, safe } from '../mrkdwn.ts';

/** The most days that fit a chart by themselves; longer periods are summed by week. */
const DAILY_POINTS = 14;

/** The answer to `/cost`: what, how much, how that compares; then the days, the table, and what the figures are. */
export function costView(report: CostReport, zone: string): View {
  const { service, from, through, days, total, currency, metric } = report;
  const first = mrkdwn`${service ?? 'All services'}, ${period(from, through)} (UTC, ${days} settled days): ${formatMoney(total, currency)}${comparison(report)}`;
  return view(
    first,
    section(mrkdwn`*${safe(first)}*${safe(incidentLines(report))}`),
    chartBlock(report),
    tableBlock(report),
    report.made.length
      ? context(
          mrkdwn`${report.made.map(({ label, total: part }) => `${label} ${formatMoney(part, currency)}`).join(' · ')}`,
        )
      : undefined,
    context(
      mrkdwn`${[
        report.soFar &&
          `${formatWeekday(report.soFar.day)} ${formatMoney(report.soFar.total, currency)} so far, not counted`,
        `${METRIC_NAMES[metric]} ${currency}, usage only`,
        `credits ${formatMoney(report.credits, currency)}`,
        ...report.otherCurrencies.map((other) => `costs in ${other} are not added`),
        report.unknownDays ? `${report.unknownDays} days are not known and not counted` : undefined,
        report.asOf && `as of ${formatTime(report.asOf, zone)} ${zoneName(report.asOf, zone)}`,
      ]
        .filter(Boolean)
        .join(' · ')}`,
    ),
  );
}

/** `8–21 Nov`, `28 Oct – 10 Nov`. */
function period(from: Day, through: Day): string {
  return from.slice(0, 7) === through.slice(0, 7)
    ? `${Number(from.slice(8))}–${formatDay(through)}`
    : `${formatDay(from)} – ${formatDay(through)}`;
}

function comparison({ total, before, currency, days }: CostReport): string {
  if (before === undefined) return `; the ${days} days before are not known whole`;
  const ratio = formatRatio(total, before);
  return `, ${formatChange((total - before) as Micros, currency)}${ratio ? ` (${ratio})` : ''} on the ${days} days before`;
}

function incidentLines({ incidents, currency }: CostReport): Mrkdwn {
  return incidents
    .map(({ id, title, perDay }) => mrkdwn`\n${formatChange(perDay, currency)} a day of it is ${title} (#${id})`)
    .join('') as Mrkdwn;
}

interface Point {
  readonly label: string;
  readonly value: number | undefined;
}

function chartBlock(report: CostReport): Block | undefined {
  const points = report.days <= DAILY_POINTS ? byDay(report) : byWeek(report);
  const title = `${report.service ?? 'All services'}, by ${report.days <= DAILY_POINTS ? 'day' : 'week'}`;
  return chart(
    'line',
    title,
    points.map(({ label }) => label),
    [{ name: 'Cost', values: points.map(({ value }) => value) }],
    report.currency,
  );
}

function byDay({ daily }: CostReport): Point[] {
  return daily.map(({ day, total }) => ({
    label: formatDay(day),
    value: total === undefined ? undefined : cents(total),
  }));
}

/** Weeks counted back from the last day, so that each has seven days; the days left over at the beginning are left out. */
function byWeek({ daily }: CostReport): Point[] {
  const weeks: Point[] = [];
  for (let end = daily.length; end >= 7; end -= 7) {
    const week = daily.slice(end - 7, end);
    const known = week.every(({ total }) => total !== undefined);
    const first = week[0] as { day: Day };
    const sum = week.reduce((all, { total }) => all + (total ?? 0), 0);
    weeks.unshift({ label: `${formatDay(first.day)} +7`, value: known ? cents(sum as Micros) : undefined });
  }
  return weeks;
}

function cents(amount: Micros): number {
  return Math.round(units(amount) * 100) / 100;
}

function tableBlock({ lines, others, currency, service, total, before }: CostReport): Block {
  const row = ({ label, total: amount, change }: CostLine) => [
    label,
    formatMoney(amount, currency),
    change === undefined ? 'not known' : formatChange(change, currency),
  ];
  const all: CostLine = {
    label: 'Total',
    total,
    change: before === undefined ? undefined : ((total - before) as Micros),
  };
  return table([
    [service === undefined ? 'Service' : 'Account', 'Cost', 'Change'],
    ...lines.map(row),
    ...(others.count ? [row(others)] : []),
    row(all),
  ]);
}
