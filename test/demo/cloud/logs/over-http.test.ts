import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Cloud, startCloud } from '../../../../src/demo/cloud/index.ts';
import { createScenario } from '../../../../src/demo/scenario/index.ts';
import { parseDay } from '../../../../src/domain/day.ts';
import { HOUR } from './sample.ts';

const NOW = new Date('2026-11-21T12:00:00Z');
let now = NOW;
const GROUP = '/aws/lambda/orders-poller';
let cloud: Cloud;
let client: CloudWatchLogsClient;

beforeAll(async () => {
  cloud = await startCloud({ scenario: createScenario({ lastDay: parseDay('2026-11-21') }), now: () => now });
  const credentials = { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'nothing' };
  client = new CloudWatchLogsClient({ endpoint: cloud.url, region: 'us-east-1', credentials, maxAttempts: 1 });
});

afterAll(async () => {
  client.destroy();
  await cloud.close();
});

test('AWS’s own client lists the groups and walks through a function’s log to its end', async () => {
  const { logGroups } = await client.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/orders' }));
  expect(logGroups?.map(({ logGroupName }) => logGroupName)).toEqual([GROUP]);
  const input = {
    logGroupName: GROUP,
    startTime: NOW.getTime() - 3 * HOUR,
    filterPattern: '?START ?REPORT',
    limit: 500,
  };
  const messages: string[] = [];
  for await (const page of paginateFilterLogEvents({ client, stopOnSameToken: true }, input))
    messages.push(...(page.events ?? []).map(({ message }) => message ?? ''));
  const starts = messages.filter((message) => message.startsWith('START'));
  expect(starts.length).toBeGreaterThan(2_150);
  expect(messages.length - starts.length).toBeGreaterThan(2_100);
});

test('AWS’s own client tells a refusal by its name', async () => {
  const refused = client.send(new FilterLogEventsCommand({ logGroupName: GROUP, filterPattern: '"open' }));
  await expect(refused).rejects.toMatchObject({ name: 'InvalidParameterException', message: 'Invalid filter pattern' });
  const infrequent = client.send(new FilterLogEventsCommand({ logGroupName: '/archive/access-audit' }));
  await expect(infrequent).rejects.toMatchObject({ name: 'InvalidOperationException' });
});

test('what is written to a group shows once it is ingested, among the events of its function', async () => {
  now = new Date(NOW.getTime() + 10_000);
  cloud.writeLog(GROUP, 'written by hand');
  const read = async () => {
    const input = { logGroupName: GROUP, startTime: NOW.getTime(), endTime: NOW.getTime() + HOUR };
    return (await client.send(new FilterLogEventsCommand(input))).events ?? [];
  };
  expect((await read()).map(({ message }) => message)).not.toContain('written by hand');
  now = new Date(NOW.getTime() + 60_000);
  const events = await read();
  expect(events.find(({ message }) => message === 'written by hand')?.timestamp).toBe(NOW.getTime() + 10_000);
  const times = events.map(({ timestamp }) => timestamp ?? 0);
  expect(times).toEqual([...times].sort((a, b) => a - b));
  expect(() => cloud.writeLog('/aws/lambda/unheard-of', 'text')).toThrow('no log group');
});
