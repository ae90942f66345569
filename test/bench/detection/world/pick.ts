import { accountAt, type Draft, type DraftRow, meanOf, type Pair } from './draft.ts';
import type { Random } from './random.ts';
import type { Kind } from './services.ts';
import type { Scope } from './types.ts';

/** What to look for: rows of one service in one account, of the given kinds, that cost so much together. */
export interface Wanted {
  /** Mean dollars a day, at least and at most. */
  readonly mean: readonly [low: number, high: number];
  readonly service?: string;
  readonly kinds?: readonly Kind[];
}

/** Rows of one service in one account. */
export interface Picked extends Pair {
  /** Mean dollars a day of the rows together. */
  readonly mean: number;
}

/** A random place that fits, or undefined where there is none. */
export function pickPair(
  draft: Draft,
  random: Random,
  { mean: [low, high], service, kinds }: Wanted,
): Picked | undefined {
  const fitting = draft.pairs.flatMap((pair) => {
    if (service !== undefined && pair.service.name !== service) return [];
    const rows = pair.rows.filter(({ kind }) => !kinds || kinds.some((one) => one === kind));
    const mean = meanOf(rows);
    return rows.length > 0 && mean >= low && mean <= high ? [{ ...pair, rows, mean }] : [];
  });
  return fitting.length ? random.pick(fitting) : undefined;
}

/** Of a picked place the rows of one usage type. */
export function oneUsageType(picked: Picked, random: Random): Picked & { usageType: string } {
  const { usageType } = random.pick(picked.rows);
  const rows = picked.rows.filter((row) => row.usageType === usageType);
  return { ...picked, rows, mean: meanOf(rows), usageType };
}

/** Each row's part of what the rows cost together; they add up to 1. */
export function partsOf(rows: readonly DraftRow[]): { row: DraftRow; part: number }[] {
  const total = meanOf(rows);
  return rows.map((row) => ({ row, part: total > 0 ? meanOf([row]) / total : 1 / rows.length }));
}

/** The scope of a service in an account, or of one usage type in it. */
export function scopeOf(draft: Draft, { account, service }: Pair, usageType?: string): Scope {
  const scope = { account: accountAt(draft, account).id, service: service.name };
  return usageType === undefined ? scope : { ...scope, usageType };
}
