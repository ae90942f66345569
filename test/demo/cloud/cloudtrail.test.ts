import { type Event, LookupEventsCommand, type LookupEventsCommandInput } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Clients, NOW, SHOP, startClients } from './clients.ts';

let aws: Clients;
let shop: Awaited<ReturnType<Clients['inAccount']>>;

// A cloud a test: requests are counted by the second.
beforeEach(async () => {
  aws = await startClients();
  shop = await aws.inAccount(SHOP);
});
afterEach(() => aws.cloud.close());

type Key = 'ResourceName' | 'EventName' | 'Username' | 'ReadOnly' | 'EventId';
const by = (key: Key, value: string) => ({ LookupAttributes: [{ AttributeKey: key, AttributeValue: value }] });
const look = (input: LookupEventsCommandInput = {}) => shop.cloudTrail.send(new LookupEventsCommand(input));
const record = (event: Event | undefined) => JSON.parse(event?.CloudTrailEvent ?? '{}');

async function newest(resource: string, name: string): Promise<Event | undefined> {
  const { Events: events = [] } = await look(by('ResourceName', resource));
  return events.find(({ EventName, CloudTrailEvent }) => EventName === name && !CloudTrailEvent?.includes('errorCode'));
}

test('the story’s change is found by the function’s name: who, from where, with what', async () => {
  const event = await newest('message-bridge', 'UpdateFunctionConfiguration20150331v2');
  expect(event).toMatchObject({
    EventTime: new Date('2026-11-19T08:38:00Z'),
    EventSource: 'lambda.amazonaws.com',
    Username: 'ana.k',
    ReadOnly: 'false',
    Resources: [{ ResourceType: 'AWS::Lambda::Function', ResourceName: 'message-bridge' }],
  });
  expect(record(event)).toMatchObject({
    eventID: event?.EventId,
    eventName: event?.EventName,
    userIdentity: { type: 'AssumedRole', arn: expect.stringMatching(/AWSReservedSSO_\w+\/ana\.k$/) },
    userAgent: expect.stringContaining('Mozilla'),
    requestParameters: { functionName: 'message-bridge', environment: {} },
    sessionCredentialFromConsole: 'true',
    recipientAccountId: SHOP,
  });
});

test('environment variables are in no event, neither names nor values', async () => {
  const { Events: events = [] } = await look(by('ResourceName', 'message-bridge'));
  expect(JSON.stringify(events)).not.toMatch(/BRIDGE_|partner\.example/);
});

test('a deploy tells its bundle and the command line; Terraform and a mapping’s source show too', async () => {
  const deploy = record(await newest('orders-poller', 'UpdateFunctionCode20150331v2'));
  expect(deploy).toMatchObject({
    userAgent: expect.stringContaining('aws-cli/'),
    requestParameters: { s3Key: 'orders-poller/v42/run-8123.zip' },
  });
  expect(deploy).not.toHaveProperty('sessionCredentialFromConsole');
  const mapping = record(await newest('returns-import', 'UpdateEventSourceMapping20150331'));
  expect(mapping.requestParameters).toMatchObject({
    eventSourceArn: `arn:aws:sqs:us-east-1:${SHOP}:returns-inbox`,
    enabled: false,
  });
  const core = await aws.inAccount('222233334444');
  const group = await core.cloudTrail.send(new LookupEventsCommand(by('ResourceName', 'eks-shared-workers')));
  expect(record(group.Events?.[0]).userAgent).toContain('Terraform/');
});

test('an event can be looked up five minutes after the fact, not before', async () => {
  const seen = async (time: string) => {
    aws.setTime(new Date(time));
    return (await newest('message-bridge', 'UpdateFunctionConfiguration20150331v2')) !== undefined;
  };
  expect([await seen('2026-11-19T08:42:59Z'), await seen('2026-11-19T08:43:00Z')]).toEqual([false, true]);
});

