import { quantile } from '../../statistics.ts';

const SECOND = 1000;
const DAY = 86_400_000;

/**
 * How long a function may well be quiet at these hours, in milliseconds. Compared are the gaps that lay over the same hours a week ago,
 * or a day ago where no week was read: a night or a weekend without lines is usual then, and only then. It is never less than
 * the longest but one in a hundred of all gaps. Undefined where there was no gap to learn from.
 * @param ownTimes instants of its own lines in milliseconds, oldest first; the last of them is where the silence begins
 * @param until the silence's end
 */
export function usualGap(ownTimes: readonly number[], until: number): number | undefined {
  const gaps = gapsOf(ownTimes);
  const last = ownTimes.at(-1);
  const first = ownTimes[0];
  if (!gaps.length || last === undefined || first === undefined) return undefined;
  const sameHours = (days: number) =>
    first <= last - days * DAY ? largestOver(gaps, last - days * DAY, until - days * DAY) : undefined;
  const lengths = gaps.map(([from, to]) => to - from);
  const before = sameHours(7) ?? sameHours(1) ?? Math.max(...lengths);
  return Math.max(before, quantile(lengths, 0.99));
}

/** Lines less than a second apart belong to one run. */
function gapsOf(times: readonly number[]): [number, number][] {
  const gaps: [number, number][] = [];
  for (let i = 1; i < times.length; i++) {
    const [from, to] = [times[i - 1] as number, times[i] as number];
    if (to - from >= SECOND) gaps.push([from, to]);
  }
  return gaps;
}

/** The largest of the gaps that lie over a stretch of time at least in part. */
function largestOver(gaps: readonly (readonly [number, number])[], from: number, to: number): number {
  return gaps.reduce((most, gap) => (gap[0] < to && gap[1] > from ? Math.max(most, gap[1] - gap[0]) : most), 0);
}
