import { type Day, dayNumber, weekdayOf, weekdayOfNumber } from './day.ts';
import { mean, median, medianDeviation, quantile } from './statistics.ts';

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
  /** The amount up to which calendar customs (a fortnightly job, a month's edge) explain a day. */
  readonly lump: number;
}

/** Fewer known days than this make no forecast. */
export const MIN_HISTORY_DAYS = 14;
/** The weekday profile is learnt over eight weeks … */
const PROFILE_DAYS = 56;
/** … and the level over the last two. */
const LEVEL_DAYS = 14;
/** MAD × 1.4826 is the standard deviation of a normal distribution. */
const MAD_TO_SIGMA = 1.4826;
/** The 93rd percentile of normal errors lies 1.8 σ out. */
const TAIL_SHARE = 0.93;
const TAIL_TO_SIGMA = 1.8;
/** No series is taken to be steadier than this share of its level: flat ones would alert on pennies. */
const LEAST_SPREAD = 0.03;
const FORTNIGHT = 14;
/** Days that count as the edge of a month, from either end. */
const EDGE_DAYS = 3;

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
    return {
      expected: level * factor,
      spread: spread * factor,
      lump: calendarLump(series.values, start, dayNumber(day) - start),
    };
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
    MAD_TO_SIGMA * medianDeviation(flat, level),
    quantile(errors, TAIL_SHARE) / TAIL_TO_SIGMA,
    LEAST_SPREAD * Math.abs(level),
    LEAST_SPREAD * mean(flat),
  );
}

/** The largest amount that a custom of the calendar has shown before: two hits are asked for, one at the edge of a month. */
function calendarLump(values: Series['values'], start: number, index: number): number {
  const at = (i: number) => values[i] ?? 0;
  const fortnight = Math.min(at(index - FORTNIGHT), at(index - 2 * FORTNIGHT));
  const date = new Date((start + index) * 86_400_000);
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const edge = date.getUTCDate() <= EDGE_DAYS || date.getUTCDate() > length - EDGE_DAYS;
  const monthly = [false, true].map((fromEnd) => {
    const last = at(sameDayEarlier(date, 1, fromEnd) - start);
    return edge ? last : Math.min(last, at(sameDayEarlier(date, 2, fromEnd) - start));
  });
  return Math.max(fortnight, ...monthly);
}

/** The number of the same day of an earlier month: of the same date, or as far from the month's end. */
function sameDayEarlier(date: Date, months: number, fromEnd: boolean): number {
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()];
  const lengthNow = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const lengthThen = new Date(Date.UTC(year, month + 1 - months, 0)).getUTCDate();
  const then = fromEnd ? Math.max(1, lengthThen - (lengthNow - day)) : Math.min(day, lengthThen);
  return Date.UTC(year, month - months, then) / 86_400_000;
}
