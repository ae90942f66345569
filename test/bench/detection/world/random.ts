import { draw } from '../../../../src/demo/scenario/random.ts';

/** A stream of random numbers: the same seed and name give the same stream on every machine. */
export interface Random {
  /** Evenly spread over [low, high). */
  uniform(low: number, high: number): number;
  /** A whole number of [low, end). */
  integer(low: number, end: number): number;
  /** Between low and high, each doubling as likely as the next: for sizes that span decades. */
  logUniform(low: number, high: number): number;
  /** Bell-shaped around 0. */
  normal(deviation: number): number;
  /** Around 0 with heavier tails than the normal, the fewer the degrees of freedom (a whole number) the heavier. */
  studentT(freedom: number): number;
  /** How many of many rare events happen, where `mean` are expected. */
  poisson(mean: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of a list. Throws a RangeError on an empty one. */
  pick<T>(list: readonly T[]): T;
  /** A copy in random order. */
  shuffled<T>(list: readonly T[]): T[];
  /** A stream of its own, untouched by how many numbers are drawn from this one. */
  fork(name: string): Random;
}

export function createRandom(seed: number, name = ''): Random {
  let drawn = 0;
  const next = () => draw(seed, name, drawn++);
  const uniform = (low: number, high: number) => low + next() * (high - low);
  const integer = (low: number, end: number) => Math.floor(uniform(low, end));
  // Box–Muller; 1 − next() is never 0, whose logarithm does not exist.
  const bell = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    uniform,
    integer,
    logUniform: (low, high) => Math.exp(uniform(Math.log(low), Math.log(high))),
    normal: (deviation) => deviation * bell(),
    studentT: (freedom) => bell() / Math.sqrt(meanSquare(freedom, bell)),
    poisson: (mean) => countUntil(Math.exp(-mean), next),
    chance: (probability) => next() < probability,
    pick(list) {
      if (list.length === 0) throw new RangeError('there is nothing to pick from');
      return list[integer(0, list.length)] as (typeof list)[number];
    },
    shuffled: (list) =>
      list
        .map((item) => ({ item, at: next() }))
        .sort((a, b) => a.at - b.at)
        .map(({ item }) => item),
    fork: (fork) => createRandom(seed, `${name}/${fork}`),
  };
}

function meanSquare(count: number, value: () => number): number {
  let total = 0;
  for (let i = 0; i < count; i++) total += value() ** 2;
  return total / count;
}

/** Knuth's: how many factors in [0, 1) it takes to fall below the limit, less one. */
function countUntil(limit: number, next: () => number): number {
  let count = 0;
  for (let product = next(); product > limit; product *= next()) count++;
  return count;
}
