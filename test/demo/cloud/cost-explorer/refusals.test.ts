import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../../src/demo/cloud/index.ts';
import { cloudAt, postJson } from '../sample.ts';

let cloud: Cloud;

beforeAll(async () => {
  cloud = await cloudAt({ pageSize: 20 });
});
afterAll(() => cloud.close());

const GOOD = {
  TimePeriod: { Start: '2026-11-01', End: '2026-12-01' },
  Granularity: 'DAILY',
  Metrics: ['UnblendedCost'],
};
const SERVICE = { Dimensions: { Key: 'SERVICE', Values: ['AWS Lambda'] } };
const NOT_SIMULATED = /is not simulated$/;

async function refused(operation: string, input: object) {
  const { status, answer } = await postJson(cloud.url, `AWSInsightsIndexService.${operation}`, JSON.stringify(input));
  expect(status).toBe(400);
  return answer;
}

const period = (Start: unknown, End: unknown) => ({ TimePeriod: { Start, End } });
const filter = (Filter: unknown) => ({ Filter });
const groups = (...GroupBy: unknown[]) => ({ GroupBy });
const dimension = (Key: string) => ({ Type: 'DIMENSION', Key });

describe('GetCostAndUsage refuses as a ValidationException', () => {
  test.each([
    [
      'an end at the start',
      period('2026-11-01', '2026-11-01'),
      'Start date (and hour) should be before end date (and hour)',
    ],
    [
      'an end before the start',
      period('2026-11-02', '2026-11-01'),
      'Start date (and hour) should be before end date (and hour)',
    ],
    [
      'a start after today',
      period('2026-12-05', '2026-12-06'),
      'Start date must be equal to or no later than the current date',
    ],
    [
      'an end past the next month’s first',
      period('2026-11-01', '2027-01-02'),
      'end date past the beginning of next month',
    ],
    [
      'a start 14 months back',
      period('2025-10-31', '2025-11-02'),
      "You haven't enabled historical data beyond 14 months",
    ],
    ['a day that is not in the calendar', period('2026-02-30', '2026-03-02'), /timePeriod\.start.*valid date/],
    ['a date in another form', period('1 Nov 2026', '2026-12-01'), /regular expression pattern/],
    ['a time of day', period('2026-11-01T00:00:00Z', '2026-12-01T00:00:00Z'), NOT_SIMULATED],
    ['no period', { TimePeriod: undefined }, /timePeriod.*must not be null/],
    ['a period without end', period('2026-11-01', undefined), /timePeriod\.end.*must not be null/],
    ['no granularity', { Granularity: undefined }, /granularity.*must not be null/],
    ['an unknown granularity', { Granularity: 'WEEKLY' }, /granularity.*enum value set: \[DAILY, MONTHLY, HOURLY\]/],
    ['HOURLY, which nobody opted in to', { Granularity: 'HOURLY' }, /^Hourly data is not available/],
    ['no metrics', { Metrics: undefined }, /metrics.*must not be null/],
    ['an empty list of metrics', { Metrics: [] }, 'Metrics must have at least one value'],
    ['an unknown metric', { Metrics: ['Cost'] }, /^Metric Cost is not valid/],
    ['a metric named like a member of every object', { Metrics: ['toString'] }, /^Metric toString is not valid/],
    [
      'three groupings',
      groups(dimension('SERVICE'), dimension('REGION'), dimension('USAGE_TYPE')),
      'GroupBy allows at most 2 group definitions',
    ],
    [
      'the same grouping twice',
      groups(dimension('SERVICE'), dimension('SERVICE')),
      'GroupBy must not name the same group twice',
    ],
    ['an unknown type of grouping', groups({ Type: 'LINKED_ACCOUNT', Key: '' }), 'Group Definition type is invalid.'],
    ['a tag without a key', groups({ Type: 'TAG', Key: '' }), 'Group Definition key is invalid.'],
    ['a grouping by an unknown dimension', groups(dimension('ACCOUNT')), /groupBy\.1\.member\.key.*enum value set/],
    ['a grouping by a dimension of no effect here', groups(dimension('AZ')), NOT_SIMULATED],
    ['an empty filter', filter({}), /^Expression has zero or more than one roots/],
    ['a filter with two roots', filter({ ...SERVICE, Not: SERVICE }), /^Expression has zero or more than one roots/],
    ['And with one operand', filter({ And: [SERVICE] }), 'And expression must have at least 2 operands'],
    ['Or with none', filter({ Or: [] }), 'Or expression must have at least 2 operands'],
    [
      'an unknown dimension',
      filter({ Dimensions: { Key: 'ACCOUNT', Values: ['1'] } }),
      /filter\.dimensions\.key.*enum value set/,
    ],
    [
      'a dimension without values',
      filter({ Dimensions: { Key: 'SERVICE', Values: [] } }),
      'Dimensions must have at least one value',
    ],
    [
      'a dimension without a key',
      filter({ Dimensions: { Values: ['1'] } }),
      /filter\.dimensions\.key.*must not be null/,
    ],
    [
      'an unknown match option',
      filter({ Dimensions: { ...SERVICE.Dimensions, MatchOptions: ['LIKE'] } }),
      /enum value set/,
    ],
    [
      'a match option that is not for costs',
      filter({ Dimensions: { ...SERVICE.Dimensions, MatchOptions: ['CONTAINS'] } }),
      /^MatchOption CONTAINS is not supported/,
    ],
    [
      'ABSENT with values',
      filter({ Tags: { Key: 'team', Values: ['a'], MatchOptions: ['ABSENT'] } }),
      'Values must be empty where MatchOptions has ABSENT',
    ],
    ['values of a tag without a key', filter({ Tags: { Values: ['a'] } }), 'Key must be given where there are values'],
    [
      'a fault deep in a filter',
      filter({ Or: [SERVICE, { Not: { And: [SERVICE] } }] }),
      'And expression must have at least 2 operands',
    ],
    ['a billing view', { BillingViewArn: 'arn:aws:billing::111111111111:billingview/primary' }, NOT_SIMULATED],
  ])('%s', async (_, change, message) => {
    const answer = await refused('GetCostAndUsage', { ...GOOD, ...change });
    const words = typeof message === 'string' ? message : expect.stringMatching(message);
    expect(answer).toMatchObject({ __type: 'ValidationException', message: words });
  });

  test('the month’s first asked for as a month to date, in AWS’s words', async () => {
    const first = await cloudAt({ now: () => new Date('2026-12-01T06:00:00Z') });
    const input = JSON.stringify({ ...GOOD, ...period('2026-12-01', '2026-12-01') });
    const { answer } = await postJson(first.url, 'AWSInsightsIndexService.GetCostAndUsage', input);
    await first.close();
    expect(answer).toMatchObject({ message: 'Start date (and hour) should be before end date (and hour)' });
  });
});

