import { MAD_TO_SPREAD } from '../statistics.ts';
import { fillLevels, levelAt } from './levels.ts';
import { at, MOST_DAYS, medianOf, rankOf } from './order.ts';
import type { Sight } from './sight.ts';

/** How far an ordinary day (or mean of days) strays from its forecast, as shares of it. */
export interface Scale {
  /** One standard deviation, by the largest of three measures that outliers do not move. */
  readonly spread: number;
  /** The 98.5th percentile of the errors upwards: what this series has done without anything being wrong. */
  readonly tail: number;
  /** Errors it stands on. */
  readonly count: number;
}

/** The 93rd percentile of a normal distribution's errors lies 1.8 standard deviations out. */
const OUTER_SHARE = 0.93;
const OUTER_TO_SPREAD = 1.8;
const TAIL_SHARE = 0.985;
/** Fewer errors tell nothing: a careful guess stands in. */
const LEAST_ERRORS = 8;
const GUESS: Scale = { spread: 0.15, tail: 0.3, count: 0 };
/** Errors above this share on so many days in a row are a shift of the level, not the noise around it. */
const SHIFT_SHARE = 0.25;
const SHIFT_DAYS = 4;

const errors = new Float64Array(MOST_DAYS);

/**
 * The errors of the mean of `days` days, forecast from the level `lag` days before its last day, over the last final days.
 * Sustained shifts are left out: what follows one is a new level, not an ordinary error.
 */
export function scaleOf(sight: Sight, days: number, lag: number): Scale {
  const count = withoutShifts(collect(sight, days, lag), days);
  if (count < LEAST_ERRORS) return GUESS;
  medianOf(errors, count);
  const tail = rankOf(errors, count, TAIL_SHARE);
  for (let i = 0; i < count; i++) errors[i] = Math.abs(at(errors, i));
  const middle = medianOf(errors, count);
  const outer = rankOf(errors, count, OUTER_SHARE) / OUTER_TO_SPREAD;
  return { spread: Math.max(MAD_TO_SPREAD * middle, outer, sight.today.limits.leastScale), tail, count };
}

function collect(sight: Sight, days: number, lag: number): number {
  const { flat, teaches, final, today } = sight;
  const first = Math.max(final - today.limits.errors, lag + LEAST_ERRORS);
  let count = 0;
  fillLevels(sight, first - lag, final - lag);
  for (let i = first; i <= final; i++) {
    let [sum, known] = [0, 0];
    for (let j = i; j > i - days && j >= 0; j--)
      if (at(teaches, j) && !Number.isNaN(at(flat, j))) {
        sum += at(flat, j);
        known++;
      }
    const level = known > days >> 1 || known === days ? levelAt(sight, i - lag) : Number.NaN;
    if (level > 0) errors[count++] = sum / known / level - 1;
  }
  return count;
}

function withoutShifts(count: number, days: number): number {
  let [kept, run] = [0, 0];
  const least = SHIFT_DAYS + days - 1;
  const side = (i: number) => (Math.abs(at(errors, i)) > SHIFT_SHARE ? Math.sign(at(errors, i)) : 0);
  for (let i = 0; i < count; i += run) {
    run = 1;
    if (side(i) !== 0) while (i + run < count && side(i + run) === side(i)) run++;
    // A short run is noise and stays.
    if (run < least) for (let j = i; j < i + run; j++) errors[kept++] = at(errors, j);
  }
  return kept;
}
