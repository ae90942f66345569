import { CostExplorerClient, GetCostAndUsageCommand } from '@aws-sdk/client-cost-explorer';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Cloud } from '../../../src/demo/cloud/index.ts';
import { clientOf, cloudAt, NOW, postJson, signature } from './sample.ts';

let cloud: Cloud;

beforeEach(async () => {
  cloud = await cloudAt();
});
afterEach(() => cloud.close());

const TARGET = 'AWSInsightsIndexService.GetCostAndUsage';
const INPUT = {
  TimePeriod: { Start: '2026-11-01', End: '2026-11-03' },
  Granularity: 'DAILY' as const,
  Metrics: ['UnblendedCost'],
};

function ask() {
  return clientOf(cloud.url).send(new GetCostAndUsageCommand(INPUT));
}

describe('signatures', () => {
  test.each([
    ['none', { authorization: '' }, 403, 'MissingAuthenticationTokenException'],
    ['one of another kind', { authorization: 'Bearer x' }, 403, 'MissingAuthenticationTokenException'],
    ['half of one', { authorization: 'AWS4-HMAC-SHA256 Credential=a/b' }, 403, 'IncompleteSignatureException'],
    ['one for another service', { authorization: signature('logs') }, 403, 'InvalidSignatureException'],
  ])('%s is refused', async (_, headers, status, code) => {
    const reply = await postJson(cloud.url, TARGET, JSON.stringify(INPUT), headers);
    expect(reply).toMatchObject({ status, answer: { __type: code } });
  });
});

test.each([
  ['a service that is not here', 'Glue.GetTables', '{}', 'UnknownOperationException'],
  ['no operation', 'AWSInsightsIndexService.', '{}', 'UnknownOperationException'],
  ['a body that is not JSON', TARGET, '{', 'SerializationException'],
  ['a body that is a list', TARGET, '[]', 'SerializationException'],
])('%s is refused', async (_, target, body, code) => {
  const reply = await postJson(cloud.url, target, body);
  expect(reply).toMatchObject({ status: 400, answer: { __type: code } });
});

test('CloudWatch Logs answers at the same address, for the Region that the signature names', async () => {
  const authorization = signature('logs');
  const { status, answer } = await postJson(cloud.url, 'Logs_20140328.DescribeLogGroups', '{}', { authorization });
  expect(status).toBe(200);
  expect(JSON.stringify(answer)).toContain('/aws/lambda/orders-poller');
  expect(JSON.stringify(answer)).not.toContain('eu-west-1');
});

describe('access', () => {
  test('a denied action is refused in AWS’s words until it is allowed again', async () => {
    cloud.deny('ce:GetCostAndUsage');
    await expect(ask()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:iam::111111111111:user/billhook is not authorized to perform: ce:GetCostAndUsage on resource: arn:aws:ce:us-east-1:111111111111:/GetCostAndUsage because no identity-based policy allows the ce:GetCostAndUsage action',
    });
    cloud.allow('ce:GetCostAndUsage');
    expect((await ask()).ResultsByTime).toHaveLength(2);
  });

  test('a denial may have words of its own, and leaves other actions alone', async () => {
    cloud.deny('ce:GetTags', 'not you');
    const tags = await postJson(cloud.url, 'AWSInsightsIndexService.GetTags', JSON.stringify(INPUT));
    expect(tags.answer).toMatchObject({ __type: 'AccessDeniedException', message: 'not you' });
    expect((await ask()).ResultsByTime).toHaveLength(2);
  });

  test.each([
    ['off-for-user', 'AccessDeniedException', 'User not enabled for cost explorer access'],
    ['just-enabled', 'DataUnavailableException', 'Data is not available. Please try to adjust the time period'],
  ] as const)('Cost Explorer that is %s is refused', async (state, name, message) => {
    cloud.setCostExplorer(state);
    await expect(ask()).rejects.toMatchObject({ name, message });
    cloud.setCostExplorer('on');
    expect((await ask()).ResultsByTime).toHaveLength(2);
  });
});

