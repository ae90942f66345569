import {
  GetFunctionConcurrencyCommand,
  GetFunctionConfigurationCommand,
  GetPolicyCommand,
  ListEventSourceMappingsCommand,
  ListFunctionsCommand,
} from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type Clients, NOW, SHOP, startClients } from './clients.ts';

let aws: Clients;

beforeAll(async () => {
  aws = await startClients();
});
afterAll(() => aws.cloud.close());
beforeEach(() => aws.setTime(NOW));

const at = (time: string) => aws.setTime(new Date(time));
const configuration = (FunctionName: string) => aws.lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
const mappings = (FunctionName: string) => aws.lambda.send(new ListEventSourceMappingsCommand({ FunctionName }));
const policy = (FunctionName: string) => aws.lambda.send(new GetPolicyCommand({ FunctionName }));

describe('ListFunctions', () => {
  test('a role sees the functions of its account in the Region it asks, and no others', async () => {
    const shop = await aws.inAccount(SHOP);
    const { Functions: functions = [] } = await shop.lambda.send(new ListFunctionsCommand({}));
    expect(functions.map(({ FunctionName }) => FunctionName)).toContain('orders-poller');
    for (const { FunctionArn } of functions) expect(FunctionArn).toContain(`lambda:us-east-1:${SHOP}:function:`);
    const search = await aws.inAccount('555566667777', 'eu-west-1');
    const there = await search.lambda.send(new ListFunctionsCommand({}));
    expect(there.Functions?.map(({ FunctionName }) => FunctionName)).toEqual(['event-fanout', 'search-indexer']);
    const payer = await aws.inAccount('111111111111');
    expect((await payer.lambda.send(new ListFunctionsCommand({}))).Functions).toEqual([]);
  });

  test('pages follow one another by their marker, each function once', async () => {
    const names: (string | undefined)[] = [];
    let marker: string | undefined;
    do {
      const input = { MaxItems: 5, ...(marker ? { Marker: marker } : {}) };
      const page = await aws.lambda.send(new ListFunctionsCommand(input));
      expect(page.Functions?.length).toBeLessThanOrEqual(5);
      names.push(...(page.Functions ?? []).map(({ FunctionName }) => FunctionName));
      marker = page.NextMarker;
    } while (marker);
    expect(names.length).toBeGreaterThan(10);
    expect(new Set(names).size).toBe(names.length);
  });

  test('each has its settings, the levels of its log only in the JSON format, and no state', async () => {
    const { Functions: functions = [] } = await aws.lambda.send(new ListFunctionsCommand({}));
    const named = (name: string) => functions.find(({ FunctionName }) => FunctionName === name);
    expect(named('orders-poller')).toMatchObject({
      FunctionArn: `arn:aws:lambda:us-east-1:${SHOP}:function:orders-poller`,
      Runtime: 'nodejs22.x',
      MemorySize: 512,
      Version: '$LATEST',
      LastModified: '2026-11-17T13:02:00.000+0000',
      LoggingConfig: { LogFormat: 'Text', LogGroup: '/aws/lambda/orders-poller' },
    });
    expect(named('orders-poller')).not.toHaveProperty('State');
    expect(named('checkout-api')?.LoggingConfig).toEqual({
      LogFormat: 'JSON',
      ApplicationLogLevel: 'INFO',
      SystemLogLevel: 'INFO',
      LogGroup: '/aws/lambda/checkout-api',
    });
    expect(named('deploy-notify')?.LoggingConfig?.LogGroup).toBe('/platform/deployments');
  });

  test.each([
    [{ MaxItems: 0 }, 'ValidationException', 'Member must have value greater than or equal to 1'],
    [{ MaxItems: 10_001 }, 'ValidationException', 'Member must have value less than or equal to 10000'],
    [{ Marker: 'made up' }, 'InvalidParameterValueException', 'Invalid marker'],
  ])('%j is refused', async (input, name, words) => {
    const refused = aws.lambda.send(new ListFunctionsCommand(input));
    await expect(refused).rejects.toMatchObject({ name, message: expect.stringContaining(words) });
  });
});

