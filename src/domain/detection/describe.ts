import { addDays, type Day, daysBetween, daysUntil, formatDay, longWeekdayName } from '../day.ts';
import type { ChartDay, Finding, FindingPart } from '../finding.ts';
import { formatMoney, type Micros } from '../money.ts';
import { mean, median } from '../statistics.ts';
import { FULL_AGE } from './excursion.ts';
import type { Cause, Moved } from './group.ts';
import type { View } from './index.ts';

const CHART_DAYS = 14;

/** Puts a cause into figures and words. */
export function describeCause(cause: Cause, view: View): Finding {
  const since = cause.moved.map(({ excursion }) => excursion.since).sort()[0] as Day;
  const through = addDays(view.today, -1);
  const days = measuredDays(cause.moved, since, view.today);
  const parts = cause.moved.map((moved) => partOf(moved, days)).sort((a, b) => change(b) - change(a));
  const [now, usual] = [total(parts, 'now'), total(parts, 'usual')];
  const spread = Math.sqrt(cause.moved.reduce((all, { excursion }) => all + excursion.usualOf(through).spread ** 2, 0));
  const whole = daysUntil(since, view.today);
  const fresh = cause.moved.every(({ excursion }) => excursion.fresh);
  const finding: Omit<Finding, 'rule'> = {
    cause: cause.key,
    kind: fresh ? 'new' : (cause.moved[0]?.excursion.direction ?? 'rise'),
    account: cause.account,
    service: cause.service,
    usageType: undefined,
    since,
    through,
    perDay: (now - usual) as Micros,
    now,
    usual,
    spread: Math.round(spread) as Micros,
    total: Math.round(whole.reduce((all, day) => all + excessOn(cause.moved, day), 0)) as Micros,
    parts,
    chart: chartOf(cause.moved, view.today),
    currency: view.currency,
    metric: view.metric,
    historyDays: Math.min(...cause.moved.map(({ excursion }) => excursion.historyDays)),
  };
  return { ...finding, rule: ruleOf(finding, cause.moved, days.at(-1) ?? through) };
}

function change({ now, usual }: FindingPart): number {
  return Math.abs(now - usual);
}

function total(parts: readonly FindingPart[], of: 'now' | 'usual'): Micros {
  return parts.reduce((all, part) => all + part[of], 0) as Micros;
}

/**
 * Days to measure the change on: full ones, without the first, which may have begun at noon. Until there are such,
 * the one day that shows most of it: the first and the youngest each show a part.
 */
function measuredDays(moved: readonly Moved[], since: Day, today: Day): Day[] {
  const all = daysUntil(since, today);
  const full = all.filter((day) => daysBetween(day, today) >= FULL_AGE).slice(1);
  if (full.length) return full;
  return [...all].sort((a, b) => Math.abs(excessOn(moved, b)) - Math.abs(excessOn(moved, a))).slice(0, 1);
}

function valueOn({ series }: Moved, day: Day): number | undefined {
  return series.values[daysBetween(series.first, day)];
}

function partOf(moved: Moved, days: readonly Day[]): FindingPart {
  const known = days.filter((day) => valueOn(moved, day) !== undefined);
  return {
    account: moved.account,
    service: moved.service,
    now: Math.round(median(known.map((day) => valueOn(moved, day) ?? 0))) as Micros,
    usual: Math.round(mean(known.map((day) => moved.excursion.usualOf(day).expected))) as Micros,
  };
}

function excessOn(moved: readonly Moved[], day: Day): number {
  return moved.reduce((all, one) => {
    const value = valueOn(one, day);
    return value === undefined || day < one.excursion.since ? all : all + value - one.excursion.usualOf(day).expected;
  }, 0);
}

function chartOf(moved: readonly Moved[], today: Day): ChartDay[] {
  return daysUntil(addDays(today, -CHART_DAYS), today).map((day) => {
    const values = moved.map((one) => valueOn(one, day));
    const known = values.every((value) => value !== undefined);
    return {
      day,
      actual: known ? (values.reduce((all: number, value) => all + (value ?? 0), 0) as Micros) : undefined,
      usual: Math.round(moved.reduce((all, one) => all + one.excursion.usualOf(day).expected, 0)) as Micros,
      partial: daysBetween(day, today) < FULL_AGE,
    };
  });
}

/** `$412 on Tuesday 17 Nov where $96 ± 12 is usual for a Tuesday; 3 services; since 14 Nov`. */
function ruleOf(finding: Omit<Finding, 'rule'>, moved: readonly Moved[], day: Day): string {
  const money = (amount: number) => formatMoney(Math.round(amount) as Micros, finding.currency);
  const actual = moved.reduce((all, one) => all + (valueOn(one, day) ?? 0), 0);
  const usual = moved.reduce((all, one) => all + one.excursion.usualOf(day).expected, 0);
  const where =
    usual > 0
      ? `where ${money(usual)} ± ${money(finding.spread).replace(/^\D+/, '')} is usual for a ${longWeekdayName(day)}`
      : `where there was nothing in ${finding.historyDays} days`;
  const several = moved.length > 1 ? `; ${moved.length} ${finding.service ? 'accounts' : 'services'}` : '';
  return `${money(actual)} on ${longWeekdayName(day)} ${formatDay(day)} ${where}${several}; since ${formatDay(finding.since)}`;
}
