import type { LabelledIncident, Scope, World } from '../world/types.ts';

/** What the scorer knows of a world: a row's figures are not among it, only its keys. */
export interface Truth extends Pick<World, 'days' | 'warmup' | 'baseline' | 'incidents'> {
  readonly rows: readonly Scope[];
}

/** One message in Slack. */
export interface Alert {
  /** Index of the day on which it was raised. */
  readonly day: number;
  /** What it is about. Keys that repeat or overlap count once. */
  readonly keys: readonly Scope[];
  /** What it says the incident has cost so far, in dollars. */
  readonly impact: number;
}

/** For each row the first of the keys that holds it, or NONE. */
export type Owners = Int16Array;
export const NONE = -1;

const KEYS = ['account', 'service', 'usageType', 'team'] as const satisfies readonly (keyof Scope)[];

/** Which of the keys each row belongs to. */
export function ownersOf(rows: readonly Scope[], keys: readonly Scope[]): Owners {
  const holds = (key: Scope, row: Scope) => KEYS.every((name) => key[name] === undefined || key[name] === row[name]);
  return Int16Array.from(rows, (row) => keys.findIndex((key) => holds(key, row)));
}

/** Days by their index, the first and the last. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What rows with an owner cost without any incident. */
export function baselineIn({ baseline }: Truth, owners: Owners, window: Window): number {
  let total = 0;
  for (const [row, owner] of owners.entries()) {
    if (owner === NONE) continue;
    total += sum(baseline[row], window.from, window.to);
  }
  return total;
}

/** Whether an incident touches any row with an owner. */
export function touches({ excess }: LabelledIncident, owners: Owners): boolean {
  for (const row of excess.keys()) if ((owners[row] ?? NONE) !== NONE) return true;
  return false;
}

/** How much of an incident lies inside the keys of an alert, and how much there is; in dollars without sign. */
export function overlap(
  incident: LabelledIncident,
  { owners, keys }: { readonly owners: Owners; readonly keys: number },
  window: Window,
): { inside: number; whole: number } {
  const perKey = new Float64Array(keys);
  let signed = 0;
  let moved = 0;
  for (const [row, excess] of incident.excess) {
    const dollars = sum(excess, window.from - incident.start, window.to - incident.start);
    const owner = owners[row] ?? NONE;
    if (owner !== NONE) perKey[owner] = (perKey[owner] ?? 0) + dollars;
    signed += dollars;
    moved += Math.abs(dollars);
  }
  const inside = perKey.reduce((total, dollars) => total + Math.abs(dollars), 0);
  if (!incident.attribution) return { inside, whole: Math.abs(signed) };
  // What moves from one owner to another is seen twice: where it left and where it came.
  return { inside: keys > 1 ? inside / 2 : inside, whole: moved / 2 };
}

/** The sum of values from one index to another, both included. */
export function sum(values: Float64Array | undefined, from: number, to: number): number {
  let total = 0;
  if (values) for (let i = from; i <= Math.min(to, values.length - 1); i++) total += values[i] ?? 0;
  return total;
}
