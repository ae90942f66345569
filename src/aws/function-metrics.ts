import type { CloudWatchClient, MetricDataQuery, MetricDataResult } from '@aws-sdk/client-cloudwatch';
import { UserError } from '../domain/errors.ts';
import type { Clock, FunctionMetrics, LogTarget, MetricSlot } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { awsReason } from './failures.ts';
import { type LogPlaces, roleIn } from './log-places.ts';

/** Metrics come late: what is missing in the last minutes is unknown, and no zero. */
const LATE_MS = 180_000;
const MOST_PAGES = 10;
const METRICS = {
  invocations: ['Invocations', 'Sum'],
  errors: ['Errors', 'Sum'],
  throttles: ['Throttles', 'Sum'],
  duration: ['Duration', 'p50'],
  concurrency: ['ConcurrentExecutions', 'Maximum'],
} as const;
type MetricId = keyof typeof METRICS;
const IDS = Object.keys(METRICS) as MetricId[];

/** Figures by the start of their slot, in ms. */
type Points = ReadonlyMap<MetricId, ReadonlyMap<number, number>>;

/** AWS/Lambda metrics of functions, one request a series: AWS bills by the metric, $0.01 for 1,000. */
export function createFunctionMetrics(clients: AwsClients, places: LogPlaces, now: Clock): FunctionMetrics {
  return {
    async series(target, { from, to }, slotMinutes) {
      if (target.kind === 'group') throw new UserError(`${target.name} is a log group without a function: no metrics.`);
      const slotMs = slotMinutes * 60_000;
      const until = Math.min(to.getTime(), now().getTime() - LATE_MS);
      const slots = slotsIn(from.getTime(), until, slotMs);
      const [first, last] = [slots[0], slots.at(-1)];
      if (first === undefined || last === undefined) return [];
      const client = await clients.cloudWatch(target.region, roleIn(places, target));
      const points = await readPoints(client, queriesFor(target, slotMinutes), first, last + slotMs);
      return slots.map((at) => slotOf(points, at));
    },
  };
}

/** Whole slots on the grid of the hour; the first may begin before the window, none ends after it. */
function slotsIn(from: number, until: number, slotMs: number): number[] {
  const first = Math.floor(from / slotMs) * slotMs;
  const count = Math.max(0, Math.floor((until - first) / slotMs));
  return Array.from({ length: count }, (_, i) => first + i * slotMs);
}

function queriesFor({ kind, name }: LogTarget, slotMinutes: number): MetricDataQuery[] {
  // A replica of Lambda@Edge is measured where it runs, under the name it has there.
  const value = kind === 'edge' ? `us-east-1.${name}` : name;
  return IDS.map((id) => {
    const [MetricName, Stat] = METRICS[id];
    const Metric = { Namespace: 'AWS/Lambda', MetricName, Dimensions: [{ Name: 'FunctionName', Value: value }] };
    return { Id: id, MetricStat: { Metric, Period: slotMinutes * 60, Stat } };
  });
}

async function readPoints(
  client: CloudWatchClient,
  queries: MetricDataQuery[],
  from: number,
  end: number,
): Promise<Points> {
  const { GetMetricDataCommand } = await import('@aws-sdk/client-cloudwatch');
  const points = new Map(IDS.map((id) => [id, new Map<number, number>()]));
  const range = { StartTime: new Date(from), EndTime: new Date(end), ScanBy: 'TimestampAscending' as const };
  let token: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client
      .send(new GetMetricDataCommand({ MetricDataQueries: queries, ...range, ...(token ? { NextToken: token } : {}) }))
      .catch((thrown: unknown) => {
        throw new UserError(awsReason(thrown, 'cloudwatch:GetMetricData').words);
      });
    for (const result of answer.MetricDataResults ?? []) take(points, result);
    if (!answer.NextToken || answer.NextToken === token) return points;
    token = answer.NextToken;
  }
  return points;
}

function take(points: ReadonlyMap<string, Map<number, number>>, result: MetricDataResult): void {
  const { Id: id = '', Timestamps: times = [], Values: values = [], StatusCode: status, Messages: messages } = result;
  // A gap that is AWS's fault must not pass for zero.
  if (status === 'InternalError' || status === 'Forbidden')
    throw new UserError(`CloudWatch gave no figures (${messages?.[0]?.Value ?? status}). Try again in a minute.`);
  times.forEach((time, i) => {
    const value = values[i];
    if (value !== undefined) points.get(id)?.set(time.getTime(), value);
  });
}

function slotOf(points: Points, at: number): MetricSlot {
  const value = (id: MetricId) => points.get(id)?.get(at);
  return {
    at: new Date(at),
    invocations: value('invocations') ?? 0,
    errors: value('errors') ?? 0,
    throttles: value('throttles') ?? 0,
    durationP50: value('duration'),
    concurrencyMax: value('concurrency'),
  };
}
