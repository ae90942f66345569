import { at, MOST_DAYS, medianOf } from './order.ts';
import type { Sight } from './sight.ts';
import type { Sign } from './sign.ts';

/** Runs of days that are looked at. */
const RUNS = [1, 2, 3, 4, 5, 6, 7];
/** The last days are judged, and teach nothing. */
const JUDGED_DAYS = 8;
const LEAST_DAYS = 28;
const LEAST_HITS = 3;
/** No job is taken to be steadier than this, in natural logarithms: 0.25 is a quarter up or down. */
const LEAST_LOG_SPREAD = 0.25;
/** Few hits make an unsure spread: it is widened by so many hits' worth. */
const FEW_HITS = 1.5;
const LEAST_HEIGHT = 0.5;
const ROOT_2PI = Math.sqrt(2 * Math.PI);
const scratch = new Float64Array(MOST_DAYS);

/** Now-and-then jobs: what matters is how many days in a row they ran and how much each cost, in logarithms, against how they usually do. */
export function sparseRun(sight: Sight): Sign | undefined {
  const { values, length, today, node, start } = sight;
  const habit = habitOf(sight);
  if (!habit) return undefined;
  let best: { score: number; sum: number; run: number; most: number } | undefined;
  for (const run of RUNS) {
    const { sum, hits, height } = recent(sight, run, habit);
    if (hits === 0 || sum - habit.mean * run < Math.max(today.impact, today.floor * run) || height < LEAST_HEIGHT)
      continue;
    const score = scoreOf(run, hits, height, habit.often);
    if (score < today.limits.sparseScore || (best && score <= best.score)) continue;
    const most = mostOf(sight, run);
    if (sum > today.limits.sparseTail * most) best = { score, sum, run, most };
  }
  if (!best) return undefined;
  const { sum, run, most } = best;
  let since = length - 2;
  for (let i = length - 2; i > length - 2 - run; i--) if (at(values, i) > (0.4 * sum) / run) since = i;
  while (since > length - 12 && at(values, since - 1) > (0.5 * sum) / run) since--;
  let total = 0;
  for (let i = since; i < length - 1; i++) total += at(values, i) - habit.mean;
  return {
    node,
    test: 'sparse',
    direction: 'rise',
    on: today.column - 1,
    since: start + since,
    perDay: sum / run - habit.mean,
    total,
    actual: sum / run,
    expected: most / run,
    spread: habit.mean,
  };
}

interface Habit {
  /** Mean a day, days of rest included. */
  readonly mean: number;
  /** Median and spread of the logarithms of days with cost. */
  readonly middle: number;
  readonly spread: number;
  /** The share of days with cost. */
  readonly often: number;
}

function habitOf({ values, length }: Sight): Habit | undefined {
  let [days, hits, sum] = [0, 0, 0];
  for (let i = 0; i <= length - 1 - JUDGED_DAYS; i++) {
    const value = at(values, i);
    if (Number.isNaN(value)) continue;
    days++;
    sum += value;
    if (value > 0) scratch[hits++] = Math.log(value);
  }
  if (days < LEAST_DAYS || hits < LEAST_HITS) return undefined;
  const middle = medianOf(scratch, hits);
  let squares = 0;
  for (let i = 0; i < hits; i++) squares += (at(scratch, i) - middle) ** 2;
  const spread = Math.max(LEAST_LOG_SPREAD, Math.sqrt(squares / (hits - 1))) * (1 + FEW_HITS / hits);
  return { mean: sum / days, middle, spread, often: Math.min(0.95, (hits + 1) / (days + 2)) };
}

function recent({ values, least, length, final }: Sight, run: number, { middle, spread }: Habit) {
  let [sum, hits, heights] = [0, 0, 0];
  for (let i = length - 2; i > length - 2 - run && i >= 0; i--) {
    const value = i > final ? at(least, length - 1 - i) : at(values, i);
    if (!(value > 0)) continue;
    sum += value;
    hits++;
    heights += (Math.log(value) - middle) / spread;
  }
  return { sum, hits, height: heights / Math.sqrt(Math.max(1, hits)) };
}

/** Minus log10 of the chance of at least `hits` days of `run`, times that of standing so high (the normal tail by its first term). */
function scoreOf(run: number, hits: number, height: number, often: number): number {
  let chance = 0;
  for (let k = hits; k <= run; k++) chance += choose(run, k) * often ** k * (1 - often) ** (run - k);
  return -Math.log10(chance) + height ** 2 / 2 / Math.LN10 + Math.log10(height * ROOT_2PI);
}

function choose(n: number, k: number): number {
  let ways = 1;
  for (let i = 0; i < k; i++) ways = (ways * (n - i)) / (i + 1);
  return ways;
}

/** The largest sum of so many days before those that are judged. */
function mostOf({ values, length }: Sight, run: number): number {
  let most = 0;
  for (let i = run - 1; i <= length - 1 - JUDGED_DAYS; i++) {
    let sum = 0;
    for (let j = i; j > i - run; j--) if (at(values, j) > 0) sum += at(values, j);
    most = Math.max(most, sum);
  }
  return most;
}