test.each([
  ['a filter that is a text', filter('SERVICE')],
  ['And that is no list', filter({ And: SERVICE })],
  ['values that are numbers', filter({ Dimensions: { Key: 'LINKED_ACCOUNT', Values: [444455556666] } })],
  ['metrics that are a text', { Metrics: 'UnblendedCost' }],
  ['a grouping that is a text', { GroupBy: 'SERVICE' }],
])('%s is a SerializationException', async (_, change) => {
  expect(await refused('GetCostAndUsage', { ...GOOD, ...change })).toMatchObject({ __type: 'SerializationException' });
});

test('an operation that is not simulated says so', async () => {
  expect(await refused('GetCostForecast', {})).toMatchObject({
    __type: 'ValidationException',
    message: 'GetCostForecast is not simulated',
  });
});

describe('page tokens', () => {
  const input = { ...GOOD, GroupBy: [dimension('SERVICE')] };

  async function token(): Promise<string> {
    const { answer } = await postJson(cloud.url, 'AWSInsightsIndexService.GetCostAndUsage', JSON.stringify(input));
    if (typeof answer === 'object' && answer && 'NextPageToken' in answer) return String(answer.NextPageToken);
    throw new Error('no token');
  }

  test('one that was never handed out is an InvalidNextTokenException', async () => {
    const real = Buffer.from(await token(), 'base64url').toString();
    const forged = Buffer.from(real.replace(/^\d+/, '7')).toString('base64url');
    for (const NextPageToken of ['', 'nonsense', forged])
      expect(await refused('GetCostAndUsage', { ...input, NextPageToken })).toMatchObject({
        __type: 'InvalidNextTokenException',
      });
  });

  test('one of another request is a RequestChangedException', async () => {
    const NextPageToken = await token();
    for (const change of [{ Granularity: 'MONTHLY' }, period('2026-11-02', '2026-12-01'), filter(SERVICE)])
      expect(await refused('GetCostAndUsage', { ...input, ...change, NextPageToken })).toMatchObject({
        __type: 'RequestChangedException',
      });
  });
});

