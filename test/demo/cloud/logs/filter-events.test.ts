import { expect, test } from 'vitest';
import {
  type Event,
  eventsOf,
  filter,
  HOUR,
  JSON_GROUP,
  MINUTE,
  NOW,
  refusalOf,
  SHARED_GROUP,
  sampleScenario,
  TEXT_GROUP,
  walk,
} from './sample.ts';

const DAY = 24 * HOUR;
const ids = (events: readonly Event[]) => events.map(({ eventId }) => eventId);

test('events come in order of their timestamps, each with an id of its own and ingested after it happened', () => {
  const events = eventsOf(walk({ startTime: NOW - HOUR }));
  const times = events.map(({ timestamp }) => timestamp);
  expect(events.length).toBeGreaterThan(230);
  expect(times).toEqual(times.toSorted((a, b) => a - b));
  expect(new Set(ids(events)).size).toBe(events.length);
  expect(events.every(({ timestamp, ingestionTime }) => ingestionTime > timestamp && ingestionTime <= NOW)).toBe(true);
});

test('both ends of the range are included', () => {
  const [event] = filter({ startTime: NOW - HOUR }).events;
  const at = event?.timestamp ?? 0;
  expect(filter({ startTime: at, endTime: at }).events).toContainEqual(event);
  expect(filter({ startTime: at + 1, endTime: at + 1 }).events).toEqual([]);
  expect(filter({ startTime: at - 1, endTime: at - 1 }).events).toEqual([]);
});

test('the same question at the same time has the same answer, from a fresh scenario too', () => {
  const input = { startTime: NOW - 3 * HOUR, filterPattern: 'REPORT' };
  expect(walk(input, { scenario: sampleScenario() })).toEqual(walk(input, { scenario: sampleScenario() }));
});

test('only what the pattern matches is returned', () => {
  const reports = eventsOf(walk({ startTime: NOW - HOUR, filterPattern: 'REPORT -timeout' }));
  expect(reports.length).toBeGreaterThan(40);
  expect(reports.every(({ message }) => message.startsWith('REPORT') && !message.includes('timeout'))).toBe(true);
  const errors = eventsOf(
    walk({ logGroupName: JSON_GROUP, startTime: NOW - HOUR, filterPattern: '{ $.level = "ERROR" }' }),
  );
  expect(errors.length).toBeGreaterThan(60);
  expect(errors.every(({ message }) => JSON.parse(message).message === 'card declined')).toBe(true);
});

test.each([true, false])('a walk in small pages comes to one big read, startFromHead %j', (startFromHead) => {
  const input = { startTime: NOW - 3 * HOUR, filterPattern: 'END', startFromHead };
  const big = eventsOf(walk(input, { pageLimits: { scannedMs: DAY } }));
  const pages = walk({ ...input, limit: 7 }, { pageLimits: { scannedMs: 20 * MINUTE } });
  expect(eventsOf(pages)).toEqual(big);
  expect(big.length).toBeGreaterThan(170);
  expect(pages.every(({ events }) => events.length <= 7)).toBe(true);
  expect(pages.slice(0, -1).every(({ nextToken }) => nextToken !== undefined)).toBe(true);
});

test('startFromHead false begins with the newest and ends with the oldest', () => {
  const input = { startTime: NOW - 3 * HOUR };
  const backward = eventsOf(walk({ ...input, startFromHead: false }));
  expect(backward).toEqual(eventsOf(walk(input)).reverse());
});

test('the token keeps its direction, whatever startFromHead says beside it', () => {
  const input = { startTime: NOW - HOUR, limit: 10 };
  const first = filter({ ...input, startFromHead: false });
  const second = filter({ ...input, startFromHead: true, nextToken: first.nextToken });
  expect(second.events[0]?.timestamp).toBeLessThanOrEqual(first.events.at(-1)?.timestamp ?? 0);
});

test('a page may be empty and yet not the last', () => {
  const pages = walk({ startTime: NOW - 12 * HOUR, filterPattern: '"n=29" declined nowhere' });
  expect(pages.map(({ events }) => events.length)).toEqual(pages.map(() => 0));
  expect(pages.length).toBeGreaterThan(5);
});

