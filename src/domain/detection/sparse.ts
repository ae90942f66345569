import { at } from './order.ts';
import { FINAL_AGE, type Node } from './panel.ts';
import type { Sight } from './sight.ts';
import { spanOf } from './span.ts';
import type { Today } from './today.ts';

/** Days over which a series shows whether it is sparse, and how many of them must teach. */
const JUDGED_DAYS = 90;
const LEAST_DAYS = 28;
/** Less than this share of the mean day is no cost to speak of. */
const SMALL = 0.02;
/** A service of which a now-and-then job makes up this share is judged by its usage types. */
const PART = 0.1;

/** Whether a series has cost on some days only: a job that runs now and then. */
export function isSparse(sight: Sight): boolean {
  const { teaches, values, mean, today } = sight;
  const taught = hitsOf(sight, (i) => at(teaches, i) === 1, Math.max(0, SMALL * mean));
  const { share } = taught.days >= LEAST_DAYS ? taught : hitsOf(sight, (i) => !Number.isNaN(at(values, i)), 0);
  return share < today.limits.sparse || !(mean > 0);
}

function hitsOf({ values, final }: Sight, counts: (i: number) => boolean, least: number) {
  let [hits, days] = [0, 0];
  for (let i = Math.max(0, final - JUDGED_DAYS); i <= final; i++) {
    if (!counts(i)) continue;
    days++;
    if (at(values, i) > least) hits++;
  }
  return { days, share: hits / Math.max(1, days) };
}

/** Whether a sparse usage type makes up a good part of a service in an account: then the sum says little. */
export function hasSparsePart(pair: Node, { column, limits }: Today): boolean {
  if (pair.children.length < 2) return false;
  const end = column - FINAL_AGE;
  const whole = spanOf(pair, end - JUDGED_DAYS, end).sum;
  return pair.children.some((child) => {
    const { sum, share } = spanOf(child, end - JUDGED_DAYS, end);
    return share > 0 && share < limits.sparse && sum > PART * whole;
  });
}