describe('faults', () => {
  test('a throttle strikes as often as told, then the request passes; a client that retries gets through', async () => {
    cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'throttle', times: 2 });
    await expect(ask()).rejects.toMatchObject({ name: 'LimitExceededException', message: 'Rate limit exceeded' });
    const patient = new CostExplorerClient({
      endpoint: cloud.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'key', secretAccessKey: 'none' },
      maxAttempts: 3,
    });
    expect((await patient.send(new GetCostAndUsageCommand(INPUT))).$metadata.attempts).toBe(2);
    expect(cloud.requests.map(({ ok }) => ok)).toEqual([false, false, true]);
  });

  test('a server error is a 500', async () => {
    cloud.faults.add({ operation: '*', kind: 'error-500', times: 1 });
    await expect(ask()).rejects.toMatchObject({ $metadata: { httpStatusCode: 500 } });
    expect((await ask()).ResultsByTime).toHaveLength(2);
  });

  test('a drop closes the connection without an answer', async () => {
    cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'drop', times: 1 });
    await expect(ask()).rejects.toMatchObject({ code: 'ECONNRESET' });
    expect(cloud.requests).toMatchObject([{ ok: false, error: 'drop' }]);
  });

  test('a delay answers late, and right', async () => {
    cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'delay', delayMs: 60 });
    const begun = performance.now();
    expect((await ask()).ResultsByTime).toHaveLength(2);
    expect(performance.now() - begun).toBeGreaterThan(55);
  });

  test('an error of AWS’s is answered by its name', async () => {
    const error = { code: 'ExpiredTokenException', message: 'The security token included in the request is expired' };
    cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'error', ...error });
    await expect(ask()).rejects.toMatchObject({ name: error.code, message: error.message });
  });

  test('the first requests may be let through', async () => {
    cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'throttle', skip: 2, times: 1 });
    for (let i = 0; i < 4; i++) await ask().catch(() => undefined);
    expect(cloud.requests.map(({ ok }) => ok)).toEqual([true, true, false, true]);
  });

  test('a probability strikes a share of the requests, the same ones for the same seed', async () => {
    cloud.faults.add({ operation: 'GetTags', kind: 'throttle', probability: 0.5 });
    for (let i = 0; i < 60; i++) await postJson(cloud.url, 'AWSInsightsIndexService.GetTags', '{}');
    const struck = cloud.requests.map(({ error }) => error === 'LimitExceededException');
    expect(struck.filter(Boolean).length).toBeGreaterThan(18);
    expect(struck.filter(Boolean).length).toBeLessThan(42);
    const again = await cloudAt();
    again.faults.add({ operation: 'GetTags', kind: 'throttle', probability: 0.5 });
    for (let i = 0; i < 60; i++) await postJson(again.url, 'AWSInsightsIndexService.GetTags', '{}');
    expect(again.requests.map(({ error }) => error === 'LimitExceededException')).toEqual(struck);
    await again.close();
  });

  test('a fault of another operation leaves a request alone, and none is left once they are cleared', async () => {
    cloud.faults.add({ operation: 'GetTags', kind: 'drop' });
    expect((await ask()).ResultsByTime).toHaveLength(2);
    cloud.faults.add({ operation: '*', kind: 'drop' });
    cloud.faults.clear();
    expect((await ask()).ResultsByTime).toHaveLength(2);
  });

  test('a throttled request for logs has the words of that service', async () => {
    cloud.faults.add({ operation: 'DescribeLogGroups', kind: 'throttle' });
    const headers = { authorization: signature('logs') };
    const { answer } = await postJson(cloud.url, 'Logs_20140328.DescribeLogGroups', '{}', headers);
    expect(answer).toMatchObject({ __type: 'ThrottlingException', message: 'Rate exceeded' });
  });
});

test('every request is kept with its time, service, operation, input and outcome', async () => {
  await ask();
  await postJson(cloud.url, TARGET, JSON.stringify({ ...INPUT, Metrics: [] }));
  const seen = { at: NOW, service: 'ce', operation: 'GetCostAndUsage' };
  expect(cloud.requests).toEqual([
    { ...seen, input: INPUT, ok: true },
    { ...seen, input: { ...INPUT, Metrics: [] }, ok: false, error: 'ValidationException' },
  ]);
});

test('a closed cloud answers no more', async () => {
  const other = await cloudAt();
  await other.close();
  await expect(clientOf(other.url).send(new GetCostAndUsageCommand(INPUT))).rejects.toMatchObject({
    code: 'ECONNREFUSED',
  });
});
