import { at, medianOf } from './order.ts';
import { FINAL_AGE, type Node } from './panel.ts';

/** How much of a day is in when it is 0, 1, 2, 3 days old, as shares of the final figure. */
export interface Maturity {
  readonly typical: readonly number[];
  /** The largest share of any of the days learnt from: what divides a young figure by it claims too little rather than too much. */
  readonly high: readonly number[];
}

/** Days of final figures from which it is learnt, and how many of them at least. */
const LEARNT_DAYS = 42;
const LEAST_DAYS = 7;
const scratch = new Float64Array(LEARNT_DAYS + 1);

/** What the days before `today` (a column) showed at each age against what they came to. Nothing is known of today without a history. */
export function maturityOf(node: Node, today: number): Maturity {
  const ages = Array.from({ length: FINAL_AGE }, (_, age) => shareAt(node, today, age));
  return { typical: ages.map(([typical]) => typical), high: ages.map(([, high]) => high) };
}

function shareAt({ values, seen }: Node, today: number, age: number): [number, number] {
  let count = 0;
  const then = seen?.[age];
  if (then)
    for (let day = Math.max(0, today - FINAL_AGE - LEARNT_DAYS + 1); day <= today - FINAL_AGE; day++) {
      const share = at(then, day) / at(values, day);
      if (at(values, day) > 0 && !Number.isNaN(share)) scratch[count++] = share;
    }
  if (count < LEAST_DAYS) return age === 0 ? [Number.NaN, Number.NaN] : [1, 1];
  // The median leaves the shares sorted.
  return [medianOf(scratch, count), at(scratch, count - 1)];
}
