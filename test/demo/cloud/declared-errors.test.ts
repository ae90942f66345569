import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../src/demo/cloud/index.ts';
import { cloudAt, signature } from './sample.ts';

/** AWS's "Common errors" by their names in JSON, which no operation declares and every one may answer. */
const COMMON = [
  'AccessDeniedException',
  'InternalFailure',
  'SerializationException',
  'ThrottlingException',
  'UnknownOperationException',
  'ValidationException',
];
const COSTS = [
  'BillExpirationException',
  'DataUnavailableException',
  'InvalidNextTokenException',
  'LimitExceededException',
  'RequestChangedException',
  'ResourceNotFoundException',
];
const ANOMALIES = ['LimitExceededException', 'InvalidNextTokenException'];
const LOGS = ['InvalidParameterException', 'ServiceUnavailableException'];
const LAMBDA = ['InvalidParameterValueException', 'ServiceException', 'TooManyRequestsException'];

const WEEK = { TimePeriod: { Start: '2026-11-01', End: '2026-11-08' } };
const DAYS = { DateInterval: { StartDate: '2026-11-01' } };
const GROUP = { logGroupName: '/aws/lambda/orders-poller' };
const METRIC = { Metric: { Namespace: 'AWS/Lambda', MetricName: 'Errors' }, Period: 60, Stat: 'Sum' };
const METRICS = {
  MetricDataQueries: [{ Id: 'm', MetricStat: METRIC }],
  StartTime: 1_796_000_000,
  EndTime: 1_796_003_600,
};

/** An operation with what AWS's model declares for it, and inputs of which AWS takes none but the first. */
type Operation = readonly [target: string, declared: readonly string[], inputs: readonly object[]];

const OPERATIONS: readonly Operation[] = [
  [
    'AWSInsightsIndexService.GetCostAndUsage',
    COSTS,
    [
      { ...WEEK, Granularity: 'DAILY', Metrics: ['UnblendedCost'] },
      {},
      { ...WEEK, Granularity: 'HOURLY', Metrics: ['X'] },
      { ...WEEK, Granularity: 'DAILY', Metrics: ['UnblendedCost'], NextPageToken: 'x' },
    ],
  ],
  [
    'AWSInsightsIndexService.GetDimensionValues',
    COSTS,
    [
      { ...WEEK, Dimension: 'SERVICE' },
      { ...WEEK, Dimension: 'X' },
      { ...WEEK, Dimension: 'SERVICE', NextPageToken: 'x' },
    ],
  ],
  ['AWSInsightsIndexService.GetTags', COSTS, [WEEK, {}, { ...WEEK, NextPageToken: 'x' }, { ...WEEK, TagKey: 1 }]],
  [
    'AWSInsightsIndexService.GetAnomalies',
    ANOMALIES,
    [DAYS, {}, { ...DAYS, NextPageToken: 'x' }, { ...DAYS, MaxResults: 'x' }],
  ],
  ['AWSInsightsIndexService.ListCostAllocationTags', ANOMALIES, [{}, { NextToken: 'x' }, { Status: 'X' }]],
  [
    'AWSInsightsIndexService.ProvideAnomalyFeedback',
    ['LimitExceededException'],
    [{}, { AnomalyId: 'x', Feedback: 'YES' }, { AnomalyId: 'x', Feedback: 'X' }],
  ],
  ['Logs_20140328.DescribeLogGroups', LOGS, [{}, { limit: 51 }, { nextToken: 'x' }, { limit: 'x' }]],
  [
    'Logs_20140328.DescribeLogStreams',
    [...LOGS, 'ResourceNotFoundException'],
    [GROUP, {}, { logGroupName: '/none' }, { ...GROUP, nextToken: 'x' }],
  ],
  [
    'Logs_20140328.FilterLogEvents',
    [...LOGS, 'ResourceNotFoundException'],
    [
      { ...GROUP, limit: 1 },
      {},
      { logGroupName: '/none' },
      { ...GROUP, filterPattern: '"' },
      { ...GROUP, logStreamNames: ['x'] },
      { ...GROUP, nextToken: 'x' },
    ],
  ],
  [
    'GraniteServiceVersion20100801.GetMetricData',
    ['InvalidNextToken'],
    [
      METRICS,
      {},
      { ...METRICS, NextToken: 'x' },
      { ...METRICS, EndTime: 'x' },
      { ...METRICS, MetricDataQueries: [{ Id: 'm', Expression: 'm', MetricStat: METRIC }] },
    ],
  ],
  [
    'CloudTrail_20131101.LookupEvents',
    [
      'InvalidEventCategoryException',
      'InvalidLookupAttributesException',
      'InvalidMaxResultsException',
      'InvalidNextTokenException',
      'InvalidTimeRangeException',
    ],
    [
      {},
      { MaxResults: 51 },
      { NextToken: 'x' },
      { StartTime: 2, EndTime: 1 },
      { StartTime: 'x' },
      { LookupAttributes: [{}] },
      { EventCategory: 'insight' },
    ],
  ],
  [
    'GET /2015-03-31/functions',
    LAMBDA,
    [{}, { MaxItems: '0' }, { MaxItems: 'x' }, { Marker: 'x' }, { FunctionVersion: 'X' }],
  ],
  ...[
    '/2015-03-31/functions/NAME/configuration',
    '/2015-03-31/functions/NAME/policy',
    '/2019-09-30/functions/NAME/concurrency',
  ].map(
    (path): Operation => [
      `GET ${path}`,
      [...LAMBDA, 'ResourceNotFoundException'],
      [{ NAME: 'orders-poller' }, { NAME: 'none' }, { NAME: 'a b' }],
    ],
  ),
  [
    'GET /2015-03-31/event-source-mappings',
    [...LAMBDA, 'ResourceNotFoundException'],
    [{}, { FunctionName: 'none' }, { Marker: 'x' }],
  ],
];