test('a page ends at 10,000 events, at 1 MB of messages, and says nothing of searched streams', () => {
  const input = { logGroupName: JSON_GROUP, startTime: NOW - 4 * HOUR, endTime: NOW - HOUR };
  const oneSlice = { scannedMs: 30 * DAY };
  expect(filter(input, { pageLimits: { ...oneSlice, bytes: 1e9 } }).events).toHaveLength(6_696);
  const page = filter(input, { pageLimits: oneSlice });
  const bytes = page.events.reduce((sum, { message }) => sum + Buffer.byteLength(message), 0);
  expect(bytes).toBeGreaterThan(1_000_000 * 0.9);
  expect(bytes).toBeLessThanOrEqual(1_048_576);
  expect(page.searchedLogStreams).toEqual([]);
  const long = { ...input, startTime: NOW - 8 * HOUR };
  expect(filter(long, { pageLimits: { ...oneSlice, bytes: 1e9 } }).events).toHaveLength(10_000);
});

test('nothing of the future is visible, and a walk without an end comes to one', () => {
  const pages = walk({ startTime: NOW - HOUR, endTime: NOW + DAY });
  expect(Math.max(...eventsOf(pages).map(({ ingestionTime }) => ingestionTime))).toBeLessThanOrEqual(NOW);
  expect(eventsOf(walk({ startTime: NOW + 1 }))).toEqual([]);
  expect(eventsOf(walk({ startTime: NOW - HOUR }))).toEqual(eventsOf(pages));
});

test('a few events arrive 20 to 90 s late, between others that were seen before, and keep their ids', () => {
  const seen = (at: number) => eventsOf(walk({ startTime: NOW - 3 * HOUR, endTime: NOW }, { now: () => new Date(at) }));
  const all = seen(NOW + 5 * MINUTE);
  const late = all.filter(({ timestamp, ingestionTime }) => ingestionTime - timestamp >= 20_000);
  const [event] = late;
  if (!event) throw new Error('nothing is late');
  expect(late.length / all.length).toBeLessThan(0.1);
  expect(late.every(({ timestamp, ingestionTime }) => ingestionTime - timestamp <= 90_000)).toBe(true);
  const before = seen(event.ingestionTime - 1);
  expect(ids(before)).not.toContain(event.eventId);
  expect(before.at(-1)?.timestamp).toBeGreaterThan(event.timestamp);
  expect(seen(event.ingestionTime)).toContainEqual(event);
});

test('what is older than 14 days is gone', () => {
  const events = eventsOf(walk({ endTime: NOW - 13.9 * DAY }));
  expect(events.length).toBeGreaterThan(0);
  expect(events[0]?.timestamp).toBeGreaterThanOrEqual(NOW - 14 * DAY);
  expect(eventsOf(walk({ startTime: 0, endTime: NOW - 14.1 * DAY }))).toEqual([]);
});

test('streams can be named or told by prefix, and change now and then', () => {
  const day = { startTime: NOW - 8 * HOUR };
  const all = eventsOf(walk(day));
  const names = [...new Set(all.map(({ logStreamName }) => logStreamName))];
  const [name = ''] = names;
  expect(names.length).toBeGreaterThan(1);
  expect(names.every((it) => /^2026\/11\/17\/\[\$LATEST\][0-9a-f]{32}$/.test(it))).toBe(true);
  const own = all.filter(({ logStreamName }) => logStreamName === name);
  expect(eventsOf(walk({ ...day, logStreamNames: [name] }))).toEqual(own);
  expect(eventsOf(walk({ ...day, logStreamNamePrefix: name.slice(0, -3) }))).toEqual(own);
  expect(eventsOf(walk({ ...day, logStreamNamePrefix: '2025/' }))).toEqual([]);
});

test('a group that is not the function’s own has the function’s name in its streams', () => {
  const [event] = eventsOf(walk({ logGroupName: SHARED_GROUP, startTime: NOW - HOUR }));
  expect(event?.logStreamName).toMatch(/^2026\/11\/17\/worker\[\$LATEST\][0-9a-f]{32}$/);
});

test('a group can be named by ARN; a custom group without a writer is empty', () => {
  const arn = `arn:aws:logs:us-east-1:111111111111:log-group:${TEXT_GROUP}`;
  const byArn = filter({ logGroupName: undefined, logGroupIdentifier: arn, startTime: NOW - HOUR });
  expect(byArn.events).toEqual(filter({ startTime: NOW - HOUR }).events);
  expect(eventsOf(walk({ logGroupName: '/platform/deployments', startTime: NOW - HOUR }))).toEqual([]);
});

const TOKEN = filter({ startTime: NOW - HOUR, limit: 1 }).nextToken ?? '';

