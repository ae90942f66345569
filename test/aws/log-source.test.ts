import { describe, expect, onTestFinished, test } from 'vitest';
import { createLogSource } from '../../src/aws/log-source.ts';
import { startCloud } from '../../src/demo/cloud/index.ts';
import { UserError } from '../../src/domain/errors.ts';
import type { LogProgress, LogQuery, LogTarget } from '../../src/usecases/ports.ts';
import { MINUTE, NOW, sampleScenario } from '../demo/cloud/logs/sample.ts';
import { answeringAws, clientsFor, Refusal, scriptedAws } from './scripted.ts';
import { simulatedTiming } from './timing.ts';

const TARGET: LogTarget = {
  name: 'poller',
  group: '/aws/lambda/poller',
  kind: 'function',
  account: undefined,
  region: 'us-east-1',
};
const NOW_DATE = new Date(NOW);
const OWN = { regions: ['us-east-1'], accountRole: undefined, accounts: async () => [] };
const ago = (minutes: number) => new Date(NOW - minutes * MINUTE);

/** What is asked: all lines of the last minutes, unless told otherwise. */
const query = (minutes: number, more: Partial<LogQuery> = {}): LogQuery => ({
  target: TARGET,
  window: { from: ago(minutes), to: NOW_DATE },
  pattern: undefined,
  ...more,
});

type Clients = Parameters<typeof createLogSource>[0];
const sourceFor = (clients: Clients) => createLogSource(clients, OWN, () => NOW_DATE, simulatedTiming());

async function sampleLogs() {
  // The sample's functions run in an account that is the payer: no role is needed.
  const cloud = await startCloud({ scenario: sampleScenario(), now: () => NOW_DATE });
  onTestFinished(() => cloud.close());
  return { cloud, logs: sourceFor(clientsFor(cloud.url)) };
}

/** An event so many seconds old. */
const event = (age: number, more: object = {}) => ({
  eventId: `e${age}`,
  timestamp: NOW - age * 1000,
  message: `line ${age}\n`,
  logStreamName: 's',
  ...more,
});

