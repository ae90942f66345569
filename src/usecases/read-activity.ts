import type { Activity } from '../domain/logs/silence/facts.ts';
import { loadOf, usualLoad } from '../domain/logs/silence/load.ts';
import type { FunctionMetrics, LogTarget, MetricSlot } from './log-ports.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const HOURS_BACK_MS = 8 * DAY_MS;
const SLOT_MS = 5 * MINUTE_MS;
/** Metrics are not there yet of the last minutes. */
const LATE_MS = 3 * MINUTE_MS;
/** Less tells too little. */
const SHORTEST_MS = 15 * MINUTE_MS;

interface Stretch {
  readonly from: Date;
  readonly to: Date;
}

interface ActivitySources {
  readonly metrics: FunctionMetrics;
  readonly target: LogTarget;
  readonly hours: readonly MetricSlot[];
  readonly now: Date;
}

/** What a function was called for in each of the hours before a window's end; eight days are enough for every comparison. */
export async function readHours(
  metrics: FunctionMetrics,
  target: LogTarget,
  { from, to }: Stretch,
): Promise<readonly MetricSlot[]> {
  const first = new Date(floor(from.getTime() - HOURS_BACK_MS, HOUR_MS));
  return metrics.series(target, { from: first, to }, HOUR_MS / MINUTE_MS);
}

/**
 * What a function did in a window and since its last own line, and what it does in those hours as a rule. Windows are cut to whole
 * slots of which there are metrics, and are a quarter of an hour at least.
 * @param hours as readHours gives them
 * @param begins where the silence does
 */
export async function readActivity(
  { metrics, target, hours, now }: ActivitySources,
  window: Stretch,
  begins: Date,
): Promise<Activity & { readonly from: Date }> {
  const to = floor(Math.min(window.to.getTime(), now.getTime() - LATE_MS), SLOT_MS);
  const stretch = { from: new Date(Math.min(ceil(window.from, SLOT_MS), to - SHORTEST_MS)), to: new Date(to) };
  const silence = { from: new Date(Math.min(ceil(begins, SLOT_MS), to)), to: stretch.to };
  const isLong = silence.to.getTime() - silence.from.getTime() > DAY_MS;
  const before = new Date(floor(Math.min(begins.getTime(), stretch.from.getTime()), HOUR_MS));
  const read = hours[0]?.at ?? before;
  const [slots, silentSlots] = await Promise.all([
    metrics.series(target, stretch, SLOT_MS / MINUTE_MS),
    isLong || silence.from >= silence.to ? hours : metrics.series(target, silence, SLOT_MS / MINUTE_MS),
  ]);
  return {
    from: stretch.from,
    now: loadOf(slots, stretch),
    since: loadOf(silentSlots, silence),
    usual: usualLoad(hours, stretch, read, before),
    usualSince: usualLoad(hours, silence, read, before),
  };
}

function floor(ms: number, step: number): number {
  return Math.floor(ms / step) * step;
}

function ceil(at: Date, step: number): number {
  return Math.ceil(at.getTime() / step) * step;
}
