import { GetMetricDataCommand, type GetMetricDataCommandInput, type MetricDataQuery } from '@aws-sdk/client-cloudwatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Clients, NOW, SHOP, scenario, startClients } from './clients.ts';

let aws: Clients;
let shop: Awaited<ReturnType<Clients['inAccount']>>;

beforeAll(async () => {
  aws = await startClients();
  shop = await aws.inAccount(SHOP);
});
afterAll(() => aws.cloud.close());

interface Wanted {
  readonly of?: string;
  readonly stat?: string;
  readonly period?: number;
}

/** A query of one of Lambda's metrics; its id is `m`. */
function metric(name: string, { of, stat = 'Sum', period = 300 }: Wanted = {}): MetricDataQuery {
  const dimensions = of ? [{ Name: 'FunctionName', Value: of }] : [];
  const asked = { Namespace: 'AWS/Lambda', MetricName: name, Dimensions: dimensions };
  return { Id: 'm', MetricStat: { Metric: asked, Period: period, Stat: stat } };
}

const between = (from: string, to: string) => ({
  StartTime: new Date(`2026-11-${from}:00Z`),
  EndTime: new Date(`2026-11-${to}:00Z`),
  ScanBy: 'TimestampAscending' as const,
});

async function read(query: MetricDataQuery, from: string, to: string, client = shop.cloudWatch) {
  const input = { MetricDataQueries: [query], ...between(from, to) };
  const { MetricDataResults: [result] = [] } = await client.send(new GetMetricDataCommand(input));
  return {
    at: (result?.Timestamps ?? []).map((time) => time.toISOString().slice(11, 16)),
    values: result?.Values ?? [],
  };
}

test('invocations are those of the scenario, by period, oldest or newest first', async () => {
  const { at, values } = await read(metric('Invocations', { of: 'orders-poller' }), '17T12:50', '17T13:20');
  expect(at).toEqual(['12:50', '12:55', '13:00', '13:05', '13:10', '13:15']);
  expect(values).toEqual([5, 5, 5, 49, 60, 60]);
  const input = {
    MetricDataQueries: [metric('Invocations', { of: 'orders-poller' })],
    ...between('17T12:50', '17T13:20'),
  };
  const newest = await shop.cloudWatch.send(new GetMetricDataCommand({ ...input, ScanBy: 'TimestampDescending' }));
  expect(newest.MetricDataResults?.[0]?.Values).toEqual(values.toReversed());
  expect(newest.MetricDataResults?.[0]).toMatchObject({ Id: 'm', Label: 'Invocations', StatusCode: 'Complete' });
});

test('errors and throttles are 0 where there were runs without, and durations in milliseconds', async () => {
  const bridge = { of: 'message-bridge' };
  expect((await read(metric('Throttles', bridge), '19T08:00', '19T09:00')).values).toEqual(Array(12).fill(0));
  const medians = await read(metric('Duration', { ...bridge, stat: 'p50' }), '19T08:35', '19T08:50');
  expect(medians.values[0]).toBeGreaterThan(200);
  expect(medians.values[2]).toBeLessThan(4);
  const failed = scenario.functions
    .filter(({ name }) => name === 'checkout-api')
    .flatMap((fn) => [...fn.invocations(new Date('2026-11-19T00:00:00Z'), new Date('2026-11-20T00:00:00Z'))])
    .filter(({ error }) => error).length;
  const errors = await read(metric('Errors', { of: 'checkout-api', period: 86_400 }), '19T00:00', '20T00:00');
  expect(errors.values).toEqual([failed]);
  expect(failed).toBeGreaterThan(0);
});

test('a period without a run has no point, and a metric that does not exist has none at all', async () => {
  const data = await aws.inAccount('333344445555');
  const nightly = await read(
    metric('Invocations', { of: 'nightly-report', period: 3_600 }),
    '20T00:00',
    '21T00:00',
    data.cloudWatch,
  );
  expect(nightly).toEqual({ at: ['02:00'], values: [1] });
  for (const query of [metric('Invocations', { of: 'nobody' }), metric('Invented'), metric('Errors', { period: 30 })])
    expect((await read(query, '20T00:00', '20T01:00')).values).toEqual([]);
});

test('periods are counted from the beginning of the range, its seconds cut off', async () => {
  const query = metric('Invocations', { of: 'orders-poller' });
  const input = {
    MetricDataQueries: [query],
    ...between('17T12:07', '17T12:17'),
    StartTime: new Date('2026-11-17T12:07:41Z'),
  };
  const { MetricDataResults: [result] = [] } = await shop.cloudWatch.send(new GetMetricDataCommand(input));
  expect(result?.Timestamps).toEqual([new Date('2026-11-17T12:07:00Z'), new Date('2026-11-17T12:12:00Z')]);
});

