import { median } from '../../statistics.ts';
import type { Load } from './facts.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

/** What metrics tell of a slot; slots without invocations may be missing. */
export interface LoadSlot {
  readonly at: Date;
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  readonly durationP50: number | undefined;
  readonly concurrencyMax: number | undefined;
}

/** What a function did from `from` to `to`. */
export function loadOf(slots: readonly LoadSlot[], { from, to }: Stretch): Load {
  const within = slots.filter(({ at }) => at >= from && at < to);
  return sum(within, Math.max(0, to.getTime() - from.getTime()) / HOUR);
}

/**
 * What a function does as a rule in the hours of a stretch: on the days from `read` to `before`, or,
 * where those hours do not lie between them, in the last 24 hours of it. Undefined where that is less than an hour.
 * @param slots of an hour each
 * @param read from where on slots were asked for
 */
export function usualLoad(slots: readonly LoadSlot[], stretch: Stretch, read: Date, before: Date): Load | undefined {
  // Before its first call it may not have been there.
  const born = slots.find(({ invocations }) => invocations > 0)?.at ?? read;
  const [first, last] = [Math.max(read.getTime(), born.getTime()), before.getTime()];
  const same = hoursOf(stretch, first).filter((hour) => hour >= first && hour + HOUR <= last);
  const hours = same.length ? same : wholeHours(Math.max(first, last - DAY), last);
  if (!hours.length) return undefined;
  const wanted = new Set(hours);
  return sum(
    slots.filter(({ at }) => wanted.has(at.getTime())),
    wanted.size,
  );
}

/** The hours that a stretch touches, or all 24, on each of the days before it back to `first`. */
function hoursOf({ from, to }: Stretch, first: number): number[] {
  const floor = Math.floor(from.getTime() / HOUR) * HOUR;
  const span = Math.min(to.getTime() - floor, DAY);
  const count = Math.max(1, Math.ceil(span / HOUR));
  const days = Math.max(0, Math.ceil((floor - first) / DAY));
  return Array.from({ length: days }, (_, day) => day + 1).flatMap((day) =>
    Array.from({ length: count }, (_, hour) => floor - day * DAY + hour * HOUR),
  );
}

function wholeHours(from: number, to: number): number[] {
  const first = Math.ceil(from / HOUR) * HOUR;
  return Array.from({ length: Math.max(0, Math.floor((to - first) / HOUR)) }, (_, i) => first + i * HOUR);
}

function sum(slots: readonly LoadSlot[], hours: number): Load {
  const total = (of: (slot: LoadSlot) => number) => slots.reduce((all, slot) => all + of(slot), 0);
  const durations = slots.flatMap(({ durationP50 }) => (durationP50 === undefined ? [] : [durationP50]));
  const peaks = slots.flatMap(({ concurrencyMax }) => (concurrencyMax === undefined ? [] : [concurrencyMax]));
  return {
    hours,
    invocations: total((slot) => slot.invocations),
    errors: total((slot) => slot.errors),
    throttles: total((slot) => slot.throttles),
    durationP50: durations.length ? median(durations) : undefined,
    concurrencyMax: peaks.length ? Math.max(...peaks) : undefined,
  };
}
