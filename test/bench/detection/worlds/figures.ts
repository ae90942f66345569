import { atLeast, atMost, type Figure, percent } from '../../figure.ts';
import { type ClassRecall, type PooledScore, pool } from '../score/pool.ts';
import type { Task } from './judge-world.ts';
import { judgeWorlds } from './judges.ts';

/** The tests' worlds have lower seeds. */
const FIRST_SEED = 1000;
const SEEDS = 20;
const HARDER_SEEDS = 3;

/** What the issue on detection asks for. */
const TARGETS = {
  f1: 0.92,
  falsePerMonth: 0.5,
  usdRecall: 0.98,
  classRecall: 0.75,
  delayP50: 2,
  delayP90: 10,
  duplicates: 0.4,
  impactError: 0.08,
  harderF1: 0.85,
} as const;

const HARDER: readonly (readonly [name: string, options: Omit<Task, 'seed'>])[] = [
  ['twice the noise', { noise: 2 }],
  ['incidents of half the size', { effect: 0.5 }],
  ['5 accounts', { accounts: 5 }],
  ['other names', { renamed: true }],
  ['money at 1/100', { scale: 0.01 }],
  ['weekends on Friday and Saturday', { weekend: [5, 6] }],
  ['incidents of other shapes', { shapes: true }],
  ['missing days', { holes: true }],
  ['first figures too high', { overestimates: true }],
];

const ratio = (value: number) => value.toFixed(2);
const days = (value: number) => `${value.toFixed(value % 1 ? 1 : 0)} days`;

/** The worlds as they usually are: all figures, pooled, and the recall of each class. */
export async function* usualWorlds(): AsyncGenerator<Figure> {
  const worlds = await pooled({}, SEEDS);
  const { counts, incidents, detected } = worlds;
  const found = `${detected} of ${incidents} incidents in ${SEEDS} worlds, precision ${ratio(worlds.precision)}`;
  yield atLeast('F1', worlds.f1, TARGETS.f1, ratio, found);
  yield atMost('False alarms a month', worlds.falsePerMonth, TARGETS.falsePerMonth, ratio, falseOnes(worlds));
  yield atLeast('Dollars of the incidents that were found', worlds.usdRecall, TARGETS.usdRecall, percent);
  for (const [name, recall] of worlds.byClass)
    yield atLeast(`Recall of ${name}`, recall.recall, TARGETS.classRecall, percent, interval(recall));
  yield atMost('Delay, median', worlds.delayP50 ?? Infinity, TARGETS.delayP50, days);
  yield atMost('Delay, 90th percentile', worlds.delayP90 ?? Infinity, TARGETS.delayP90, days);
  const { duplicate, fragment } = counts.verdicts;
  const twice = `${duplicate} duplicates, ${fragment} fragments`;
  yield atMost('Duplicates an incident', worlds.duplicatesPerIncident, TARGETS.duplicates, ratio, twice);
  yield atMost('Error of the impact, median', worlds.medianImpactError ?? Infinity, TARGETS.impactError, percent);
}

/** Worlds of other kinds: F1 each. */
export async function* harderWorlds(): AsyncGenerator<Figure> {
  for (const [name, options] of HARDER) {
    const worlds = await pooled(options, HARDER_SEEDS);
    const detail = `recall ${ratio(worlds.recall)}, ${ratio(worlds.falsePerMonth)} false a month`;
    yield atLeast(`F1, ${name}`, worlds.f1, TARGETS.harderF1, ratio, detail);
  }
}

async function pooled(options: Omit<Task, 'seed'>, seeds: number): Promise<PooledScore> {
  const worlds = Array.from({ length: seeds }, (_, i) => ({ ...options, seed: FIRST_SEED + i }));
  return pool((await judgeWorlds(worlds)).map((counts) => ({ counts })));
}

function falseOnes({ counts: { falseBy } }: PooledScore): string {
  return [...falseBy].map(([name, number]) => `${number} ${name}`).join(', ') || 'none';
}

function interval({ detected, incidents, interval: [low, high] }: ClassRecall): string {
  return `${detected} of ${incidents}, 95 %: ${percent(low)} to ${percent(high)}`;
}