test('pages of everyday events follow one another, newest first, each event once', async () => {
  const range = { StartTime: new Date('2026-11-18T00:00:00Z'), EndTime: new Date('2026-11-21T00:00:00Z') };
  const first = await look({ ...range, MaxResults: 40 });
  aws.setTime(new Date(NOW.getTime() + 3_600_000));
  const second = await look({ ...range, MaxResults: 40, NextToken: first.NextToken });
  const events = [...(first.Events ?? []), ...(second.Events ?? [])];
  expect(first.Events).toHaveLength(40);
  expect(second.NextToken).toBeUndefined();
  expect(new Set(events.map(({ EventId }) => EventId)).size).toBe(events.length);
  const times = events.map(({ EventTime }) => EventTime?.getTime() ?? 0);
  expect(times).toEqual(times.toSorted((a, b) => b - a));
  expect(events.length).toBeGreaterThan(60);
});

test('by user, and nothing of other accounts or Regions', async () => {
  const { Events: events = [] } = await look(by('Username', 'gha-deploy'));
  expect(new Set(events.map(({ Username }) => Username))).toEqual(new Set(['gha-deploy']));
  for (const event of events) expect(record(event)).toMatchObject({ recipientAccountId: SHOP, awsRegion: 'us-east-1' });
});

test('a change that was refused says so, as it changed nothing', async () => {
  const { Events: events = [] } = await look(by('Username', 'li.wei'));
  expect(events.length).toBeGreaterThan(5);
  for (const event of events)
    expect(record(event)).toMatchObject({ errorCode: 'AccessDenied', responseElements: null });
});

test('nothing is older than 90 days', async () => {
  const oldest = NOW.getTime() - 90 * 86_400_000;
  const range = { StartTime: new Date(oldest - 86_400_000 * 5), EndTime: new Date(oldest + 86_400_000) };
  const { Events: events = [] } = await look(range);
  expect(events.length).toBeGreaterThan(10);
  for (const { EventTime } of events) expect(EventTime?.getTime()).toBeGreaterThanOrEqual(oldest);
});

test('the third request within a second is throttled, by account and Region', async () => {
  await look();
  await look();
  await expect(look()).rejects.toMatchObject({ name: 'ThrottlingException', message: 'Rate exceeded' });
  const europe = await aws.inAccount(SHOP, 'eu-west-1');
  await europe.cloudTrail.send(new LookupEventsCommand({}));
  await new Promise((resolve) => setTimeout(resolve, 1_010));
  await look();
});

describe('refusals', () => {
  test.each<[string, LookupEventsCommandInput, string]>([
    [
      'two attributes',
      { LookupAttributes: [...by('EventName', 'a').LookupAttributes, ...by('Username', 'b').LookupAttributes] },
      'InvalidLookupAttributesException',
    ],
    ['an empty value', by('EventName', ''), 'InvalidLookupAttributesException'],
    ['51 results', { MaxResults: 51 }, 'InvalidMaxResultsException'],
    ['a range turned round', { StartTime: NOW, EndTime: new Date(0) }, 'InvalidTimeRangeException'],
    ['a token of nobody', { NextToken: 'x' }, 'InvalidNextTokenException'],
    ['a category', { EventCategory: 'insight' }, 'InvalidEventCategoryException'],
  ])('%s', async (_, input, name) => {
    await expect(look(input)).rejects.toMatchObject({ name, $metadata: { httpStatusCode: 400 } });
  });

  test('a token of a request with other parameters', async () => {
    const { NextToken } = await look({ MaxResults: 1 });
    const other = look({ ...by('Username', 'ana.k'), NextToken });
    await expect(other).rejects.toMatchObject({ name: 'InvalidNextTokenException' });
  });

  test('a denial names the action', async () => {
    aws.cloud.deny('cloudtrail:LookupEvents');
    await expect(look()).rejects.toMatchObject({
      name: 'AccessDeniedException',
      message: expect.stringContaining('cloudtrail:LookupEvents because no identity-based policy allows'),
    });
  });
});