describe('GetFunctionConfiguration', () => {
  test.each([
    'message-bridge',
    `${SHOP}:function:message-bridge`,
    `arn:aws:lambda:us-east-1:${SHOP}:function:message-bridge`,
    'message-bridge:$LATEST',
  ])('finds a function by %s', async (name) => {
    expect(await configuration(name)).toMatchObject({ FunctionName: 'message-bridge', State: 'Active' });
  });

  test('a variable that is renamed keeps its value, and the others keep theirs', async () => {
    at('2026-11-19T08:37:59Z');
    const before = await configuration('message-bridge');
    at('2026-11-19T08:38:00Z');
    const after = await configuration('message-bridge');
    const { BRIDGE_TARGET_URL, ...others } = before.Environment?.Variables ?? {};
    expect(BRIDGE_TARGET_URL).toMatch(/^https:/);
    expect(after.Environment?.Variables).toEqual({ ...others, BRIDGE_URL: BRIDGE_TARGET_URL });
    expect(after.LastModified).toBe('2026-11-19T08:38:00.000+0000');
    expect(after.CodeSha256).toBe(before.CodeSha256);
    expect(after.RevisionId).not.toBe(before.RevisionId);
  });

  test('a deploy of code changes the code’s hash, and no variable', async () => {
    at('2026-11-17T13:01:59Z');
    const before = await configuration('orders-poller');
    at('2026-11-17T13:02:00Z');
    const after = await configuration('orders-poller');
    expect(after.CodeSha256).not.toBe(before.CodeSha256);
    expect(after.CodeSha256).toMatch(/^[\w+/]{43}=$/);
    expect(after.Environment).toEqual(before.Environment);
  });

  test.each([
    ['nobody', 'Function not found: arn:aws:lambda:us-east-1:111111111111:function:nobody'],
    ['orders-poller:7', `Function not found: arn:aws:lambda:us-east-1:${SHOP}:function:orders-poller:7`],
    [
      `arn:aws:lambda:eu-west-1:${SHOP}:function:orders-poller`,
      "Functions from 'eu-west-1' are not reachable in this region ('us-east-1')",
    ],
  ])('%s is not found', async (name, message) => {
    const refused = { name: 'ResourceNotFoundException', message, $metadata: { httpStatusCode: 404 } };
    await expect(configuration(name)).rejects.toMatchObject(refused);
  });

  test('a name that can be none is refused as such', async () => {
    await expect(configuration('a b')).rejects.toMatchObject({ name: 'ValidationException' });
  });
});

test('only a function with a reservation tells of one', async () => {
  const concurrency = async (FunctionName: string) => {
    const answer = await aws.lambda.send(new GetFunctionConcurrencyCommand({ FunctionName }));
    return answer.ReservedConcurrentExecutions;
  };
  expect(await concurrency('usage-export')).toBe(2);
  expect(await concurrency('orders-poller')).toBeUndefined();
});