let cloud: Cloud;
let lookups = 0;
beforeEach(async () => {
  cloud = await cloudAt();
});
afterEach(() => cloud.close());

const SCOPES: Readonly<Record<string, string>> = {
  AWSInsightsIndexService: 'ce',
  Logs_20140328: 'logs',
  GraniteServiceVersion20100801: 'monitoring',
  CloudTrail_20131101: 'cloudtrail',
};

/** The name of the error that is answered; undefined where there is none. */
async function errorOf(target: string, input: object): Promise<string | undefined> {
  const response = await (target.startsWith('GET ') ? get(target.slice(4), { ...input }) : post(target, input));
  if (response.ok) return undefined;
  const body: unknown = await response.json();
  return response.headers.get('x-amzn-errortype') ?? String(Object(body).__type);
}

function post(target: string, input: object): Promise<Response> {
  const scope = SCOPES[target.split('.')[0] ?? ''] ?? '';
  const own = signature(scope);
  // LookupEvents answers two requests a second of a Region: each here has one of its own.
  const authorization = scope === 'cloudtrail' ? own.replace('us-east-1', `region-${++lookups}`) : own;
  return fetch(cloud.url, {
    method: 'POST',
    headers: { 'x-amz-target': target, authorization },
    body: JSON.stringify(input),
  });
}

function get(path: string, { NAME = '', ...query }: Record<string, string>): Promise<Response> {
  const url = `${cloud.url}${path.replace('NAME', encodeURIComponent(NAME))}?${new URLSearchParams(query)}`;
  return fetch(url, { headers: { authorization: signature('lambda') } });
}

describe.each(OPERATIONS)('%s', (target, declared, [sound = {}, ...broken]) => {
  const allowed = [...declared, ...COMMON];

  test('refuses what is broken by errors that it declares or all have', async () => {
    for (const input of broken) expect(allowed, JSON.stringify(input)).toContain(await errorOf(target, input));
  });

  test('fails by such errors, too', async () => {
    for (const kind of ['throttle', 'error-500'] as const) {
      cloud.faults.add({ operation: '*', kind, times: 1 });
      expect(allowed).toContain(await errorOf(target, sound));
    }
  });

  test('says no more of Cost Explorer being new than it declares', async () => {
    cloud.setCostExplorer('just-enabled');
    expect([...allowed, undefined]).toContain(await errorOf(target, sound));
  });
});

test('a log group of Infrequent Access is the exception: AWS answers what its model does not declare', async () => {
  const input = { logGroupName: '/archive/access-audit' };
  expect(await errorOf('Logs_20140328.FilterLogEvents', input)).toBe('InvalidOperationException');
});