describe('against the simulated cloud', () => {
  test('the newest lines come, oldest first, and are said to be cut where there are more', async () => {
    const { logs } = await sampleLogs();
    const all = await logs.read(query(30));
    const few = await logs.read(query(30, { most: 5 }));
    expect(all).toMatchObject({ cut: undefined, readFrom: ago(30), pages: 1 });
    expect(all.lines.length).toBeGreaterThan(60);
    expect(all.bytes).toBeGreaterThan(1000);
    expect(few.lines).toEqual(all.lines.slice(-5));
    expect(few).toMatchObject({ cut: 'most', readFrom: few.lines[0]?.at });
    const instants = all.lines.map(({ at }) => at.getTime());
    expect(instants).toEqual([...instants].sort((a, b) => a - b));
    expect(all.lines.every(({ stream }) => stream.startsWith('2026/11/17/'))).toBe(true);
  });

  test('a window holds the line of its first instant, and none before it', async () => {
    const { logs } = await sampleLogs();
    const { lines } = await logs.read(query(30));
    const first = lines[20]?.at.getTime() ?? 0;
    const idsFrom = async (from: number) => {
      const read = await logs.read(query(0, { window: { from: new Date(from), to: NOW_DATE } }));
      return read.lines.map(({ id }) => id);
    };
    const since = (instant: number) => lines.filter(({ at }) => at.getTime() >= instant).map(({ id }) => id);
    expect(await idsFrom(first)).toEqual(since(first));
    expect(await idsFrom(first + 1)).toEqual(since(first + 1));
    expect(since(first + 1).length).toBeLessThan(since(first).length);
  });

  test('lines of one instant keep their order, whether they come on one page or on many', async () => {
    const { logs } = await sampleLogs();
    const { lines } = await logs.read(query(30));
    const kinds = lines.filter(({ text }) => /^(END|REPORT)/.test(text)).map(({ text }) => text.slice(0, 3));
    expect(kinds.slice(0, 6)).toEqual(['END', 'REP', 'END', 'REP', 'END', 'REP']);
  });

  test('a filter is CloudWatch’s own', async () => {
    const { logs } = await sampleLogs();
    const { lines } = await logs.read(query(60, { pattern: 'ERROR "card declined"' }));
    expect(lines.length).toBeGreaterThan(0);
    expect(lines.every(({ text }) => text.includes('card declined'))).toBe(true);
  });

  test('a filter that CloudWatch refuses is quoted, with a right example', async () => {
    const { logs } = await sampleLogs();
    const answer = logs.read(query(60, { pattern: '{ $.level = ' }));
    await expect(answer).rejects.toThrow(UserError);
    await expect(answer).rejects.toThrow(/does not take the filter `\{ \$\.level =`?.*Try a word/);
  });

  test('a window far longer than a page is read over empty pages to its end', async () => {
    const { logs, cloud } = await sampleLogs();
    const read = await logs.read(query(600, { pattern: '"nothing says this"', most: 10 }));
    expect(read).toMatchObject({ lines: [], cut: undefined, readFrom: ago(600) });
    expect(cloud.requests.length).toBeGreaterThan(1);
  });

  test('without the permission the mend is said', async () => {
    const { logs, cloud } = await sampleLogs();
    cloud.deny('logs:FilterLogEvents');
    await expect(logs.read(query(5))).rejects.toThrow(/logs:FilterLogEvents to the bot's IAM policy/);
    cloud.deny('logs:DescribeLogGroups');
    await expect(logs.describe(TARGET)).rejects.toThrow(/logs:DescribeLogGroups to the bot's IAM policy/);
  });

  test('a group that is not there is said to be missing, with its place', async () => {
    const { logs } = await sampleLogs();
    const gone = { ...TARGET, group: '/aws/lambda/gone' };
    await expect(logs.read(query(5, { target: gone }))).rejects.toThrow(
      'There is no log group /aws/lambda/gone in us-east-1.',
    );
    expect(await logs.describe(gone)).toBeUndefined();
  });

  test('a group of the infrequent access class is told as one, and refuses to be read in words', async () => {
    const { logs } = await sampleLogs();
    const archive = { ...TARGET, group: '/archive/access-audit' };
    expect(await logs.describe(archive)).toMatchObject({ logClass: 'INFREQUENT_ACCESS' });
    await expect(logs.read(query(5, { target: archive }))).rejects.toThrow(/Infrequent Access.*Insights/);
  });

  test('the newest event is found though streams tell late', async () => {
    const { logs, cloud } = await sampleLogs();
    const { lines } = await logs.read(query(30, { most: 1 }));
    expect(await logs.describe(TARGET)).toEqual({ logClass: 'STANDARD', lastEventAt: lines[0]?.at });
    cloud.deny('logs:DescribeLogStreams');
    expect(await logs.describe(TARGET)).toEqual({ logClass: 'STANDARD', lastEventAt: lines[0]?.at });
  });

  test('throttled from the beginning, it says so with the mend', async () => {
    const { logs, cloud } = await sampleLogs();
    cloud.faults.add({ operation: 'FilterLogEvents', kind: 'throttle' });
    await expect(logs.read(query(5))).rejects.toThrow(/throttling logs:FilterLogEvents.*shorter window/);
  });
});

describe('the walk', () => {
  test('pages that are empty or overlap are followed until there is no token, each line once', async () => {
    const { inputs, clients } = await scriptedAws(
      { events: [], nextToken: 'a' },
      { events: [event(1), event(2)], nextToken: 'b' },
      { events: [], nextToken: 'c' },
      { events: [event(2), event(3)] },
    );
    const read = await sourceFor(clients).read(query(60));
    expect(read.lines.map(({ text }) => text)).toEqual(['line 3', 'line 2', 'line 1']);
    expect(read).toMatchObject({ cut: undefined, pages: 4, bytes: 21 });
    expect(inputs.map(({ nextToken }) => nextToken)).toEqual([undefined, 'a', 'b', 'c']);
    expect(inputs[0]).toMatchObject({ startFromHead: false, limit: 10_000 });
  });

  test.each([
    ['at once', ['a', 'a']],
    ['in a circle', ['a', 'b', 'a', 'b']],
  ])('a token that repeats %s ends the walk, which is not called complete', async (_, tokens) => {
    const pages = tokens.map((nextToken) => ({ events: [event(1)], nextToken }));
    const { inputs, clients } = await scriptedAws(...pages);
    expect(await sourceFor(clients).read(query(60))).toMatchObject({ cut: 'limit', readFrom: new Date(NOW - 1000) });
    expect(inputs.length).toBeLessThanOrEqual(3);
  });

  test('after ten pages it is given up and said to be cut; where nothing was found nothing is called read', async () => {
    const { inputs, clients } = await scriptedAws(
      ...Array.from({ length: 40 }, (_, i) => ({ events: [], nextToken: `t${i}` })),
    );
    const read = await sourceFor(clients).read(query(60));
    expect(read).toMatchObject({ lines: [], cut: 'limit', readFrom: NOW_DATE, pages: 10 });
    expect(inputs).toHaveLength(10);
  });

  test('after 50 MB it is cut, and says from where on it is whole', async () => {
    const message = 'x'.repeat(1_000_000);
    let page = 0;
    const { calls, clients } = await answeringAws(() => ({
      events: Array.from({ length: 20 }, (_, i) => event(++page + i, { eventId: `${page}-${i}`, message })),
      nextToken: `t${page}`,
    }));
    const { cut, bytes, lines, readFrom } = await sourceFor(clients).read(query(60));
    expect({ cut, bytes, lines: lines.length }).toEqual({ cut: 'limit', bytes: 60_000_000, lines: 60 });
    expect(readFrom).toEqual(lines[0]?.at);
    expect(calls).toHaveLength(3);
  });

  test('as soon as there are as many lines as wanted it asks no more', async () => {
    const { inputs, clients } = await scriptedAws(
      { events: [event(1), event(2)], nextToken: 'a' },
      { events: [event(3), event(4)], nextToken: 'b' },
    );
    const read = await sourceFor(clients).read(query(60, { most: 3 }));
    expect(read.lines.map(({ id }) => id)).toEqual(['e3', 'e2', 'e1']);
    expect(read.cut).toBe('most');
    expect(inputs.map(({ limit }) => limit)).toEqual([4, 4]);
  });

  test('just as many lines as wanted, and no token: that is all', async () => {
    const { clients } = await scriptedAws({ events: [event(1), event(2)] });
    expect(await sourceFor(clients).read(query(60, { most: 2 }))).toMatchObject({ cut: undefined, readFrom: ago(60) });
  });

  test('one more line than was wanted, and no token: the oldest is left out, and said to be', async () => {
    const { clients } = await scriptedAws({ events: [event(1), event(2)] });
    const read = await sourceFor(clients).read(query(60, { most: 1 }));
    expect(read).toMatchObject({ cut: 'most', lines: [{ id: 'e1' }], readFrom: new Date(NOW - 1000) });
  });

  test('throttled in mid-read, what was read is told', async () => {
    const { clients } = await answeringAws(({ input }) =>
      input.nextToken ? new Refusal('ThrottlingException', 'Rate exceeded') : { events: [event(1)], nextToken: 'a' },
    );
    const read = await sourceFor(clients).read(query(60));
    expect(read).toMatchObject({ cut: 'throttled', lines: [{ id: 'e1' }], readFrom: new Date(NOW - 1000), pages: 1 });
  });

  test('another failure in mid-read is no end of the window', async () => {
    const { clients } = await answeringAws(({ input }) =>
      input.nextToken ? new Refusal('AccessDeniedException', 'no') : { events: [event(1)], nextToken: 'a' },
    );
    await expect(sourceFor(clients).read(query(60))).rejects.toThrow(/AWS denies logs:FilterLogEvents/);
  });

  test('cancelled during a request, what was read is told, and nothing more is asked', async () => {
    const stop = new AbortController();
    const { calls, clients } = await answeringAws(async ({ input }) => {
      if (!input.nextToken) return { events: [event(1)], nextToken: 'a' };
      stop.abort();
      return { events: [event(2)], nextToken: 'b' };
    });
    const read = await sourceFor(clients).read(query(60), { signal: stop.signal });
    expect(read).toMatchObject({ cut: 'cancelled', lines: [{ id: 'e1' }], pages: 1 });
    expect(calls).toHaveLength(2);
  });

  test('cancelled before it began it asks nothing', async () => {
    const { calls, clients } = await answeringAws(() => ({ events: [] }));
    const read = await sourceFor(clients).read(query(60), { signal: AbortSignal.abort() });
    expect(read).toMatchObject({ cut: 'cancelled', lines: [], readFrom: NOW_DATE, pages: 0 });
    expect(calls).toHaveLength(0);
  });

  test('progress grows with the time searched, with the pages where they are empty, and ends at one', async () => {
    const { clients } = await scriptedAws(
      { events: [], nextToken: 'a' },
      { events: [event(1800)], nextToken: 'b' },
      { events: [], nextToken: 'c' },
      { events: [event(2700)] },
    );
    const told: LogProgress[] = [];
    await sourceFor(clients).read(query(60), { progress: (at) => told.push(at) });
    expect(told).toEqual([
      { share: 1 / 11, lines: 0 },
      { share: 0.5, lines: 1 },
      { share: 0.5, lines: 1 },
      { share: 1, lines: 2 },
    ]);
  });

  test('a window that AWS does not take is not blamed on the filter', async () => {
    const message = 'startFromHead=false is supported only when startTime is on or after 2024-01-01T00:00:00Z';
    const { clients } = await answeringAws(() => new Refusal('InvalidParameterException', message));
    await expect(sourceFor(clients).read(query(5, { pattern: 'ERROR' }))).rejects.toThrow(/startTime/);
    await expect(sourceFor(clients).read(query(5, { pattern: 'ERROR' }))).rejects.not.toThrow(/take the filter/);
  });
});

const WEEK = 7 * 24 * 60 * MINUTE;
test.each<[string, number | undefined, { startTime: number; endTime: number }]>([
  ['of now', NOW, { startTime: NOW, endTime: NOW }],
  ['of a clock that is ahead', NOW + 1, { startTime: NOW + 1, endTime: NOW + 1 }],
  ['of an hour ago', NOW - 60 * MINUTE, { startTime: NOW - 60 * MINUTE, endTime: NOW }],
  ['of a week ago', NOW - WEEK, { startTime: NOW - WEEK, endTime: NOW }],
  ['of longer ago', NOW - WEEK - 1, { startTime: NOW - WEEK, endTime: NOW }],
  ['of nothing', undefined, { startTime: NOW - WEEK, endTime: NOW }],
])('the newest event is looked for from what streams tell on, a week back at most: %s', async (_, told, asked) => {
  const { calls, clients } = await answeringAws(({ operation }) => {
    if (operation === 'DescribeLogGroups') return { logGroups: [{ logGroupName: TARGET.group }] };
    if (operation === 'DescribeLogStreams') return { logStreams: [{ lastEventTimestamp: told }] };
    return { events: [] };
  });
  await sourceFor(clients).describe(TARGET);
  expect(calls.find(({ operation }) => operation === 'FilterLogEvents')?.input).toMatchObject(asked);
});

test('what streams tell stands where nothing can be read', async () => {
  const { clients } = await answeringAws(({ operation }) => {
    if (operation === 'DescribeLogGroups') return { logGroups: [{ logGroupName: TARGET.group }] };
    if (operation === 'DescribeLogStreams') return { logStreams: [{ lastEventTimestamp: NOW - 5 * MINUTE }, {}] };
    return new Refusal('AccessDeniedException', 'no');
  });
  expect(await sourceFor(clients).describe(TARGET)).toEqual({ logClass: 'STANDARD', lastEventAt: ago(5) });
});

test('a role is assumed for the account of the target', async () => {
  const accounts = [{ id: '222222222222', name: 'far', team: undefined }];
  const cloud = await startCloud({ scenario: { ...sampleScenario(), accounts }, now: () => NOW_DATE });
  onTestFinished(() => cloud.close());
  const places = { ...OWN, accountRole: 'arn:aws:iam::{account}:role/read', accounts: async () => ['222222222222'] };
  const logs = createLogSource(clientsFor(cloud.url), places, () => NOW_DATE);
  const far = { ...TARGET, group: '/aws/lambda/far', account: '222222222222', region: 'eu-west-1' };
  expect((await logs.read(query(5, { target: far }))).lines.length).toBeGreaterThan(0);
  expect(cloud.requests[0]).toMatchObject({
    operation: 'AssumeRole',
    input: { RoleArn: 'arn:aws:iam::222222222222:role/read' },
  });
});