test('the last two minutes are not there yet', async () => {
  const { at } = await read(metric('Invocations', { of: 'orders-poller', period: 60 }), '21T12:20', '21T12:31');
  expect(at.at(-1)).toBe('12:28');
});

test('older figures are kept by five minutes, then by the hour', async () => {
  const query = (period: number) => metric('Invocations', { of: 'orders-poller', period });
  expect((await read(query(60), '05T10:00', '05T11:00')).values).toEqual([]);
  expect((await read(query(300), '05T10:00', '05T11:00')).values).toHaveLength(12);
  const old = { StartTime: new Date('2026-08-03T10:00:00Z'), EndTime: new Date('2026-08-03T11:00:00Z') };
  const points = async (period: number) => {
    const answer = await shop.cloudWatch.send(new GetMetricDataCommand({ MetricDataQueries: [query(period)], ...old }));
    return answer.MetricDataResults?.[0]?.Values;
  };
  expect(await points(300)).toEqual([]);
  expect(await points(3_600)).toEqual([60]);
});

test('without a dimension a metric is of the account and Region', async () => {
  const query = metric('Invocations', { period: 3_600 });
  const { values } = await read(query, '19T10:00', '19T11:00');
  const runs = scenario.functions
    .filter(({ account, edgeRegion }) => account === SHOP && !edgeRegion)
    .flatMap((fn) => [...fn.runs(new Date('2026-11-19T10:00:00Z'), new Date('2026-11-19T11:00:00Z'))]);
  expect(values).toEqual([runs.length]);
  const elsewhere = await aws.inAccount('333344445555');
  expect((await read(query, '19T10:00', '19T11:00', elsewhere.cloudWatch)).values).toEqual([4]);
});

test('a function at the edge is measured where its replica runs, under the name of its home', async () => {
  const europe = await aws.inAccount(SHOP, 'eu-west-1');
  const query = metric('Invocations', { of: 'us-east-1.edge-headers', period: 3_600 });
  expect((await read(query, '19T10:00', '19T11:00', europe.cloudWatch)).values[0]).toBeGreaterThan(150);
  expect((await read(metric('Invocations', { of: 'edge-headers' }), '19T10:00', '19T11:00')).values).toEqual([]);
});

test('concurrency is how many ran at once: 1 for the poller, more for an account', async () => {
  const wanted = { stat: 'Maximum', period: 3_600 };
  const one = await read(metric('ConcurrentExecutions', { ...wanted, of: 'orders-poller' }), '19T10:00', '19T11:00');
  expect(one.values).toEqual([1]);
  const all = await read(metric('ConcurrentExecutions', wanted), '19T10:00', '19T11:00');
  expect(all.values[0]).toBeGreaterThan(1);
});

test.each(['SampleCount', 'Sum', 'Average', 'Minimum', 'Maximum', 'p50', 'p95', 'p99.9', 'p100'])(
  '%s',
  async (stat) => {
    const durations = scenario.functions
      .filter(({ name }) => name === 'warehouse-notify')
      .flatMap((fn) => [...fn.runs(new Date('2026-11-19T10:00:00Z'), new Date('2026-11-19T11:00:00Z'))])
      .map(({ durationMs }) => durationMs)
      .sort((a, b) => a - b);
    const query = metric('Duration', { of: 'warehouse-notify', stat, period: 3_600 });
    const value = (await read(query, '19T10:00', '19T11:00')).values[0] ?? Number.NaN;
    const sum = durations.reduce((total, ms) => total + ms, 0);
    const exact: Record<string, number> = {
      SampleCount: durations.length,
      Sum: sum,
      Average: sum / durations.length,
      Minimum: durations[0] ?? 0,
      Maximum: durations.at(-1) ?? 0,
      p100: durations.at(-1) ?? 0,
    };
    if (exact[stat] !== undefined) return expect(value).toBeCloseTo(exact[stat], 6);
    const share = Number(stat.slice(1)) / 100;
    expect(durations.filter((ms) => ms <= value).length / durations.length).toBeCloseTo(share, 1);
  },
);

