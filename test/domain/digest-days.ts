import { dueSlot } from '../../src/domain/schedule.ts';
import { localTime } from '../../src/domain/zone.ts';

export interface Walk {
  readonly zone: string;
  /** The local time of the digest. */
  readonly at: string;
  /** Real instants between which the clock ticks, in milliseconds. */
  readonly from: number;
  readonly to: number;
  readonly tickMs: number;
}

export interface Walked {
  /** Local days that lay wholly within the walk. */
  readonly days: number;
  /** What was not one digest a local day, in words. */
  readonly faults: readonly string[];
}

/** Ticks through a stretch of time as the bot would, and holds the slots that fell due against the dates the local calendar showed. */
export function walkDigests({ zone, at, from, to, tickMs }: Walk): Walked {
  const shown: string[] = [];
  const begun: string[] = [];
  for (let now = from; now < to; now += tickMs) {
    const instant = new Date(now);
    const { day } = localTime(instant, zone);
    if (day !== shown.at(-1) && !shown.includes(day, -3)) shown.push(day);
    const slot = dueSlot({ every: 'day', at, zone, days: 'daily' }, instant)?.slot ?? 'none';
    if (slot !== begun.at(-1)) begun.push(slot);
  }
  // At both ends a date may have been cut short.
  const whole = shown.slice(2, -2);
  const inside = begun.filter((slot) => slot >= (whole[0] ?? '') && slot <= (whole.at(-1) ?? ''));
  const times = new Map<string, number>();
  for (const slot of inside) times.set(slot, (times.get(slot) ?? 0) + 1);
  const known = new Set(whole);
  return {
    days: whole.length,
    faults: [
      ...whole.filter((day) => times.get(day) !== 1).map((day) => `${zone} ${at}: ${day} ${times.get(day) ?? 0} times`),
      ...inside.filter((slot) => !known.has(slot)).map((slot) => `${zone} ${at}: ${slot}, which does not exist`),
      ...begun.filter((slot, i) => slot < (begun[i - 1] ?? '')).map((slot) => `${zone} ${at}: back to ${slot}`),
    ],
  };
}
