import { at, MOST_DAYS, medianOf, middleOf } from './order.ts';

/** The level looks no further back than so many times its days. */
const LEVEL_REACH = 3;
/** Days that make a level at least. */
const LEVEL_LEAST = 5;

/** What levels are found of: a series as it stands today. */
export interface Levelled {
  /** Values without the week's profile; NaN where there is none. */
  readonly flat: Float64Array;
  /** 1 for days that teach. */
  readonly teaches: Uint8Array;
  /** Levels by index, and 1 for those that were found. */
  readonly levels: Float64Array;
  readonly levelled: Uint8Array;
  /** Days whose median is the level. */
  readonly today: { readonly limits: { readonly level: number } };
}

const scratch = new Float64Array(MOST_DAYS);
/** Indexes of the days that a level stands on. */
const window = new Float64Array(MOST_DAYS);

/** The median of the last days that teach, without the week's profile, up to an index; NaN of fewer than five. */
export function levelAt(series: Levelled, index: number, days: number = series.today.limits.level): number {
  if (days !== series.today.limits.level || index < 0) return medianUpTo(series, index, days);
  if (at(series.levelled, index) === 0) {
    series.levels[index] = medianUpTo(series, index, days);
    series.levelled[index] = 1;
  }
  return at(series.levels, index);
}

function medianUpTo({ flat, teaches }: Levelled, index: number, days: number): number {
  let count = 0;
  for (let i = index; i >= 0 && count < days && i > index - days * LEVEL_REACH; i--)
    if (at(teaches, i) && !Number.isNaN(at(flat, i))) scratch[count++] = at(flat, i);
  return count >= Math.min(LEVEL_LEAST, days) ? medianOf(scratch, count) : Number.NaN;
}

/**
 * Finds the levels from one index up to another, both included, as levelAt does one by one: the window's days are kept in
 * order from one day to the next, which takes a quarter of the time of sorting them anew.
 */
export function fillLevels(series: Levelled, from: number, to: number): void {
  const { flat, teaches, levels, levelled, today } = series;
  const days = today.limits.level;
  const reach = days * LEVEL_REACH;
  // The window's days by their order in time (a ring over `window`) and by their size (the first `count` of `scratch`).
  let [oldest, count] = [0, 0];
  for (let i = Math.max(0, from - reach + 1); i <= to; i++) {
    if (at(teaches, i) && !Number.isNaN(at(flat, i))) {
      if (count === days) count = without(at(flat, at(window, oldest++ % days)), count);
      window[(oldest + count) % days] = i;
      count = withValue(at(flat, i), count);
    }
    while (count && at(window, oldest % days) <= i - reach)
      count = without(at(flat, at(window, oldest++ % days)), count);
    if (i < from) continue;
    levels[i] = count >= Math.min(LEVEL_LEAST, days) ? middleOf(scratch, count) : Number.NaN;
    levelled[i] = 1;
  }
}

function withValue(value: number, count: number): number {
  let j = count - 1;
  for (; j >= 0 && at(scratch, j) > value; j--) scratch[j + 1] = at(scratch, j);
  scratch[j + 1] = value;
  return count + 1;
}

function without(value: number, count: number): number {
  let j = 0;
  while (at(scratch, j) !== value) j++;
  for (; j < count - 1; j++) scratch[j] = at(scratch, j + 1);
  return count - 1;
}
