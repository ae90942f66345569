import { type Day, dayNumber, weekdayOf, weekdayOfNumber } from './day.ts';
import { MAD_TO_SPREAD, mean, median, medianDeviation, quantile } from './statistics.ts';

/** A series of daily amounts (micro-units) from `first` on; a day that is undefined is unknown. */
export interface Series {
  readonly first: Day;
  readonly values: readonly (number | undefined)[];
}

/** A service in an account. */
export interface CostSeries {
  readonly account: string;
  readonly service: string;
  readonly series: Series;
}

/** What a day of a series is usually like. */
export interface Usual {
  /** The amount to expect. */
  readonly expected: number;
  /** One standard deviation of an ordinary day. */
  readonly spread: number;
}

/** Fewer known days than this make no forecast. */
export const MIN_HISTORY_DAYS = 14;
/** The weekday profile is learnt over eight weeks … */
const PROFILE_DAYS = 56;
/** … and the level over the last two. */
const LEVEL_DAYS = 14;
/** The 93rd percentile of normal errors lies 1.8 σ out. */
const TAIL_SHARE = 0.93;
const TAIL_TO_SIGMA = 1.8;
/** No series is taken to be steadier than this share of its level: flat ones would alert on pennies. */
const LEAST_SPREAD = 0.03;

/** A forecaster over the days of a series before `baselineEnd`; undefined where the history is too short. */
export function forecaster(series: Series, baselineEnd: Day): ((day: Day) => Usual) | undefined {
  const start = dayNumber(series.first);
  const end = dayNumber(baselineEnd) - start;
  const profileFrom = Math.max(0, end - PROFILE_DAYS);
  const known: { index: number; value: number }[] = [];
  for (let index = profileFrom; index < end; index++) {
    const value = series.values[index];
    if (value !== undefined) known.push({ index, value });
  }
  if (known.length < MIN_HISTORY_DAYS) return undefined;
  const weekday = (index: number) => weekdayOfNumber(start + index);
  const profile = weekdayProfile(known, weekday);
  const flat = known.map(({ index, value }) => value / (profile[weekday(index)] as number));
  const level = median(flat.slice(-LEVEL_DAYS));
  const spread = spreadOf(flat, level);
  return (day) => {
    const factor = profile[weekdayOf(day)] as number;
    return { expected: level * factor, spread: spread * factor };
  };
}

/** How each weekday compares with an ordinary day; 1 where there is nothing to learn from. */
function weekdayProfile(
  known: readonly { index: number; value: number }[],
  weekday: (index: number) => number,
): number[] {
  const all = median(known.map(({ value }) => value));
  return Array.from({ length: 7 }, (_, day) => {
    const own = known.filter(({ index }) => weekday(index) === day).map(({ value }) => value);
    const factor = all > 0 && own.length >= 2 ? median(own) / all : 1;
    return factor > 0.05 ? factor : 1;
  });
}

function spreadOf(flat: readonly number[], level: number): number {
  const errors = flat.map((value) => Math.abs(value - level));
  return Math.max(
    MAD_TO_SPREAD * medianDeviation(flat, level),
    quantile(errors, TAIL_SHARE) / TAIL_TO_SIGMA,
    LEAST_SPREAD * Math.abs(level),
    LEAST_SPREAD * mean(flat),
  );
}
