import { median } from './statistics.ts';

/** One day's total as one read saw it, against what it came to in the end. */
export interface FillSample {
  /** Hours from the end of the day to the read. */
  readonly ageHours: number;
  readonly share: number;
}

/** Reads within so many hours of the asked age are comparable. */
const NEAR_HOURS = 4;
const LEAST_SAMPLES = 3;

/**
 * How much of a day is usually in at an age, between 0 and 1, from this bill's own history of what was visible when.
 * Undefined until there are three days to learn from.
 */
export function usualShare(samples: readonly FillSample[], ageHours: number): number | undefined {
  const near = samples.filter((sample) => Math.abs(sample.ageHours - ageHours) <= NEAR_HOURS).map(({ share }) => share);
  return near.length < LEAST_SAMPLES ? undefined : Math.min(1, median(near));
}