describe('the other operations refuse', () => {
  const TimePeriod = GOOD.TimePeriod;

  test.each([
    ['GetDimensionValues', { TimePeriod }, /dimension.*must not be null/],
    ['GetDimensionValues', { TimePeriod, Dimension: 'SERVICES' }, /enum value set/],
    ['GetDimensionValues', { TimePeriod, Dimension: 'SERVICE', Context: 'RESERVATIONS' }, NOT_SIMULATED],
    ['GetDimensionValues', { TimePeriod, Dimension: 'SERVICE', Context: 'COSTS' }, /enum value set/],
    ['GetDimensionValues', { TimePeriod, Dimension: 'SERVICE', MaxResults: 0 }, /greater than or equal to 1/],
    ['GetDimensionValues', { TimePeriod, Dimension: 'SERVICE', MaxResults: 1_001 }, /less than or equal to 1000/],
    ['GetDimensionValues', { TimePeriod, Dimension: 'SERVICE', SortBy: [{ Key: 'UnblendedCost' }] }, NOT_SIMULATED],
    [
      'GetDimensionValues',
      { TimePeriod, Dimension: 'SERVICE', SearchString: 'x'.repeat(1_025) },
      /less than or equal to 1024/,
    ],
    ['GetDimensionValues', { Dimension: 'SERVICE' }, /timePeriod.*must not be null/],
    ['GetTags', { TagKey: 'team' }, /timePeriod.*must not be null/],
    ['GetTags', { TimePeriod, TagKey: 'team', Filter: {} }, /^Expression has zero/],
    ['ListCostAllocationTags', { Status: 'On' }, /enum value set: \[Active, Inactive\]/],
    ['ListCostAllocationTags', { Type: 'Mine' }, /enum value set/],
    ['ListCostAllocationTags', { TagKeys: [] }, /greater than or equal to 1/],
    ['ListCostAllocationTags', { TagKeys: Array(101).fill('team') }, /less than or equal to 100/],
  ])('%s %j', async (operation, input, message) => {
    expect(await refused(operation, input)).toMatchObject({
      __type: 'ValidationException',
      message: expect.stringMatching(message),
    });
  });

  test('a MaxResults that is no whole number is a SerializationException', async () => {
    const input = { TimePeriod, Dimension: 'SERVICE', MaxResults: 'ten' };
    expect(await refused('GetDimensionValues', input)).toMatchObject({ __type: 'SerializationException' });
  });

  test('a token of ListCostAllocationTags that was never handed out', async () => {
    expect(await refused('ListCostAllocationTags', { NextToken: 'x' })).toMatchObject({
      __type: 'InvalidNextTokenException',
    });
  });
});
