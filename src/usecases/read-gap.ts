import { usualGap } from '../domain/logs/silence/usual-gap.ts';
import type { OwnLines } from './own-lines.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A week and a day: the same hours of the same weekday are among them. */
const BACK_MS = 8 * DAY_MS;
const NEAR_MS = 6 * HOUR_MS;
const LINES = 500;
/** So many lines tell how long it is quiet between them. */
const ENOUGH = 50;
/** So long a silence at the same time of another day says enough. */
const SAME_TIME_MS = 12 * HOUR_MS;

export interface GapSources {
  readonly own: OwnLines;
  /** Where the silence begins, and where it ends. */
  readonly last: Date;
  readonly until: Date;
  readonly activeHours: readonly Date[] | undefined;
}

/**
 * How long a function may well be quiet, in milliseconds: by the lines before the silence, by the hours in which it is invoked, and,
 * where the silence is longer, by how long it was quiet at the same time a week or a day ago. Undefined where none of that tells.
 */
export async function usualGapBefore(sources: GapSources): Promise<number | undefined> {
  const { own, last, until, activeHours } = sources;
  const hours = (activeHours ?? []).map((hour) => hour.getTime()).filter((hour) => hour <= last.getTime());
  const byCalls = usualGap(hours, until.getTime()) ?? 0;
  // Hours that follow one another have no gap between them.
  const isSeldomCalled = byCalls > HOUR_MS;
  const silence = until.getTime() - last.getTime();
  const gapOf = (times: readonly number[]) =>
    Math.max(usualGap(times, until.getTime()) ?? 0, isSeldomCalled ? byCalls : 0);
  const near = await ownTimes(own, last.getTime() - NEAR_MS, last.getTime());
  const few = gapOf(near);
  if (silence <= few) return few;
  const isEnough = isSeldomCalled || near.length >= ENOUGH;
  const times = isEnough
    ? near
    : [...(await ownTimes(own, last.getTime() - BACK_MS, last.getTime() - NEAR_MS - 1)), ...near];
  const gap = gapOf(times);
  return Math.max(gap, silence > gap ? await quietAtSameTime(sources, silence) : 0) || undefined;
}

/** Instants of own lines, oldest first, as many of the newest as can be read. */
async function ownTimes(own: OwnLines, from: number, to: number): Promise<number[]> {
  const { lines } = await own.read({ from: new Date(from), to: new Date(to) }, LINES);
  return lines.map(({ at }) => at.getTime());
}

/** How long it had been quiet at the same time a week ago, or a day ago where it did not write a week ago; 0 where it did not write then either. */
async function quietAtSameTime({ own, last, until, activeHours }: GapSources, silence: number): Promise<number> {
  for (const days of [7, 1]) {
    const to = new Date(until.getTime() - days * DAY_MS);
    // Within the silence itself there is nothing to learn.
    if (to > last) continue;
    if (activeHours?.every((hour) => hour > to)) continue;
    const from = new Date(to.getTime() - Math.min(silence, SAME_TIME_MS));
    const { at } = await own.newest({ from, to });
    if (at) return to.getTime() - at.getTime();
    const earlier = await own.newest({ from: new Date(from.getTime() - DAY_MS / 2), to: from });
    if (earlier.at) return silence;
  }
  return 0;
}
