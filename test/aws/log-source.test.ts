import { expect, onTestFinished, test } from 'vitest';
import { createLogSource } from '../../src/aws/log-source.ts';
import { startCloud } from '../../src/demo/cloud/index.ts';
import { UserError } from '../../src/domain/errors.ts';
import { MINUTE, NOW, sampleScenario } from '../demo/cloud/logs/sample.ts';
import { clientsFor, scriptedAws } from './scripted.ts';

const GROUP = { name: '/aws/lambda/poller', account: undefined, region: 'us-east-1' };
const NOW_DATE = new Date(NOW);
const ago = (minutes: number) => new Date(NOW - minutes * MINUTE);

async function sampleLogs(regions = ['us-east-1']) {
  // The sample's functions run in an account that is the payer: no role is needed.
  const cloud = await startCloud({ scenario: sampleScenario(), now: () => NOW_DATE });
  onTestFinished(() => cloud.close());
  const clients = clientsFor(cloud.url);
  return { cloud, logs: createLogSource(clients, { regions, accountRole: undefined, accounts: async () => [] }) };
}

test('the newest lines come, oldest first, and are said to be cut where there are more', async () => {
  const { logs } = await sampleLogs();
  const all = await logs.newest(GROUP, ago(30), NOW_DATE, undefined, 10_000);
  const few = await logs.newest(GROUP, ago(30), NOW_DATE, undefined, 5);
  expect(all.complete).toBe(true);
  expect(all.lines.length).toBeGreaterThan(60);
  expect(few.complete).toBe(false);
  expect(few.lines.map(({ id }) => id)).toEqual(all.lines.slice(-5).map(({ id }) => id));
  const instants = all.lines.map(({ at }) => at.getTime());
  expect(instants).toEqual([...instants].sort((a, b) => a - b));
});

test('a filter is CloudWatch’s own', async () => {
  const { logs } = await sampleLogs();
  const read = await logs.newest(GROUP, ago(60), NOW_DATE, 'ERROR "card declined"', 100);
  expect(read.lines.length).toBeGreaterThan(0);
  expect(read.lines.every(({ text }) => text.includes('card declined'))).toBe(true);
});

test('a filter that CloudWatch refuses is quoted, with a right example', async () => {
  const { logs } = await sampleLogs();
  const answer = logs.newest(GROUP, ago(60), NOW_DATE, '{ $.level = ', 100);
  await expect(answer).rejects.toThrow(UserError);
  await expect(answer).rejects.toThrow(/does not take the filter `\{ \$\.level =`?.*Try a word/);
});

test('a window far longer than a page is read over empty pages to its end', async () => {
  const { logs, cloud } = await sampleLogs();
  const read = await logs.newest(GROUP, ago(600), NOW_DATE, '"nothing says this"', 10);
  expect(read).toMatchObject({ lines: [], complete: true });
  expect(cloud.requests.length).toBeGreaterThan(1);
});

const event = (id: number) => ({ eventId: `e${id}`, timestamp: NOW - id * 1000, message: `line ${id}\n` });

test('pages that are empty or overlap are followed until there is no token, each line once', async () => {
  const { inputs, clients } = await scriptedAws(
    { events: [], nextToken: 'a' },
    { events: [event(1), event(2)], nextToken: 'b' },
    { events: [], nextToken: 'c' },
    { events: [event(2), event(3)] },
  );
  const logs = createLogSource(clients, { regions: [], accountRole: undefined, accounts: async () => [] });
  const read = await logs.newest(GROUP, ago(60), NOW_DATE, undefined, 10);
  expect(read.lines.map(({ text }) => text)).toEqual(['line 3', 'line 2', 'line 1']);
  expect(read.complete).toBe(true);
  expect(inputs.map(({ nextToken }) => nextToken)).toEqual([undefined, 'a', 'b', 'c']);
});

test('a token that repeats ends the walk, which is not called complete', async () => {
  const { inputs, clients } = await scriptedAws({ events: [event(1)], nextToken: 'a' });
  const logs = createLogSource(clients, { regions: [], accountRole: undefined, accounts: async () => [] });
  expect(await logs.newest(GROUP, ago(60), NOW_DATE, undefined, 10)).toMatchObject({ complete: false });
  expect(inputs.length).toBeLessThanOrEqual(2);
});

test('pages without end are given up and said to be cut', async () => {
  const pages = Array.from({ length: 40 }, (_, i) => ({ events: [], nextToken: `t${i}` }));
  const { inputs, clients } = await scriptedAws(...pages);
  const logs = createLogSource(clients, { regions: [], accountRole: undefined, accounts: async () => [] });
  expect(await logs.newest(GROUP, ago(60), NOW_DATE, undefined, 10)).toMatchObject({ lines: [], complete: false });
  expect(inputs.length).toBeLessThan(40);
});

test('a function is found by its whole name, in the Region it runs in', async () => {
  const { logs } = await sampleLogs(['us-east-1', 'eu-west-1']);
  expect(await logs.groupsOf('poller')).toEqual([GROUP]);
  expect(await logs.groupsOf('poll')).toEqual([]);
  expect(await logs.functionNames()).toEqual(expect.arrayContaining(['poller', 'api']));
});

test.each([
  ['DescribeLogGroups', /logs:DescribeLogGroups to the bot's IAM policy/],
  ['FilterLogEvents', /logs:FilterLogEvents to the bot's IAM policy/],
])('without the permission for %s the mend is said, and nothing is called "not found"', async (operation, words) => {
  const { logs, cloud } = await sampleLogs();
  cloud.deny(`logs:${operation}`);
  const ask = async () => {
    await logs.groupsOf('poller');
    await logs.newest(GROUP, ago(5), NOW_DATE, undefined, 5);
  };
  await expect(ask()).rejects.toThrow(words);
});

test('a group of the infrequent access class is said to be one', async () => {
  const { logs, cloud } = await sampleLogs();
  const message = 'The log group is of log-group-class INFREQUENT_ACCESS.';
  cloud.faults.add({ operation: 'FilterLogEvents', kind: 'error', code: 'InvalidOperationException', message });
  await expect(logs.newest(GROUP, ago(5), NOW_DATE, undefined, 5)).rejects.toThrow(/Infrequent Access.*Insights/);
});
