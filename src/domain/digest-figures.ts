import { addDays, type Day, daysBetween, firstDayOf, monthOf } from './day.ts';
import type { Digest, DigestDay, Mover } from './digest.ts';
import { accountName } from './explain.ts';
import type { ChartDay } from './finding.ts';
import { type CostSeries, forecaster, type Series } from './forecast.ts';
import type { Incident } from './incident.ts';
import type { Micros } from './money.ts';

const CHART_DAYS = 14;
const MOST_MOVERS = 4;
/** A mover moves by more than this share of the day, and by more than two of its own standard deviations. */
const MOVER_SHARE = 0.001;
const MOVER_SIGMAS = 2;

/** The value of a day, in micro-units; undefined where it is not known. */
export function valueOn({ first, values }: Series, day: Day): number | undefined {
  return values[daysBetween(first, day)];
}

/** The sum of series over the same days; a day that is unknown in one is unknown in the sum. */
export function totalOf(series: readonly CostSeries[], first: Day, length: number): Series {
  const sumOn = (index: number) =>
    series.reduce<number | undefined>(
      (all, one) => {
        const value = one.series.values[index];
        return all === undefined || value === undefined ? undefined : all + value;
      },
      series.length ? 0 : undefined,
    );
  return { first, values: Array.from({ length }, (_, index) => sumOn(index)) };
}

/** A day's total against what is usual for its weekday; undefined where the day is not known. */
export function digestDay(total: Series, day: Day): DigestDay | undefined {
  const value = valueOn(total, day);
  if (value === undefined) return undefined;
  const usual = forecaster(total, day)?.(day);
  return {
    day,
    total: value as Micros,
    usual: usual && { expected: Math.round(usual.expected) as Micros, spread: Math.round(usual.spread) as Micros },
  };
}

/** The month up to a day; days that are not known are counted, not taken for zero. */
export function monthToDate(total: Series, through: Day): Digest['month'] {
  const length = Number(through.slice(8));
  const days = Array.from({ length }, (_, i) => valueOn(total, addDays(firstDayOf(monthOf(through)), i)));
  return {
    through,
    total: days.reduce<number>((all, value) => all + (value ?? 0), 0) as Micros,
    unknownDays: days.filter((value) => value === undefined).length,
  };
}

/** What moved most against its usual day, each with its incident where it has one; the rest in one sum. */
export function moversOf(
  series: readonly CostSeries[],
  day: Day,
  incidents: readonly Incident[],
  names: ReadonlyMap<string, string>,
): Pick<Digest, 'movers' | 'others'> {
  const total = series.reduce((all, one) => all + (valueOn(one.series, day) ?? 0), 0);
  const moves = series.flatMap(({ account, service, series: own }) => {
    const usual = forecaster(own, day)?.(day);
    const value = valueOn(own, day);
    if (!usual || value === undefined) return [];
    const change = Math.round(value - usual.expected) as Micros;
    const isPart = (part: { account: string; service: string }) => part.account === account && part.service === service;
    const incident = incidents.find(({ finding }) => finding.parts.some(isPart))?.id;
    const loud = Math.abs(change) > Math.max(MOVER_SIGMAS * usual.spread, MOVER_SHARE * total);
    return [{ mover: { label: `${accountName(account, names)} ${service}`, change, incident }, loud }];
  });
  const movers: Mover[] = moves
    .filter(({ loud }) => loud)
    .map(({ mover }) => mover)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_MOVERS);
  const rest = moves.filter(({ mover }) => !movers.includes(mover));
  return {
    movers,
    others: { count: rest.length, change: rest.reduce((all, { mover }) => all + mover.change, 0) as Micros },
  };
}

/** The last 14 days before today beside what was usual. */
export function chartOf(total: Series, today: Day, lastSettled: Day | undefined): ChartDay[] {
  return Array.from({ length: CHART_DAYS }, (_, i) => {
    const day = addDays(today, i - CHART_DAYS);
    const value = valueOn(total, day);
    return {
      day,
      actual: value === undefined ? undefined : (value as Micros),
      usual: Math.round(forecaster(total, day)?.(day).expected ?? 0) as Micros,
      partial: lastSettled === undefined || day > lastSettled,
    };
  });
}
