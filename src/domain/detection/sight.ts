import { levelAt } from './levels.ts';
import { at, MOST_DAYS, medianOf, rankOf } from './order.ts';
import { FINAL_AGE, type Node } from './panel.ts';
import { rawOn, type Today } from './today.ts';

const WEEK = 7;
/** A weekday with less than this share of the mean has no factor: its days are left out of the level. */
const LEAST_FACTOR = 0.05;
const COMEBACK_SHARE = 0.8;
const COMEBACK_LEAST = 10;
/** A day that was quiet would have shown more of a custom. */
const QUIET_CUSTOM = 0.5;
/** A day is a hit of a custom if it stood so far above the days around it. */
const AROUND_DAYS = 8;
const CUSTOM_SHARE = 1.2;

const scratch = new Float64Array(MOST_DAYS);

/**
 * One series as it stands today, laid out for the tests. It is a workspace that the next series takes over:
 * some three thousand series are opened a day, and none leaves garbage.
 */
export interface Sight {
  node: Node;
  today: Today;
  /** The column of index 0, and the number of days: the last index is today. */
  start: number;
  length: number;
  /** Index of the newest final day. */
  final: number;
  /** Whole-day figures: final ones, and the best guess for young days. NaN is unknown. */
  readonly values: Float64Array;
  /** The least that a young day can come to, by age: what is in already, or less where this bill has shown more than it came to. */
  readonly least: Float64Array;
  /** 1 for days that teach: known, of no known cause, not quiet. */
  readonly teaches: Uint8Array;
  /** Values without the week's profile; NaN where its weekday has none. */
  readonly flat: Float64Array;
  /** By weekday: its part of the mean day. */
  readonly factors: Float64Array;
  /** The mean of the weekdays' medians. */
  mean: number;
  /** The level as of the newest final day; NaN without enough history. */
  level: number;
  /** The 80th percentile of the last weeks; NaN until it is asked for. */
  comeback: number;
  /** Levels by index, as far as they were asked for. */
  readonly levels: Float64Array;
  readonly levelled: Uint8Array;
}

export function createSight(): Sight {
  const values = () => new Float64Array(MOST_DAYS);
  return {
    start: 0,
    length: 0,
    final: 0,
    values: values(),
    least: new Float64Array(FINAL_AGE),
    teaches: new Uint8Array(MOST_DAYS),
    flat: values(),
    factors: new Float64Array(WEEK),
    mean: 0,
    level: Number.NaN,
    comeback: Number.NaN,
    levels: values(),
    levelled: new Uint8Array(MOST_DAYS),
  } as unknown as Sight;
}

/** Lays out a series as of today. */
export function openSight(sight: Sight, node: Node, today: Today): Sight {
  const length = Math.min(today.limits.history, today.column + 1);
  const start = today.column - length + 1;
  Object.assign(sight, { node, today, length, start, final: length - 1 - FINAL_AGE });
  for (let i = 0; i < length; i++) {
    const value = at(node.values, start + i);
    sight.values[i] = value;
    sight.teaches[i] = !Number.isNaN(value) && !at(node.taken, start + i) && !at(today.quiet.days, start + i) ? 1 : 0;
  }
  const { typical, high } = today.maturity(node);
  for (let age = 0; age < Math.min(FINAL_AGE, length); age++) {
    const i = length - 1 - age;
    const value = rawOn(node, today.column - age, today.column);
    sight.values[i] = value / (typical[age] as number);
    sight.least[age] = value / Math.max(1, high[age] || 1);
    sight.teaches[i] = !Number.isNaN(at(sight.values, i)) ? 1 : 0;
  }
  sight.levelled.fill(0, 0, length);
  sight.comeback = Number.NaN;
  learnWeek(sight);
  sight.level = levelAt(sight, sight.final);
  return sight;
}

