import type { Row } from './pool-results.ts';

/** How others do on the same kind of worlds. Source: the labelled benchmark's notes; five worlds, walked through day by day. */
export const BASELINES: readonly (readonly [name: string, row: Omit<Row, 'impactError'>])[] = [
  ['day over day > 20 % and > $50, by service', row([0.07, 0.43, 0.04, 0.54, 56, 3.1, 1, 10])],
  ['30-day mean + 3 σ, by service', row([0.18, 0.34, 0.12, 0.49, 14, 1.7, 1, 12])],
  ['weekday median + 4 MAD, account × service', row([0.06, 0.83, 0.03, 0.86, 151, 31, 1, 6])],
  ['S-H-ESD, account × service', row([0.07, 0.81, 0.04, 0.83, 125, 35, 1, 7])],
  ['Holt-Winters, account × service', row([0.1, 0.82, 0.05, 0.61, 85, 6.9, 1, 12])],
  ['the best of these, tuned, with a filter for fees', row([0.32, 0.42, 0.27, 0.29, 6.4, 0.3, 1, 1])],
  ["the benchmark's own reference", row([0.92, 0.93, 0.91, 0.99, 0.5, 0.45, 2, 10])],
];

/** The reference's F1 in harder worlds, from the same notes. */
export const REFERENCE_HARDER_F1: ReadonlyMap<string, number> = new Map([
  ['--noise 2', 0.86],
  ['--effect 0.5', 0.84],
  ['--accounts 5 --services 25', 0.9],
  ['--accounts 80', 0.91],
]);

type Published = readonly [
  f1: number,
  recall: number,
  precision: number,
  usdRecall: number,
  falsePerMonth: number,
  duplicates: number,
  delayP50: number,
  delayP90: number,
];

function row([f1, recall, precision, usdRecall, falsePerMonth, duplicates, delayP50, delayP90]: Published) {
  return { f1, recall, precision, usdRecall, falsePerMonth, duplicates, delayP50, delayP90 };
}
