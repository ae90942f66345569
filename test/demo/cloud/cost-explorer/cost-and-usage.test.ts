import type { GetCostAndUsageCommandInput, ResultByTime } from '@aws-sdk/client-cost-explorer';
import { GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../../src/demo/cloud/index.ts';
import type { LineItem } from '../../../../src/demo/scenario/types.ts';
import { daysUntil, parseDay } from '../../../../src/domain/day.ts';
import { parseMicros } from '../../../../src/domain/money.ts';
import { clientOf, cloudAt, NOW, scenario } from '../sample.ts';

let cloud: Cloud;
let client: ReturnType<typeof clientOf>;
let now = NOW;

beforeAll(async () => {
  cloud = await cloudAt({ pageSize: 100, now: () => now });
  client = clientOf(cloud.url);
});
afterAll(() => cloud.close());

const OCTOBER = { Start: '2026-10-01', End: '2026-11-01' };
const ACCOUNT = { Type: 'DIMENSION', Key: 'LINKED_ACCOUNT' } as const;
const SERVICE = { Type: 'DIMENSION', Key: 'SERVICE' } as const;
const TEAM = { Type: 'TAG', Key: 'team' } as const;

function ask(input: Partial<GetCostAndUsageCommandInput> = {}) {
  return client.send(
    new GetCostAndUsageCommand({ TimePeriod: OCTOBER, Granularity: 'DAILY', Metrics: ['AmortizedCost'], ...input }),
  );
}

async function askAll(
  input: Partial<GetCostAndUsageCommandInput>,
): Promise<{ results: ResultByTime[]; pages: number }> {
  const results: ResultByTime[] = [];
  let pages = 0;
  let NextPageToken: string | undefined;
  do {
    const page = await ask({ ...input, NextPageToken });
    results.push(...(page.ResultsByTime ?? []));
    NextPageToken = page.NextPageToken;
    pages++;
  } while (NextPageToken !== undefined);
  return { results, pages };
}

function amount(metrics: ResultByTime['Total'], metric = 'AmortizedCost'): number {
  return parseMicros(metrics?.[metric]?.Amount ?? 'none');
}

/** Sums of a metric by day over every group of every page. */
function byDay(results: readonly ResultByTime[], metric = 'AmortizedCost'): Map<string, number> {
  const sums = new Map<string, number>();
  for (const { TimePeriod, Groups } of results) {
    const day = TimePeriod?.Start ?? '';
    const total = (Groups ?? []).reduce((sum, { Metrics }) => sum + amount(Metrics, metric), 0);
    sums.set(day, (sums.get(day) ?? 0) + total);
  }
  return sums;
}

function truth(metric: 'unblended' | 'amortized' | 'netAmortized', where: (line: LineItem) => boolean = () => true) {
  const days = daysUntil(parseDay(OCTOBER.Start), parseDay(OCTOBER.End));
  const sum = (day: (typeof days)[number]) =>
    scenario
      .linesOf(day)
      .filter(where)
      .reduce((total, line) => total + line[metric], 0);
  return new Map(days.map((day): [string, number] => [day, sum(day)]));
}

describe('reconciles to the micro', () => {
  test.each([
    ['UnblendedCost', 'unblended'],
    ['AmortizedCost', 'amortized'],
    ['NetAmortizedCost', 'netAmortized'],
  ] as const)(
    '%s by account and service, the ungrouped totals and the ledger agree on every day',
    async (metric, field) => {
      const whole = await ask({ Metrics: [metric] });
      const totals = new Map(
        whole.ResultsByTime?.map(({ TimePeriod, Total }) => [TimePeriod?.Start ?? '', amount(Total, metric)]),
      );
      const { results } = await askAll({ Metrics: [metric], GroupBy: [ACCOUNT, SERVICE] });
      expect(totals).toEqual(truth(field));
      expect(byDay(results, metric)).toEqual(totals);
    },
  );

  test('teams, Regions, usage types and record types each add up to the same totals', async () => {
    const truths = truth('amortized');
    for (const Key of ['REGION', 'USAGE_TYPE', 'RECORD_TYPE']) {
      const { results } = await askAll({ GroupBy: [{ Type: 'DIMENSION', Key }] });
      expect(byDay(results)).toEqual(truths);
    }
    expect(byDay((await askAll({ GroupBy: [TEAM, ACCOUNT] })).results)).toEqual(truths);
  });

  test('a month is the sum of its days', async () => {
    const month = await ask({ Granularity: 'MONTHLY' });
    const days = await ask();
    const sum = days.ResultsByTime?.reduce((total, { Total }) => total + amount(Total), 0);
    expect(month.ResultsByTime?.map(({ Total }) => amount(Total))).toEqual([sum]);
  });
});

test('several metrics come in one request, with their units', async () => {
  const Metrics = [
    'UnblendedCost',
    'BlendedCost',
    'AmortizedCost',
    'NetAmortizedCost',
    'NetUnblendedCost',
    'UsageQuantity',
    'NormalizedUsageAmount',
  ];
  const { ResultsByTime } = await ask({ Metrics });
  const total = ResultsByTime?.[0]?.Total ?? {};
  expect(Object.keys(total).sort()).toEqual([...Metrics].sort());
  expect(total.NetUnblendedCost?.Unit).toBe('USD');
  expect(amount(total, 'NetUnblendedCost')).toBeLessThan(amount(total, 'UnblendedCost') * 1.01);
  expect(total.UsageQuantity?.Unit).toBe('N/A');
});

test('a quantity has its unit where there is one, and N/A where units are mixed', async () => {
  const filter = (value: string) => ({ Dimensions: { Key: 'USAGE_TYPE' as const, Values: [value] } });
  const one = await ask({ Metrics: ['UsageQuantity'], Filter: filter('Lambda-GB-Second') });
  expect(one.ResultsByTime?.[0]?.Total?.UsageQuantity?.Unit).toBe('Lambda-GB-Second');
  const boxes = await ask({
    Metrics: ['UsageQuantity', 'NormalizedUsageAmount'],
    Filter: filter('BoxUsage:m6i.2xlarge'),
  });
  const { UsageQuantity, NormalizedUsageAmount } = boxes.ResultsByTime?.[0]?.Total ?? {};
  expect(Number(NormalizedUsageAmount?.Amount)).toBeCloseTo(16 * Number(UsageQuantity?.Amount), 3);
});

test('grouped results have no Total, name their groups, and give accounts their names', async () => {
  const { ResultsByTime, GroupDefinitions, DimensionValueAttributes } = await ask({ GroupBy: [ACCOUNT] });
  expect(GroupDefinitions).toEqual([ACCOUNT]);
  expect(ResultsByTime?.every(({ Total }) => Object.keys(Total ?? {}).length === 0)).toBe(true);
  expect(DimensionValueAttributes).toContainEqual({ Value: '444455556666', Attributes: { description: 'shop-prod' } });
  expect(DimensionValueAttributes).toHaveLength(6);
});

test('tags bear their key, untagged costs an empty value, and an unknown tag is empty everywhere', async () => {
  const keys = async (Key: string) => {
    const { ResultsByTime } = await ask({ GroupBy: [{ Type: 'TAG', Key }] });
    return ResultsByTime?.[1]?.Groups?.flatMap((group) => group.Keys ?? []);
  };
  expect(await keys('team')).toEqual(['team$', 'team$data', 'team$payments', 'team$platform', 'team$search']);
  expect(await keys('Team')).toEqual(['Team$']);
});

test('cost categories, of which there are none, leave everything in the empty value', async () => {
  const { ResultsByTime } = await ask({ GroupBy: [{ Type: 'COST_CATEGORY', Key: 'unit' }] });
  expect(ResultsByTime?.[0]?.Groups?.map(({ Keys }) => Keys)).toEqual([['unit$']]);
});

describe('filters', () => {
  const lambda = { Dimensions: { Key: 'SERVICE' as const, Values: ['AWS Lambda'] } };
  const shop = { Dimensions: { Key: 'LINKED_ACCOUNT' as const, Values: ['444455556666'] } };
  const data = { Tags: { Key: 'team', Values: ['data'] } };
  const isLambda = (line: LineItem) => line.service === 'AWS Lambda';
  const isShop = (line: LineItem) => line.account === '444455556666';

  test.each([
    ['a dimension', lambda, isLambda],
    [
      'several values',
      { Dimensions: { Key: 'SERVICE' as const, Values: ['AWS Lambda', 'Tax'] } },
      (line: LineItem) => isLambda(line) || line.service === 'Tax',
    ],
    ['And', { And: [lambda, shop] }, (line: LineItem) => isLambda(line) && isShop(line)],
    ['Or', { Or: [lambda, shop] }, (line: LineItem) => isLambda(line) || isShop(line)],
    ['Not', { Not: lambda }, (line: LineItem) => !isLambda(line)],
    ['Not in And', { And: [shop, { Not: lambda }] }, (line: LineItem) => isShop(line) && !isLambda(line)],
    ['a tag', data, (line: LineItem) => line.team === 'data'],
    ['the empty value of a tag', { Tags: { Key: 'team', Values: [''] } }, (line: LineItem) => line.team === ''],
    [
      'the absence of a tag',
      { Tags: { Key: 'team', MatchOptions: ['ABSENT' as const] } },
      (line: LineItem) => line.team === '',
    ],
    ['a tag without values, which means its absence', { Tags: { Key: 'team' } }, (line: LineItem) => line.team === ''],
    [
      'EQUALS and CASE_SENSITIVE',
      { Dimensions: { ...lambda.Dimensions, MatchOptions: ['EQUALS' as const, 'CASE_SENSITIVE' as const] } },
      isLambda,
    ],
    ['a value in the wrong case', { Dimensions: { Key: 'SERVICE' as const, Values: ['aws lambda'] } }, () => false],
    ['a cost category that nothing has', { CostCategories: { Key: 'unit', Values: ['shop'] } }, () => false],
  ])('%s passes just the lines it should', async (_, Filter, where) => {
    const { ResultsByTime } = await ask({ Filter });
    const totals = new Map(ResultsByTime?.map(({ TimePeriod, Total }) => [TimePeriod?.Start ?? '', amount(Total)]));
    expect(totals).toEqual(truth('amortized', where));
  });
});

describe('pages', () => {
  test('walking all pages gives every group once, a day going on from one page to the next', async () => {
    const { results, pages } = await askAll({ GroupBy: [ACCOUNT, SERVICE] });
    const groups = results.flatMap(({ TimePeriod, Groups }) =>
      (Groups ?? []).map(({ Keys }) => [TimePeriod?.Start, Keys].join()),
    );
    expect(new Set(groups).size).toBe(groups.length);
    expect(pages).toBe(Math.ceil(groups.length / 100));
    expect(results.length).toBeGreaterThan(31);
  });

  test('a page holds at most as many groups as the page size', async () => {
    const { ResultsByTime } = await ask({ GroupBy: [ACCOUNT, SERVICE] });
    expect(ResultsByTime?.reduce((count, { Groups }) => count + (Groups?.length ?? 0), 0)).toBe(100);
  });

  test('days without a group stand on their page, empty', async () => {
    const { results } = await askAll({
      GroupBy: [SERVICE],
      Filter: { Dimensions: { Key: 'RECORD_TYPE', Values: ['Tax'] } },
    });
    expect(results).toHaveLength(31);
    expect(results.map(({ Groups }) => Groups?.length)).toEqual([1, ...Array(30).fill(0)]);
  });

  test('later pages show what the first one saw, though the data is refreshed between', async () => {
    const TimePeriod = { Start: '2026-12-01', End: '2026-12-05' };
    const input = { TimePeriod, GroupBy: [ACCOUNT, SERVICE] };
    const first = await ask(input);
    now = new Date('2026-12-04T16:30:00Z');
    const second = await ask({ ...input, NextPageToken: first.NextPageToken });
    now = NOW;
    expect(second.ResultsByTime).toEqual((await ask({ ...input, NextPageToken: first.NextPageToken })).ResultsByTime);
    expect(second.ResultsByTime?.length).toBeGreaterThan(0);
  });
});

describe('what is not there yet', () => {
  const TimePeriod = { Start: '2026-11-29', End: '2026-12-05' };

  test('young days are in part, and the current day is empty in its morning', async () => {
    const { ResultsByTime } = await ask({ TimePeriod });
    const whole = (day: string) => scenario.linesOf(parseDay(day)).reduce((sum, line) => sum + line.amortized, 0);
    const share = new Map(
      ResultsByTime?.map(({ TimePeriod: at, Total }) => [at?.Start, amount(Total) / whole(at?.Start ?? '')]),
    );
    expect(share.get('2026-11-29')).toBe(1);
    expect(share.get('2026-12-03')).toBeGreaterThan(0.88);
    expect(share.get('2026-12-03')).toBeLessThan(0.94);
    expect(share.get('2026-12-04')).toBe(0);
  });

  test('days of this month are estimated, and of the last one until the 5th', async () => {
    const before = await ask({ TimePeriod });
    expect(before.ResultsByTime?.every(({ Estimated }) => Estimated)).toBe(true);
    now = new Date('2026-12-05T00:00:00Z');
    const after = await ask({ TimePeriod });
    now = NOW;
    expect(after.ResultsByTime?.map(({ Estimated }) => Estimated)).toEqual([false, false, true, true, true, true]);
  });

  test('days to come and days before the first have results of 0', async () => {
    const { ResultsByTime } = await ask({ TimePeriod: { Start: '2026-12-04', End: '2027-01-01' } });
    expect(ResultsByTime).toHaveLength(28);
    expect(ResultsByTime?.every(({ Total }) => Total?.AmortizedCost?.Amount === '0')).toBe(true);
    const early = await ask({ TimePeriod: { Start: '2025-11-01', End: '2025-12-01' }, Granularity: 'MONTHLY' });
    expect(early.ResultsByTime).toHaveLength(1);
  });
});

test('months are cut to the ends of the period, over a year’s edge', async () => {
  const TimePeriod = { Start: '2025-12-15', End: '2026-02-10' };
  const { ResultsByTime } = await ask({ TimePeriod, Granularity: 'MONTHLY' });
  expect(ResultsByTime?.map((result) => result.TimePeriod)).toEqual([
    { Start: '2025-12-15', End: '2026-01-01' },
    { Start: '2026-01-01', End: '2026-02-01' },
    { Start: '2026-02-01', End: '2026-02-10' },
  ]);
});
