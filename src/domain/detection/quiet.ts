import type { Limits } from './limits.ts';
import type { Maturity } from './maturity.ts';
import { at, medianOf } from './order.ts';
import { FINAL_AGE, type Node, type Panel } from './panel.ts';
import { seenOn } from './today.ts';

/** Days on which much of the organisation rests: the share of series that are below their weekday, or 0 for an ordinary day. */
export interface Quiet {
  /** By column. */
  readonly days: Float32Array;
  readonly shares: Float32Array;
}

/** The day from which others are looked at, and how. */
export interface Standpoint {
  readonly column: number;
  readonly maturity: (node: Node) => Maturity;
  readonly limits: Limits;
}

const USUAL_DAYS = 42;
const LEAST_DAYS = 7;
const USUAL_AT_FIRST = 0.05;
/** Ages that are looked at: today's own figures say nothing yet, and at four days a day is final. */
const AGES = [1, 2, 3, FINAL_AGE];
const LAST_AGES = [FINAL_AGE];
/** Four weeks of the same weekday: the mean of the middle two is what is usual. */
const WEEKS = 4;
/** An account rests where so much of its series do, and tells something with so many of them. */
const RESTING_SHARE = 0.2;
const LEAST_SERIES = 3;
/** The share of accounts that rest on a quiet day. */
const RESTING_ACCOUNTS = 0.15;
const scratch = new Float64Array(USUAL_DAYS + 1);

export function noQuiet(days: number): Quiet {
  return { days: new Float32Array(days), shares: new Float32Array(days) };
}

/**
 * Looks at the days that became a little older, as seen from `column`. Holidays are learnt from the bill itself, not from a list.
 * @param last the last column that is noted now: two columns and more before it only the day that became final is looked at,
 * as what is younger is looked at again
 */
export function noteQuiet(quiet: Quiet, panel: Panel, seen: Standpoint, last: number): void {
  for (const age of seen.column < last - 1 ? LAST_AGES : AGES) {
    const day = seen.column - age;
    if (day < 7 * WEEKS) continue;
    const { share, resting } = shareBelow(panel, day, seen);
    quiet.shares[day] = share;
    quiet.days[day] = resting && share > usualShare(quiet, day) + seen.limits.quietShare ? share : 0;
  }
}

function shareBelow(panel: Panel, day: number, seen: Standpoint) {
  const accounts = panel.accounts
    .map(({ children }) => belowIn(children, day, seen))
    .filter(({ all }) => all >= LEAST_SERIES);
  // One account that stops is no holiday, however large it is.
  const resting = accounts.filter(({ below, all }) => below >= RESTING_SHARE * all).length;
  const sum = (of: 'below' | 'all') => accounts.reduce((total, account) => total + account[of], 0);
  return {
    share: sum('below') / Math.max(1, sum('all')),
    resting: resting >= Math.max(2, RESTING_ACCOUNTS * accounts.length),
  };
}

function belowIn(pairs: readonly Node[], day: number, seen: Standpoint) {
  let [below, all] = [0, 0];
  for (const pair of pairs) {
    for (let week = 1; week <= WEEKS; week++) scratch[week - 1] = at(pair.values, day - 7 * week);
    const usual = medianOf(scratch, WEEKS);
    const value = seenOn(pair, day, seen);
    // Series that rest on some weeks say nothing; a NaN fails both.
    if (!(at(scratch, 0) > 0) || Number.isNaN(value)) continue;
    all++;
    if (value < seen.limits.quietBelow * usual) below++;
  }
  return { below, all };
}

function usualShare({ shares }: Quiet, day: number): number {
  let count = 0;
  for (let before = day - 1; before >= Math.max(0, day - USUAL_DAYS); before--)
    if (at(shares, before) > 0) scratch[count++] = at(shares, before);
  return count >= LEAST_DAYS ? medianOf(scratch, count) : USUAL_AT_FIRST;
}
