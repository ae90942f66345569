import type { Day } from '../../../domain/day.ts';
import type { LineItem, Story } from '../types.ts';
import { discountLines, otherCharges } from './charges.ts';
import { billedUsage } from './commitments.ts';
import { usedOn } from './usage.ts';

/** Every line of the bill for a day, from the seed, the day and the stories alone. */
export function billOf(seed: number, day: Day, stories: readonly Story[]): readonly LineItem[] {
  const usage = billedUsage(seed, day, usedOn(seed, day, stories));
  return [...usage, ...discountLines(day, usage), ...otherCharges(seed, day)];
}