/** The week's profile from the last eight of each weekday, up to the newest final day. */
function learnWeek(sight: Sight): void {
  const { values, teaches, factors, flat, final, start, length, today } = sight;
  const weekday = today.calendar.weekday;
  const from = Math.max(0, final - today.limits.profile + 1);
  let [sum, known] = [0, 0];
  factors.fill(Number.NaN);
  for (let back = 0; back < WEEK && final - back >= 0; back++) {
    let count = 0;
    for (let i = final - back; i >= from; i -= WEEK) if (at(teaches, i)) scratch[count++] = at(values, i);
    if (count < 2) continue;
    const usual = medianOf(scratch, count);
    factors[at(weekday, start + final - back)] = usual;
    sum += usual;
    known++;
  }
  sight.mean = known ? sum / known : 0;
  for (let day = 0; day < WEEK; day++) {
    const factor = at(factors, day);
    factors[day] = !Number.isNaN(factor) && sight.mean > 0 ? Math.max(0, factor / sight.mean) : 1;
  }
  for (let i = 0; i < length; i++) {
    const factor = at(factors, at(weekday, start + i));
    flat[i] = factor > LEAST_FACTOR ? at(values, i) / factor : Number.NaN;
  }
}

/** The part of the mean day that an index's weekday has. */
export function factorAt({ factors, start, today }: Sight, index: number): number {
  return at(factors, at(today.calendar.weekday, start + index));
}

/** The amount to expect on a day, from the level. */
export function expectedAt(sight: Sight, index: number, level: number = sight.level): number {
  return level * factorAt(sight, index);
}

/** The largest amount that is still ordinary on a day: what is expected, what the calendar has brought before, what was usual weeks ago. */
export function ordinaryAt(sight: Sight, index: number, level: number = sight.level): number {
  const expected = expectedAt(sight, index, level);
  const { today, start } = sight;
  return Math.max(
    expected * today.calendar.longer(start + index),
    customAt(sight, index, expected),
    comebackAt(sight, index),
  );
}

/** The largest amount that a custom of the calendar explains, by what it added to the days around it, as an amount or a share. */
function customAt(sight: Sight, index: number, expected: number): number {
  const { values, start, today } = sight;
  let most = 0;
  for (const custom of today.calendar.customs(start + index)) {
    let [hits, highest] = [0, 0];
    for (const day of custom.days) {
      const i = day - start;
      if (i < 0) continue;
      const usual = aroundAt(sight, i) * factorAt(sight, i);
      const value = at(values, i) * (1 + QUIET_CUSTOM * at(today.quiet.days, day));
      if (!(value > CUSTOM_SHARE * usual)) continue;
      hits++;
      highest = Math.max(highest, expected + value - usual, usual > 0 ? (value / usual) * expected : 0);
    }
    if (hits >= custom.needed) most = Math.max(most, highest);
  }
  return most * today.limits.custom;
}

/** The level around a day: what one day or two add does not move it, and what lasts longer does. */
function aroundAt({ flat, length }: Sight, index: number): number {
  let count = 0;
  for (let i = Math.max(0, index - AROUND_DAYS); i <= Math.min(length - 1, index + AROUND_DAYS); i++)
    if (!Number.isNaN(at(flat, i))) scratch[count++] = at(flat, i);
  return count ? medianOf(scratch, count) : 0;
}

function comebackAt(sight: Sight, index: number): number {
  const { final, today } = sight;
  if (Number.isNaN(sight.comeback))
    sight.comeback = highOf(sight, { upTo: final, days: today.limits.comebackDays, least: COMEBACK_LEAST });
  return sight.comeback * factorAt(sight, index) * today.limits.comeback;
}

/** The 80th percentile of the days that teach up to an index, without the week's profile; 0 where they are no more than `least`. */
export function highOf(
  { flat, teaches }: Sight,
  { upTo, days, least }: { upTo: number; days: number; least: number },
): number {
  let count = 0;
  for (let i = upTo; i > upTo - days && i >= 0; i--)
    if (at(teaches, i) && !Number.isNaN(at(flat, i))) scratch[count++] = at(flat, i);
  if (count <= least) return 0;
  medianOf(scratch, count);
  return rankOf(scratch, count, COMEBACK_SHARE);
}
