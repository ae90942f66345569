/** The median absolute deviation times this is the standard deviation of a normal distribution. */
export const MAD_TO_SPREAD = 1.4826;

/** The middle value; of an even number of values the mean of the two in the middle. 0 of none. */
export function median(values: readonly number[]): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2
    ? (sorted[middle] as number)
    : ((sorted[middle - 1] as number) + (sorted[middle] as number)) / 2;
}

/** The value below which a share of the values lies, between 0 and 1, by the nearest rank. 0 of none. */
export function quantile(values: readonly number[], share: number): number {
  if (values.length === 0) return 0;
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] as number;
}

/** The median distance from `center`: a spread that outliers do not move. */
export function medianDeviation(values: readonly number[], center: number): number {
  return median(values.map((value) => Math.abs(value - center)));
}

export function mean(values: readonly number[]): number {
  return values.length ? values.reduce((all, value) => all + value, 0) / values.length : 0;
}
