import type { LambdaFunction, Scenario } from '../../scenario/types.ts';
import { accountSeenBy, type CloudContext } from '../context.ts';
import { type Minute, minutesOf } from './minutes.ts';
import type { MetricQuery } from './queries.ts';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A minute's figures are there so long after it ended; an invocation counts in the minute in which it began. */
const LAG_MS = 60_000;

const OLDEST_DAYS = 455;
const LONGEST_KEPT = 3_600;
/** How long figures are kept, from the finest on: [age in days, the period in seconds that they are kept by]. */
const KEPT = [
  [15, 60],
  [63, 300],
  [OLDEST_DAYS, LONGEST_KEPT],
] as const;

/** Lambda's metrics, by the samples of a minute. A throttle would be counted with the invocations that there were. */
const METRICS = new Map<string, { readonly unit: string; readonly samples: (minute: Minute) => readonly number[] }>([
  ['Invocations', { unit: 'Count', samples: ({ errors }) => errors.map(() => 1) }],
  ['Errors', { unit: 'Count', samples: ({ errors }) => errors }],
  ['Throttles', { unit: 'Count', samples: ({ errors }) => errors.map(() => 0) }],
  ['Duration', { unit: 'Milliseconds', samples: ({ durationsMs }) => durationsMs }],
  ['ConcurrentExecutions', { unit: 'Count', samples: ({ running }) => running }],
]);

export interface Point {
  /** When its period begins, in ms. */
  readonly at: number;
  readonly value: number;
}

/** What the range's beginning is cut to, in ms, by its age: whole minutes, then five minutes, then hours. */
export function roundedStart(start: number, now: number): number {
  const step = Math.min(keptBy(now - start), LONGEST_KEPT) * 1_000;
  return Math.floor(start / step) * step;
}

/**
 * The points of a metric with a period that begins in [from, to) (ms), in order; periods are counted from `from` on. A
 * period without a sample has no point, and a metric that does not exist has none at all, as in AWS.
 */
export function pointsOf(query: MetricQuery, from: number, to: number, context: CloudContext): Point[] {
  const metric = METRICS.get(query.metric);
  const functions = functionsMeasured(query, context);
  if (query.namespace !== 'AWS/Lambda' || !metric || functions.length === 0) return [];
  if (query.unit !== undefined && query.unit !== metric.unit) return [];
  // Figures by the second are kept of no metric of Lambda's.
  if (query.periodSeconds < 60) return [];
  const now = context.now.getTime();
  const step = query.periodSeconds * 1_000;
  const points: Point[] = [];
  const gone = Math.max(0, Math.ceil((now - OLDEST_DAYS * DAY_MS - from) / step));
  for (let at = from + gone * step; at < to && at <= now; at += step) {
    if (query.periodSeconds % keptBy(now - at) !== 0) continue;
    const samples = minutesIn(context.scenario, functions, at, Math.min(at + step, now - LAG_MS)).flatMap(
      metric.samples,
    );
    if (samples.length > 0) points.push({ at, value: query.statistic(samples) });
  }
  return points;
}

/** The minutes that lie whole in [from, to) (ms) and have an invocation. */
function minutesIn(scenario: Scenario, functions: readonly LambdaFunction[], from: number, to: number): Minute[] {
  const found: Minute[] = [];
  for (let number = from / MINUTE_MS; (number + 1) * MINUTE_MS <= to; number++) {
    const minute = minutesOf(scenario, functions, Math.floor(number / 60)).get(number);
    if (minute) found.push(minute);
  }
  return found;
}

/** The period in seconds that figures of an age (ms) are kept by; for ever longer than any where they are gone. */
function keptBy(age: number): number {
  return KEPT.find(([days]) => age <= days * DAY_MS)?.[1] ?? Number.POSITIVE_INFINITY;
}

/** Those that a metric is of: one by its name, or all where there is no dimension. At the edge a name tells its home. */
function functionsMeasured({ dimensions }: MetricQuery, { scenario, caller }: CloudContext): LambdaFunction[] {
  const seen = accountSeenBy(caller);
  const here = scenario.functions.filter(
    ({ account, region, edgeRegion }) => (seen ?? account) === account && (edgeRegion ?? region) === caller.region,
  );
  if (dimensions.size === 0) return here;
  if (dimensions.size > 1) return [];
  const wanted = dimensions.get('FunctionName');
  return here.filter(({ name, region, edgeRegion }) => (edgeRegion ? `${region}.${name}` : name) === wanted);
}
