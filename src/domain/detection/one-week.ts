import { levelAt } from './levels.ts';
import { at } from './order.ts';
import { scaleOf } from './scale.ts';
import { expectedAt, factorAt, highOf, ordinaryAt, type Sight } from './sight.ts';
import { beginOf, type Sign, totalSince } from './sign.ts';

const WEEK = 7;
/** The week is held against the level so many days before its last day, which no day of it has touched. */
const LAG = 10;
/** Days of the week that must be known. */
const LEAST_DAYS = 5;

/** A week whose mean is above the level before it: what is too small for a day to show. */
export function oneWeek(sight: Sight): Sign | undefined {
  const { length, today, node, start } = sight;
  const asked = today.limits.week;
  const level = levelAt(sight, length - 1 - LAG);
  const known = judgedDays(sight);
  if (!(level > 0) || known.length < LEAST_DAYS) return undefined;
  const actual = sumOf(known, (i) => at(sight.values, i));
  const expected = sumOf(known, (i) => expectedAt(sight, i, level));
  const change = (actual - expected) / WEEK;
  const share = actual / expected - 1;
  if (change < today.floor || share < asked.share) return undefined;
  const scale = scaleOf(sight, WEEK, LAG);
  if (share < Math.max(asked.scales * scale.spread, asked.tail * scale.tail)) return undefined;
  if (actual < sumOf(known, (i) => ordinaryAt(sight, i, level))) return undefined;
  const since = beginOf(sight, firstAbove(sight, level, change), change, level);
  const total = totalSince(sight, since, level);
  if (total < today.impact) return undefined;
  return {
    node,
    test: 'week',
    direction: 'rise',
    on: today.column - 1,
    since: start + since,
    perDay: change,
    total,
    actual: actual / known.length,
    expected: expected / known.length,
    spread: (scale.spread * expected) / known.length,
  };
}

/** The days of the last week that are known and of a weekday with cost. */
function judgedDays(sight: Sight): number[] {
  const { values, length } = sight;
  return Array.from({ length: WEEK }, (_, back) => length - 2 - back).filter(
    (i) => at(values, i) >= 0 && factorAt(sight, i) > 0,
  );
}

function sumOf(days: readonly number[], amount: (i: number) => number): number {
  let sum = 0;
  for (const i of days) sum += amount(i);
  return sum;
}

function firstAbove(sight: Sight, level: number, change: number): number {
  for (let i = sight.length - 1 - WEEK; i < sight.length - 1; i++)
    if (at(sight.values, i) - expectedAt(sight, i, level) > 0.4 * change) return i;
  return sight.length - 1 - WEEK;
}

/** A week's level against the one four weeks ago. */
const RAMP_LAG = 27;
/** The level then must stand on this much of history. */
const RAMP_HISTORY = 60;
/** A week ago a slow rise had reached no more than this share of what it has now; it began where it had this one. */
const STILL_RISING = 0.85;
const BEGAN_SHARE = 0.15;

/** A slow rise: a week's level well above that of four weeks ago, and above what was usual in the eight weeks before. */
export function slowRise(sight: Sight, asked: { scales: number; share: number; tail: number }): Sign | undefined {
  const { length, today, node, start } = sight;
  if (sight.final < RAMP_HISTORY) return undefined;
  const now = levelAt(sight, length - 2, WEEK);
  const then = levelAt(sight, length - 1 - RAMP_LAG - 1);
  const share = now / then - 1;
  if (!(then > 0) || !(share > asked.share) || now - then < today.floor) return undefined;
  const high = highOf(sight, { upTo: length - 2 - RAMP_LAG, days: today.limits.profile, least: WEEK });
  if (now < high * today.limits.comeback) return undefined;
  const scale = scaleOf(sight, WEEK, RAMP_LAG);
  if (share < Math.max(asked.scales * scale.spread, asked.tail * scale.tail)) return undefined;
  const since = rampBegan(sight, then, share);
  if (since === undefined || levelAt(sight, length - 2 - WEEK, WEEK) / then - 1 > STILL_RISING * share)
    return undefined;
  const total = totalSince(sight, since, then);
  if (total < today.impact) return undefined;
  return {
    node,
    test: 'ramp',
    direction: 'rise',
    on: today.column - 1,
    since: start + since,
    perDay: now - then,
    total,
    actual: now,
    expected: then,
    spread: scale.spread * then,
  };
}

/** The index on which a slow rise began; undefined where it was there all along, which makes it an old step. */
function rampBegan(sight: Sight, then: number, share: number): number | undefined {
  for (let i = sight.length - 2; i > sight.length - 1 - RAMP_LAG; i--)
    if (levelAt(sight, i, 5) / then - 1 < BEGAN_SHARE * share) return i;
  return undefined;
}
