import { addCounts, type ClassCounts, type Counts } from './counts.ts';
import { type Figures, figuresOf, percentile } from './figures.ts';

/** The recall of a class, and between which two values the true one lies in 95 of 100 cases. */
export interface ClassRecall {
  readonly incidents: number;
  readonly detected: number;
  readonly recall: number;
  readonly interval: readonly [low: number, high: number];
  readonly delayP50: number | undefined;
}

/** Several worlds as if they were one. */
export interface PooledScore extends Figures {
  readonly counts: Counts;
  readonly byClass: ReadonlyMap<string, ClassRecall>;
}

/** Adds up the scores of several worlds: every incident and every alert counts alike. Throws a RangeError of none. */
export function pool(scores: readonly { readonly counts: Counts }[]): PooledScore {
  if (scores.length === 0) throw new RangeError('there are no scores to pool');
  const counts = scores.map((score) => score.counts).reduce(addCounts);
  const byClass = new Map([...counts.byClass].map(([name, one]) => [name, classRecall(one)]));
  return { ...figuresOf(counts), counts, byClass };
}

function classRecall({ incidents, detected, delays }: ClassCounts): ClassRecall {
  const recall = detected / incidents;
  return { incidents, detected, recall, interval: wilson(detected, incidents), delayP50: percentile(delays, 0.5) };
}

/** The normal distribution's two-sided 95 % point. */
const Z = 1.959964;

/** Wilson's interval of 95 % for a share of which `hits` of `tries` were seen; it holds for few tries too. */
export function wilson(hits: number, tries: number): readonly [low: number, high: number] {
  if (tries === 0) return [0, 1];
  const share = hits / tries;
  const weight = 1 + Z ** 2 / tries;
  const middle = (share + Z ** 2 / (2 * tries)) / weight;
  const half = (Z / weight) * Math.sqrt((share * (1 - share)) / tries + Z ** 2 / (4 * tries ** 2));
  return [Math.max(0, middle - half), Math.min(1, middle + half)];
}