test.each<[string, object, string]>([
  [
    'a group that is not there',
    { logGroupName: '/aws/lambda/nobody' },
    'ResourceNotFoundException: The specified log group does not exist.',
  ],
  [
    'a group of another account',
    { logGroupName: '/aws/lambda/far' },
    'ResourceNotFoundException: The specified log group does not exist.',
  ],
  [
    'a stream that is not there',
    { logStreamNames: ['2026/11/17/x'] },
    'ResourceNotFoundException: The specified log stream does not exist.',
  ],
  ['no group', { logGroupName: undefined }, 'InvalidParameterException: You must include either'],
  [
    'a group by name and by identifier',
    { logGroupIdentifier: TEXT_GROUP },
    'InvalidParameterException: You must include either',
  ],
  [
    'the class Infrequent Access',
    { logGroupName: '/archive/access-audit' },
    'InvalidOperationException: The log group /archive/access-audit is of log-group-class INFREQUENT_ACCESS. FilterLogEvents is not supported for this log class.',
  ],
  ['streams by name and by prefix', { logStreamNames: ['a'], logStreamNamePrefix: 'a' }, 'InvalidParameterException: '],
  ['a start after the end', { startTime: 2, endTime: 1 }, 'InvalidParameterException: startTime'],
  [
    'a negative start',
    { startTime: -1 },
    "InvalidParameterException: 1 validation error detected: Value '-1' at 'startTime' failed to satisfy constraint: Member must have value greater than or equal to 0",
  ],
  [
    'newest first before 2024',
    { startTime: Date.UTC(2023, 11, 31), startFromHead: false },
    'InvalidParameterException: startFromHead',
  ],
  ['newest first without a start', { startFromHead: false }, 'InvalidParameterException: startFromHead'],
  ['a limit of 0', { limit: 0 }, 'Member must have value greater than or equal to 1'],
  ['a limit above 10,000', { limit: 10_001 }, 'Member must have value less than or equal to 10000'],
  [
    'a pattern above 1,024 characters',
    { filterPattern: 'a'.repeat(1_025) },
    'Member must have length less than or equal to 1024',
  ],
  ['a malformed pattern', { filterPattern: '"open' }, 'InvalidParameterException: Invalid filter pattern'],
  [
    'a group name with a blank',
    { logGroupName: 'a b' },
    'Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+',
  ],
  ['a stream name with a colon', { logStreamNames: ['a:b'] }, 'Member must satisfy regular expression pattern: [^:*]*'],
  ['an empty list of streams', { logStreamNames: [] }, 'Member must have length greater than or equal to 1'],
  [
    'over a hundred streams',
    { logStreamNames: Array(101).fill('a') },
    'Member must have length less than or equal to 100',
  ],
  [
    'an ARN with an asterisk',
    { logGroupName: undefined, logGroupIdentifier: 'arn:aws:logs:us-east-1:1:log-group:x:*' },
    'Member must satisfy regular expression pattern',
  ],
  ['two faults at once', { limit: 0, startTime: -1 }, 'InvalidParameterException: 2 validation errors detected: '],
  ['a number for a text', { filterPattern: 5 }, 'SerializationException: '],
  ['a text for a number', { limit: '5' }, 'SerializationException: '],
  ['a text for a flag', { startFromHead: 'yes' }, 'SerializationException: '],
  ['a text for a list', { logStreamNames: 'a' }, 'SerializationException: '],
  ['a token of nobody', { nextToken: 'made-up' }, 'InvalidParameterException: The specified nextToken is invalid.'],
  [
    'a token that was touched',
    { startTime: NOW - HOUR, nextToken: `x${TOKEN}` },
    'InvalidParameterException: The specified nextToken is invalid.',
  ],
  [
    'a token of another question',
    { startTime: NOW - HOUR, filterPattern: 'x', nextToken: TOKEN },
    'InvalidParameterException: The specified nextToken is invalid.',
  ],
  ['an empty token', { nextToken: '' }, 'Member must have length greater than or equal to 1'],
])('%s is refused', (_, input, words) => {
  expect(refusalOf(() => filter(input, { account: '111111111111' }))).toContain(words);
});

test('a token is good for 24 hours and no longer', () => {
  const input = { startTime: NOW - HOUR, nextToken: TOKEN };
  expect(filter(input, { now: () => new Date(NOW + DAY) }).events.length).toBeGreaterThan(0);
  expect(refusalOf(() => filter(input, { now: () => new Date(NOW + DAY + 1) }))).toContain('nextToken is invalid');
});
