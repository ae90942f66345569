import { expect, test } from 'vitest';
import { createFunctionMetrics } from '../../src/aws/function-metrics.ts';
import type { LogTarget } from '../../src/usecases/ports.ts';
import { answeringAws, Refusal } from './scripted.ts';

const at = (time: string) => new Date(`2026-11-17T${time}Z`);
const seconds = (time: string) => at(time).getTime() / 1000;
const NOW = at('12:31:00');
const TARGET: LogTarget = {
  name: 'f',
  group: '/aws/lambda/f',
  kind: 'function',
  account: undefined,
  region: 'us-east-1',
};
const OWN = { regions: [], accountRole: undefined, accounts: async () => [] };
type Answer = Parameters<typeof answeringAws>[0];

async function scripted(answer: Answer) {
  const { calls, clients } = await answeringAws(answer);
  return { calls, metrics: createFunctionMetrics(clients, OWN, () => NOW) };
}

const result = (Id: string, points: Readonly<Record<string, number>>, more: object = {}) => ({
  Id,
  Timestamps: Object.keys(points).map(seconds),
  Values: Object.values(points),
  StatusCode: 'Complete',
  ...more,
});

test('one request asks for all five, over pages; what is missing is zero, or unknown where zero says nothing', async () => {
  const { calls, metrics } = await scripted(({ input }) =>
    input.NextToken
      ? { MetricDataResults: [result('invocations', { '12:05:00': 58 }), result('duration', { '12:05:00': 3.5 })] }
      : {
          MetricDataResults: [
            result('invocations', { '12:00:00': 60 }, { StatusCode: 'PartialData' }),
            result('errors', { '12:05:00': 2 }),
            result('throttles', {}),
            result('concurrency', { '12:00:00': 4 }),
          ],
          NextToken: 'n',
        },
  );
  expect(await metrics.series(TARGET, { from: at('12:00:00'), to: at('12:15:00') }, 5)).toEqual([
    { at: at('12:00:00'), invocations: 60, errors: 0, throttles: 0, durationP50: undefined, concurrencyMax: 4 },
    { at: at('12:05:00'), invocations: 58, errors: 2, throttles: 0, durationP50: 3.5, concurrencyMax: undefined },
    { at: at('12:10:00'), invocations: 0, errors: 0, throttles: 0, durationP50: undefined, concurrencyMax: undefined },
  ]);
  expect(calls).toHaveLength(2);
  expect(calls[0]?.input).toMatchObject({ StartTime: seconds('12:00:00'), EndTime: seconds('12:15:00') });
  expect(calls[0]?.input.MetricDataQueries).toHaveLength(5);
  expect(calls[0]?.input.MetricDataQueries).toContainEqual({
    Id: 'duration',
    MetricStat: {
      Metric: { Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions: [{ Name: 'FunctionName', Value: 'f' }] },
      Period: 300,
      Stat: 'p50',
    },
  });
});

test.each([
  ['a window up to now ends three minutes before it', '12:08:00', '12:31:00', ['12:05', '12:10', '12:15', '12:20']],
  ['a window within the last minutes has nothing to tell', '12:28:30', '12:31:00', []],
  ['a window in the past is told to its end', '10:01:00', '10:11:00', ['10:00', '10:05']],
])('%s', async (_, from, to, slots) => {
  const { calls, metrics } = await scripted(() => ({ MetricDataResults: [] }));
  const series = await metrics.series(TARGET, { from: at(from), to: at(to) }, 5);
  expect(series.map((slot) => slot.at.toISOString().slice(11, 16))).toEqual(slots);
  expect(calls).toHaveLength(slots.length > 0 ? 1 : 0);
});

test('a replica of the edge is measured in its Region, under its name there', async () => {
  const { calls, metrics } = await scripted(() => ({}));
  const window = { from: at('11:00:00'), to: at('12:00:00') };
  await metrics.series({ ...TARGET, kind: 'edge', region: 'eu-west-1' }, window, 5);
  expect(calls[0]?.region).toBe('eu-west-1');
  expect(JSON.stringify(calls[0]?.input)).toContain('"Value":"us-east-1.f"');
});

test.each<[string, Answer, RegExp]>([
  [
    'without the permission',
    () => new Refusal('AccessDenied', 'User is not authorized to perform: cloudwatch:GetMetricData', 403),
    /Add cloudwatch:GetMetricData to the bot's IAM policy/,
  ],
  [
    'where CloudWatch lost some',
    () => ({ MetricDataResults: [result('errors', {}, { StatusCode: 'InternalError' })] }),
    /gave no figures \(InternalError\)/,
  ],
])('%s there are words, not zeroes', async (_, answer, words) => {
  const { metrics } = await scripted(answer);
  await expect(metrics.series(TARGET, { from: at('11:00:00'), to: at('12:00:00') }, 5)).rejects.toThrow(words);
});

test('a group without a function has none', async () => {
  const { calls, metrics } = await scripted(() => ({}));
  const series = metrics.series({ ...TARGET, kind: 'group' }, { from: at('11:00:00'), to: at('12:00:00') }, 5);
  await expect(series).rejects.toThrow(/without a function/);
  expect(calls).toEqual([]);
});
