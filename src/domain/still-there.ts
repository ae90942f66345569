import type { Day } from './day.ts';
import type { ChartDay, Finding } from './finding.ts';
import type { Micros } from './money.ts';

/** A cost is still there on a day that shows this share of it. */
const STILL = 0.35;

/** @param perDay what it came to a day when it was last told of; below 0 for a drop */
const isThere =
  (perDay: Micros) =>
  ({ actual, usual }: ChartDay) =>
    actual !== undefined && Math.sign(perDay) * (actual - usual) >= STILL * Math.abs(perDay);

/**
 * Whether a cost was still there on a whole day after another one. What is found today cannot tell: the days on which it was
 * known to run are among those it stands on, and yesterday is not all in.
 * @param perDay what it came to a day when it was last told of; below 0 for a drop
 */
export function isThereAfter({ chart }: Pick<Finding, 'chart'>, perDay: Micros, last: Day): boolean {
  return chart.filter(isThere(perDay)).some(({ day, partial }) => day > last && !partial);
}

/** The last day on which a cost was there; of one that is over, the days it was watched for after that are none of it. */
export function lastDayOf({ chart, since, through }: Finding, perDay: Micros): Day {
  const last = chart.filter(isThere(perDay)).at(-1)?.day;
  return last === undefined || last < since ? through : last;
}
