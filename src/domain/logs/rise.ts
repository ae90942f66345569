/** A stretch of a function's metrics. */
export interface Slot {
  readonly at: Date;
  readonly invocations: number;
  /** Milliseconds; undefined without invocations. */
  readonly durationP50: number | undefined;
}

/** A function whose work changed. */
export interface Rise<Target> {
  readonly target: Target;
  /** When it began to. */
  readonly at: Date;
  /** Invocations × duration an hour, after less before, in ms; above 0 in the direction asked for. */
  readonly change: number;
  /** Whether it makes up most of the change of all. */
  readonly standsOut: boolean;
}

/** The share of the change of all from which one stands out. */
const STANDS_OUT = 0.5;
/** It has begun where so many slots in a row are nearer to what is after than to what was before. */
const BEGUN_SLOTS = 3;

/** Work in a slot: what Lambda charges for, but for the memory. */
const workIn = ({ invocations, durationP50 }: Slot) => invocations * (durationP50 ?? 0);

/**
 * The functions whose work rose (or fell) most on a day against the day before, the largest first. Those that went the other way are
 * left out.
 * @param since the beginning of the first day that is out of the ordinary
 */
export function risesOf<Target>(
  series: readonly { readonly target: Target; readonly slots: readonly Slot[] }[],
  since: Date,
  direction: 'rise' | 'drop',
): Rise<Target>[] {
  const sign = direction === 'rise' ? 1 : -1;
  const changes = series
    .map(({ target, slots }) => ({ target, ...changeIn(slots, since, sign) }))
    .filter(({ change }) => change > 0)
    .sort((a, b) => b.change - a.change);
  const all = changes.reduce((sum, { change }) => sum + change, 0);
  return changes.map((one) => ({ ...one, standsOut: one.change >= STANDS_OUT * all }));
}

function changeIn(slots: readonly Slot[], since: Date, sign: 1 | -1): { readonly at: Date; readonly change: number } {
  const before = meanOf(slots.filter(({ at }) => at < since));
  const later = slots.filter(({ at }) => at >= since);
  // The second half of the stretch: it may have begun at any hour of its first day.
  const after = meanOf(later.slice(Math.floor(later.length / 2)));
  const middle = (before + after) / 2;
  const isAfter = (slot: Slot) => sign * (workIn(slot) - middle) > 0;
  const begun = later.findIndex((_, i) => later.slice(i, i + BEGUN_SLOTS).every(isAfter));
  return { at: later[begun]?.at ?? since, change: sign * (after - before) };
}

function meanOf(slots: readonly Slot[]): number {
  return slots.reduce((sum, slot) => sum + workIn(slot), 0) / Math.max(1, slots.length);
}