test('pages hold as many points as asked for, over all queries, and say which are not complete', async () => {
  const queries = ['Invocations', 'Errors', 'Duration'].map((name, i) => ({
    ...metric(name, { of: 'orders-poller' }),
    Id: `m${i}`,
  }));
  const input = { MetricDataQueries: queries, ...between('19T10:00', '19T11:00'), MaxDatapoints: 20 };
  const first = await shop.cloudWatch.send(new GetMetricDataCommand(input));
  expect(first.MetricDataResults?.map(({ StatusCode, Values }) => [StatusCode, Values?.length])).toEqual([
    ['Complete', 12],
    ['PartialData', 8],
    ['PartialData', 0],
  ]);
  const second = await shop.cloudWatch.send(new GetMetricDataCommand({ ...input, NextToken: first.NextToken }));
  expect(second.MetricDataResults?.map(({ StatusCode, Values }) => [StatusCode, Values?.length])).toEqual([
    ['Complete', 0],
    ['Complete', 4],
    ['Complete', 12],
  ]);
  expect(second.NextToken).toBeUndefined();
  const other = shop.cloudWatch.send(
    new GetMetricDataCommand({ ...input, ScanBy: 'TimestampDescending', NextToken: first.NextToken }),
  );
  await expect(other).rejects.toMatchObject({ name: 'InvalidNextToken' });
});

describe('refusals', () => {
  const good: GetMetricDataCommandInput = { MetricDataQueries: [metric('Errors')], ...between('19T10:00', '19T11:00') };
  const stat = (change: object) => ({ ...good, MetricDataQueries: [{ ...metric('Errors'), ...change }] });
  const many = Array.from({ length: 501 }, (_, i) => ({ ...metric('Errors'), Id: `m${i}` }));

  test.each<[string, GetMetricDataCommandInput, string, string]>([
    ['no queries', { ...good, MetricDataQueries: [] }, 'ValidationError', 'MetricDataQueries is required'],
    ['no start', { ...good, StartTime: undefined }, 'ValidationError', 'The parameter StartTime is required.'],
    ['501 queries', { ...good, MetricDataQueries: many }, 'ValidationError', 'must not have a size greater than 500.'],
    ['an id', stat({ Id: 'M' }), 'ValidationError', 'The value M for parameter MetricDataQueries.member.1.Id is not'],
    [
      'ids twice',
      { ...good, MetricDataQueries: [metric('Errors'), metric('Errors')] },
      'ValidationError',
      'not unique',
    ],
    ['a period', stat(metric('Errors', { period: 90 })), 'ValidationError', 'must be a multiple of 60'],
    [
      'a statistic',
      stat(metric('Errors', { stat: 'Most' })),
      'ValidationError',
      'MetricStat.Stat is not a valid statistic.',
    ],
    ['an expression', stat({ Expression: 'SUM(x)' }), 'ValidationError', 'Expression and'],
    [
      'an empty range',
      { ...good, EndTime: good.StartTime },
      'ValidationError',
      'StartTime must not equal parameter EndTime.',
    ],
    [
      'a range turned round',
      { ...good, EndTime: new Date(0) },
      'ValidationError',
      'must be less than the parameter EndTime.',
    ],
    ['too many points', { ...good, MaxDatapoints: 100_801 }, 'ValidationError', 'MaxDatapoints'],
  ])('%s', async (_, input, code, words) => {
    const refused = shop.cloudWatch.send(new GetMetricDataCommand(input));
    await expect(refused).rejects.toMatchObject({ Code: code, message: expect.stringContaining(words) });
  });

  test('a denial names the action alone, with HTTP 403', async () => {
    aws.cloud.deny('cloudwatch:GetMetricData');
    const refused = shop.cloudWatch.send(new GetMetricDataCommand(good));
    await expect(refused).rejects.toMatchObject({
      name: 'AccessDenied',
      message: expect.stringContaining('cloudwatch:GetMetricData because no identity-based policy allows'),
      $metadata: { httpStatusCode: 403 },
    });
    aws.cloud.allow('cloudwatch:GetMetricData');
  });

  test('a throttle is one that AWS’s client tries again', async () => {
    aws.cloud.faults.add({ operation: 'GetMetricData', kind: 'throttle', times: 1 });
    await expect(shop.cloudWatch.send(new GetMetricDataCommand(good))).rejects.toMatchObject({ name: 'Throttling' });
    await shop.cloudWatch.send(new GetMetricDataCommand(good));
  });
});

test('what is measured is what was invoked', () => {
  const [from, to] = [new Date(NOW.getTime() - 3_600_000), NOW];
  for (const fn of scenario.functions) {
    const measured = [...fn.invocations(from, to)].map(({ requestId: _, lines: __, ...run }) => run);
    expect([...fn.runs(from, to)]).toEqual(measured);
  }
});
