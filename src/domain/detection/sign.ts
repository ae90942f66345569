import { at } from './order.ts';
import type { Node } from './panel.ts';
import { expectedAt, type Sight } from './sight.ts';

/** Which test saw it. */
export type Test = 'day' | 'days' | 'week' | 'ramp' | 'sparse' | 'new' | 'drop' | 'together' | 'tag';

/** Something out of the ordinary in one series, as one test saw it today. Amounts in units of the currency. */
export interface Sign {
  readonly node: Node;
  readonly test: Test;
  readonly direction: 'rise' | 'drop';
  /** The column on which it began. */
  readonly since: number;
  /** The size of the change on a day, above 0 in either direction. */
  readonly perDay: number;
  /** The size of the change so far, up to yesterday. */
  readonly total: number;
  /** The actual and the expected amount of the day (or mean of days) that the test names. */
  readonly actual: number;
  readonly expected: number;
  /** One standard deviation of an ordinary day. */
  readonly spread: number;
  /** The column of the day that the test names; of a week or more its last. */
  readonly on: number;
  /** What moves together, where it is a test of many. */
  readonly parts?: readonly Part[];
}

/** A leaf or an account × service, and what it adds to a change a day. */
export interface Part {
  readonly node: Node;
  readonly perDay: number;
}

/** Days that a change is followed back at most. */
const BACK_DAYS = 11;
/** A day belongs to a change if it shows this share of it; its first day, which may begin at noon, this share. */
const SAME_SHARE = 0.4;
const FIRST_SHARE = 0.2;

/** Follows a rise of `size` a day back from an index to the index on which it began. */
export function beginOf(sight: Sight, from: number, size: number, level: number = sight.level): number {
  const { values, length } = sight;
  const above = (i: number) => at(values, i) - expectedAt(sight, i, level);
  let since = from;
  for (let i = from - 1; i > Math.max(0, length - BACK_DAYS); i--) {
    if (Number.isNaN(at(values, i))) continue;
    if (!(above(i) > SAME_SHARE * size)) break;
    since = i;
  }
  return since > 0 && above(since - 1) > FIRST_SHARE * size ? since - 1 : since;
}

/** What a change came to from an index up to yesterday; of one that began today, what today shows. */
export function totalSince(sight: Sight, since: number, level: number = sight.level): number {
  const { values, length } = sight;
  const last = since === length - 1 ? length - 1 : length - 2;
  let total = 0;
  for (let i = since; i <= last; i++) {
    const change = at(values, i) - expectedAt(sight, i, level);
    if (!Number.isNaN(change)) total += change;
  }
  return total;
}
