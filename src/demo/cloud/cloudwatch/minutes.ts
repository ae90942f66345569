import type { LambdaFunction, Scenario } from '../../scenario/types.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
/** Hours kept of all sets of functions: a month of ten of them. */
const MOST_HOURS = 8_000;

/** What Lambda measured of the invocations that began in one minute, a sample each, in order. */
export interface Minute {
  readonly durationsMs: readonly number[];
  /** 1 where it failed. */
  readonly errors: readonly number[];
  /** How many ran when it began, itself included. */
  readonly running: readonly number[];
}

const kept = new WeakMap<Scenario, Map<string, ReadonlyMap<number, Minute>>>();

/** The minutes of an hour (hours since 1970) in which a function of the set began, by minutes since 1970. */
export function minutesOf(
  scenario: Scenario,
  functions: readonly LambdaFunction[],
  hour: number,
): ReadonlyMap<number, Minute> {
  const hours = kept.get(scenario) ?? new Map<string, ReadonlyMap<number, Minute>>();
  kept.set(scenario, hours);
  const key = `${hour} ${functions.map(({ account, region, name }) => `${account}/${region}/${name}`)}`;
  let minutes = hours.get(key);
  if (!minutes) {
    minutes = measure(functions, hour * HOUR_MS);
    hours.set(key, minutes);
    const [oldest] = hours.keys();
    if (hours.size > MOST_HOURS && oldest !== undefined) hours.delete(oldest);
  }
  return minutes;
}

/** A run, its start in ms. */
interface Timed {
  readonly start: number;
  readonly durationMs: number;
  readonly failed: boolean;
}

function measure(functions: readonly LambdaFunction[], from: number): Map<number, Minute> {
  const minutes = new Map<number, { durationsMs: number[]; errors: number[]; running: number[] }>();
  let ends: number[] = [];
  for (const { start, durationMs, failed } of runsOf(functions, from)) {
    ends = ends.filter((end) => end > start);
    ends.push(start + durationMs);
    if (start < from) continue;
    const number = Math.floor(start / MINUTE_MS);
    const minute = minutes.get(number) ?? { durationsMs: [], errors: [], running: [] };
    minutes.set(number, minute);
    minute.durationsMs.push(durationMs);
    minute.errors.push(failed ? 1 : 0);
    minute.running.push(ends.length);
  }
  return minutes;
}

/** The runs of an hour in order, after those of the time before it that may still go on. */
function runsOf(functions: readonly LambdaFunction[], from: number): Timed[] {
  const runs: Timed[] = [];
  for (const fn of functions) {
    const since = new Date(from - fn.timeoutSeconds * 1_000);
    for (const { start, durationMs, error } of fn.runs(since, new Date(from + HOUR_MS)))
      runs.push({ start: start.getTime(), durationMs, failed: error !== undefined });
  }
  return functions.length === 1 ? runs : runs.sort((a, b) => a.start - b.start);
}
