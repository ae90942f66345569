import { apply, type Change, type Draft, isFree, type Part, type Place, valueAt } from '../draft.ts';
import type { Random } from '../random.ts';
import type { Scope } from '../types.ts';
import { roughness, type Shape } from './shape.ts';

/** Where and how hard an incident may strike. */
export interface Site {
  readonly draft: Draft;
  readonly random: Random;
  /** Multiplies its size. */
  readonly effect: number;
  /** Whether it has rough edges; shape.ts says which. */
  readonly shapes: boolean;
  /** Whether it strikes within the warm-up, where it spoils the history and is not scored. */
  readonly warm: boolean;
}

export interface Strike {
  readonly class: string;
  /** The first and the last day it is labelled for. */
  readonly start: number;
  readonly end: number;
  /** The last day it costs, where that is not the end. */
  readonly lasts?: number;
  readonly parts: readonly Part[];
  readonly scope: Scope;
  /** What it occupies, so that no other incident mixes with it. */
  readonly places: readonly Place[];
  /** Days to keep from other incidents in the same places. */
  readonly padDays?: number;
  readonly attribution?: boolean;
  /** Whether it lowers the bill, or parts of it. */
  readonly falls?: boolean;
}

/** An incident of some class: gives false where it found no fitting place this time. */
export type Incident = (site: Site) => boolean;

/** Less than this in all, in dollars, and nobody would call it an incident. */
const LEAST_DOLLARS = 60;
const PAD_DAYS = 18;
/** An incident of the warm-up begins after the first weeks and ends before its last. */
const WARM = { from: 35, beforeEnd: 15, over: 5 } as const;

/** A day on which an incident of so many days may begin. */
export function startFor({ draft, random, warm }: Site, days: number): number {
  const { warmup } = draft;
  if (warm) return random.integer(WARM.from, Math.max(WARM.from + 1, warmup - WARM.beforeEnd));
  // One that begins in the last days still leaves time to be noticed.
  const last = draft.calendar.days - Math.max(8, Math.min(days, 14));
  return random.integer(warmup + 2, Math.max(warmup + 3, last));
}

/** The last day of an incident of so many days. */
export function endOfIncident({ draft, warm }: Site, start: number, days: number): number {
  return Math.min(
    start + days - 1,
    draft.calendar.days - 1,
    warm ? draft.warmup - WARM.over : Number.POSITIVE_INFINITY,
  );
}

/** Makes the incident part of the bill and labels it, if its places are free and it costs enough to be one. */
export function strike({ draft, random, shapes }: Site, what: Strike): boolean {
  const { start, end, places, padDays = PAD_DAYS, attribution = false, falls = false } = what;
  const lasts = Math.min(what.lasts ?? end, draft.calendar.days - 1);
  if (end < start || !places.every((place) => isFree(draft, place, start, end, padDays))) return false;
  const shape = shapes ? roughness(random, { start, end: lasts, falls: falls || attribution }) : undefined;
  const parts = shape ? what.parts.map((part) => shaped(part, shape)) : what.parts;
  if (dollarsOf(parts, start, end) / (attribution ? 2 : 1) < LEAST_DOLLARS) return false;
  const whole = apply(draft, parts, start, shape ? shape.until : lasts);
  const change = until(whole, end);
  draft.labels.push({ class: what.class, kind: 'anomaly', start, end, scope: what.scope, change, attribution });
  for (const place of places) draft.busy.push({ ...place, from: start, to: end });
  return true;
}

function shaped({ row, at }: Part, shape: Shape): Part {
  return { row, at: (day) => at(day) * shape.factor(day) };
}

/** What the parts come to over some days, rises and falls alike. */
function dollarsOf(parts: readonly Part[], from: number, to: number): number {
  let total = 0;
  for (const { at } of parts) for (let day = from; day <= to; day++) total += Math.abs(at(day));
  return total;
}

/** The change up to a day: what comes later is the new usual. */
function until(change: Change, end: number): Change {
  return new Map([...change].map(([row, added]) => [row, added.map((dollars, day) => (day <= end ? dollars : 0))]));
}

/** A part that multiplies what the row costs. */
export function times(row: Part['row'], factor: number | ((day: number) => number)): Part {
  const by = typeof factor === 'number' ? () => factor : factor;
  return { row, at: (day) => valueAt(row.values, day) * (by(day) - 1) };
}

const STAIR_DAYS = 7;

/** The days a slow rise has had by a day, the first included; in a world of shapes it climbs once a week. */
export function climbed({ shapes }: Site, start: number, day: number): number {
  const days = day - start + 1;
  return shapes ? Math.ceil(days / STAIR_DAYS) * STAIR_DAYS : days;
}
