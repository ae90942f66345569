import type { Random } from '../random.ts';

/** How an incident runs where it does not begin and end at midnight. */
export interface Shape {
  /** Multiplies what it adds on a day. */
  readonly factor: (day: number) => number;
  /** The last day on which anything of it is left. */
  readonly until: number;
}

/** What of the first day it takes up, at least and at most. */
const FIRST_DAY = [0.25, 0.9] as const;
/** Relative spread from day to day. */
const WOBBLE = 0.15;
/** What stays behind after the end, as a share, and for how long. */
const RESIDUE = { share: [0.05, 0.25], days: [5, 20] } as const;

/** A shape that begins in mid-day, wobbles, and falls to a residue rather than to nothing. */
export function roughness(
  random: Random,
  { start, end, falls }: { start: number; end: number; falls: boolean },
): Shape {
  const firstDay = end > start ? random.uniform(...FIRST_DAY) : 1;
  const wobble = Float64Array.from({ length: end - start + 1 }, () => Math.exp(random.normal(WOBBLE)));
  const residue = random.uniform(...RESIDUE.share);
  const factor = (day: number) => {
    if (day > end) return residue;
    const size = (day === start ? firstDay : 1) * (wobble[day - start] ?? 1);
    // More than all cannot be gone or moved.
    return falls ? Math.min(1, size) : size;
  };
  return { factor, until: falls ? end : end + random.integer(...RESIDUE.days) };
}
