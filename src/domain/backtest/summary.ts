import { type Micros, micros } from '../money.ts';
import { type Found, isPosted, KINDS, type Kind, postFloor } from './found.ts';

/** Alerts found and, of these, posted. */
export interface Counts {
  readonly found: number;
  readonly posted: number;
}

/** What a walk comes to. */
export interface Summary {
  readonly all: Counts;
  readonly aMonth: Counts;
  readonly kinds: readonly (Counts & { readonly kind: Kind })[];
  /** By their size a day. */
  readonly largest: readonly Found[];
  /** What other values of alerts.minImpact would have posted a month; the present one is among them. */
  readonly choices: readonly { readonly minImpact: Micros; readonly postedAMonth: number }[];
  /** The least floor that was in force at the end of the walk, whatever minImpact is; 0 of nothing found. */
  readonly leastFloor: number;
}

const DAYS_A_MONTH = 365.25 / 12;
const MOST_LARGEST = 10;
const CHOICES = [10, 25, 50, 100, 250];

/**
 * Counts what was found.
 * @param days how many days were judged
 */
export function summaryOf(found: readonly Found[], minImpact: Micros, days: number): Summary {
  const count = (some: readonly Found[]): Counts => ({
    found: some.length,
    posted: some.filter((one) => isPosted(one, minImpact)).length,
  });
  const aMonth = (number: number) => (number * DAYS_A_MONTH) / days;
  const all = count(found);
  const choices = [...new Set([...CHOICES.map(micros), minImpact])].sort((a, b) => a - b);
  const last = found.at(-1);
  return {
    all,
    aMonth: { found: aMonth(all.found), posted: aMonth(all.posted) },
    kinds: KINDS.map((kind) => ({ kind, ...count(found.filter((one) => one.kind === kind)) })),
    largest: [...found].sort((a, b) => b.perDay - a.perDay).slice(0, MOST_LARGEST),
    choices: choices.map((choice) => ({
      minImpact: choice,
      postedAMonth: aMonth(found.filter((one) => isPosted(one, choice)).length),
    })),
    leastFloor: last ? postFloor(last, micros(0)) : 0,
  };
}