describe('what calls a function', () => {
  test('message-bridge is fed by a queue that is enabled, all through its story', async () => {
    const { EventSourceMappings: found } = await mappings('message-bridge');
    expect(found).toMatchObject([
      { State: 'Enabled', EventSourceArn: `arn:aws:sqs:us-east-1:${SHOP}:bridge-inbox`, BatchSize: 10 },
    ]);
    expect(found?.[0]?.LastModified).toEqual(new Date('2024-05-06T08:12:00Z'));
  });

  test('returns-import’s mapping is one and the same before and after it is disabled', async () => {
    at('2026-11-20T11:24:59Z');
    const [before] = (await mappings('returns-import')).EventSourceMappings ?? [];
    at('2026-11-20T11:25:00Z');
    const [after] = (await mappings('returns-import')).EventSourceMappings ?? [];
    expect(after?.UUID).toBe(before?.UUID);
    expect([before?.State, after?.State]).toEqual(['Enabled', 'Disabled']);
    expect(after?.LastModified).toEqual(new Date('2026-11-20T11:25:00Z'));
  });

  test('event-fanout has the mapping of its story while it lasts', async () => {
    const search = await aws.inAccount('555566667777', 'eu-west-1');
    const sources = async (time: string) => {
      at(time);
      const answer = await search.lambda.send(new ListEventSourceMappingsCommand({ FunctionName: 'event-fanout' }));
      return answer.EventSourceMappings?.map(({ EventSourceArn }) => EventSourceArn?.split(':').at(-1));
    };
    expect(await sources('2026-11-01T09:17:00Z')).toEqual(['catalog-events']);
    expect(await sources('2026-11-01T09:18:00Z')).toEqual(['catalog-events', 'search-events']);
    expect(await sources('2026-11-06T09:20:00Z')).toEqual(['catalog-events']);
  });

  test('mappings are listed by source, by page, and of all functions at once', async () => {
    const all = await aws.lambda.send(new ListEventSourceMappingsCommand({}));
    expect(all.EventSourceMappings).toHaveLength(2);
    const first = await aws.lambda.send(new ListEventSourceMappingsCommand({ MaxItems: 1 }));
    const rest = await aws.lambda.send(
      new ListEventSourceMappingsCommand({ MaxItems: 1, Marker: first.NextMarker ?? '' }),
    );
    expect([...(first.EventSourceMappings ?? []), ...(rest.EventSourceMappings ?? [])]).toEqual(
      all.EventSourceMappings,
    );
    const EventSourceArn = `arn:aws:sqs:us-east-1:${SHOP}:bridge-inbox`;
    const bySource = await aws.lambda.send(new ListEventSourceMappingsCommand({ EventSourceArn }));
    expect(bySource.EventSourceMappings).toHaveLength(1);
  });

  test('a schedule shows in the policy by its rule, without expression or state', async () => {
    const { Policy: text = '' } = await policy('orders-poller');
    expect(JSON.parse(text).Statement).toMatchObject([
      {
        Principal: { Service: 'events.amazonaws.com' },
        Condition: {
          ArnLike: { 'AWS:SourceArn': `arn:aws:events:us-east-1:${SHOP}:rule/orders-poller-every-minute` },
        },
      },
    ]);
    expect(text).not.toMatch(/rate|ENABLED/);
  });

  test.each(['message-bridge', 'nobody'])('%s has no policy', async (name) => {
    await expect(policy(name)).rejects.toMatchObject({ name: 'ResourceNotFoundException' });
  });
});

describe('access and faults', () => {
  test('a denial names the action and the function, with HTTP 403', async () => {
    aws.cloud.deny('lambda:GetPolicy');
    aws.cloud.deny('lambda:ListFunctions');
    const resource = 'arn:aws:lambda:us-east-1:111111111111:function:orders-poller';
    await expect(policy('orders-poller')).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining(`lambda:GetPolicy on resource: ${resource} because no identity-based policy`),
      $metadata: { httpStatusCode: 403 },
    });
    await expect(aws.lambda.send(new ListFunctionsCommand({}))).rejects.toThrow('lambda:ListFunctions on resource: *');
    aws.cloud.allow('lambda:GetPolicy');
    aws.cloud.allow('lambda:ListFunctions');
    await policy('orders-poller');
  });

  test.each([
    ['throttle', 'TooManyRequestsException', 429],
    ['error-500', 'ServiceException', 500],
  ] as const)('%s is %s', async (kind, name, httpStatusCode) => {
    aws.cloud.faults.add({ operation: 'ListFunctions', kind, times: 1 });
    const refused = aws.lambda.send(new ListFunctionsCommand({}));
    await expect(refused).rejects.toMatchObject({ name, $metadata: { httpStatusCode } });
  });

  test('a path that is not simulated is refused', async () => {
    const authorization =
      'AWS4-HMAC-SHA256 Credential=key/20261121/us-east-1/lambda/aws4_request, SignedHeaders=host, Signature=';
    const response = await fetch(`${aws.cloud.url}/2015-03-31/functions/orders-poller/invocations`, {
      method: 'POST',
      headers: { authorization: `${authorization}${'0'.repeat(64)}` },
    });
    expect(response.status).toBe(404);
    expect(response.headers.get('x-amzn-errortype')).toBe('UnknownOperationException');
  });
});
