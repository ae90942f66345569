import { describe, expect, test } from 'vitest';
import { loadOf, usualLoad } from '../../../src/domain/logs/silence/load.ts';
import { OWN_LINES } from '../../../src/domain/logs/silence/own-lines.ts';
import { usualGap } from '../../../src/domain/logs/silence/usual-gap.ts';
import { spanWords } from '../../../src/domain/logs/silence/words.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** A Tuesday. */
const NOON = Date.parse('2026-11-17T12:00:00Z');

/** Each `step` ms from `days` before noon to noon, at the instants that are wanted. */
function lines(days: number, step: number, isWanted: (at: Date) => boolean = () => true): number[] {
  const count = Math.floor((days * DAY) / step);
  return Array.from({ length: count + 1 }, (_, i) => NOON - (count - i) * step).filter((ms) => isWanted(new Date(ms)));
}
const byDay = (at: Date) => at.getUTCHours() >= 6 && at.getUTCHours() < 22;
const onWeekdays = (at: Date) => at.getUTCDay() % 6 !== 0;

describe('the usual gap', () => {
  test.each<[string, number[], number, number]>([
    ['of a function that writes each five minutes', lines(8, 5 * MINUTE), NOON + 2 * HOUR, 5 * MINUTE],
    ['of two lines a run', lines(2, MINUTE).flatMap((ms) => [ms, ms + 188]), NOON + HOUR, MINUTE - 188],
    ['by day, of one that rests at night', lines(8, MINUTE, byDay), NOON + 3 * HOUR, MINUTE],
    [
      'by night, of one that rests at night',
      lines(8, MINUTE, byDay).filter((ms) => ms < NOON - 14 * HOUR),
      NOON - 9 * HOUR,
      8 * HOUR + MINUTE,
    ],
    ['on a weekday, of one that rests at weekends', lines(8, MINUTE, onWeekdays), NOON + 3 * HOUR, MINUTE],
    ['of a nightly job', lines(8, DAY), NOON + 12 * HOUR, DAY],
    [
      'where only hours were read: the longest of all',
      [0, 1, 2, 9].map((hours) => NOON + hours * MINUTE),
      NOON + HOUR,
      7 * MINUTE,
    ],
  ])('%s', (_, times, until, gap) => {
    expect(usualGap(times, until)).toBe(gap);
  });

  test('of a single run is not known', () => {
    expect(usualGap([NOON, NOON + 200], NOON + HOUR)).toBeUndefined();
    expect(usualGap([], NOON)).toBeUndefined();
  });
});

describe('the load', () => {
  const slot = (ms: number, invocations: number, durationP50?: number) => ({
    at: new Date(ms),
    invocations,
    errors: 1,
    throttles: 0,
    durationP50,
    concurrencyMax: invocations || undefined,
  });
  const stretch = { from: new Date(NOON), to: new Date(NOON + 2 * HOUR) };
  const hourly = (days: number, count: (at: Date) => number) =>
    Array.from({ length: days * 24 }, (_, i) => NOON - (i + 1) * HOUR)
      .reverse()
      .map((ms) => slot(ms, count(new Date(ms)), 240));

  test('sums the slots of a stretch, missing ones being none', () => {
    const slots = [slot(NOON - 1, 9), slot(NOON, 2, 10), slot(NOON + HOUR, 4, 30), slot(NOON + 2 * HOUR, 9)];
    expect(loadOf(slots, stretch)).toEqual({
      hours: 2,
      invocations: 6,
      errors: 2,
      throttles: 0,
      durationP50: 20,
      concurrencyMax: 4,
    });
  });

  test.each<[string, (at: Date) => number, number]>([
    [
      'of the same hours of the days before',
      (at) => (at.getUTCHours() === 12 ? 30 : at.getUTCHours() === 3 ? 600 : 0),
      15,
    ],
    ['of a nightly job by day', (at) => (at.getUTCHours() === 2 ? 1 : 0), 0],
  ])('as a rule is that %s', (_, count, anHour) => {
    const usual = usualLoad(hourly(7, count), stretch, new Date(NOON - 7 * DAY), new Date(NOON));
    expect(usual && usual.invocations / usual.hours).toBeCloseTo(anHour, 5);
  });

  test('as a rule leaves out the days before a function’s first call, and the silence itself', () => {
    const slots = hourly(7, (at) => (at.getTime() < NOON - 3 * DAY ? 0 : 60));
    expect(usualLoad(slots, stretch, new Date(NOON - 7 * DAY), new Date(NOON - DAY))).toMatchObject({
      hours: 4,
      invocations: 240,
    });
  });

  test('as a rule is that of the last day where those hours were not read', () => {
    const slots = hourly(1, (at) => (at.getTime() >= NOON - 5 * HOUR ? 60 : 0));
    expect(usualLoad(slots, stretch, new Date(NOON - 7 * DAY), new Date(NOON))).toMatchObject({
      hours: 5,
      invocations: 300,
    });
  });
});

test.each([
  [40_000, '40 s'],
  [12.9 * MINUTE, '12 min'],
  [3 * HOUR + 12 * MINUTE, '3 h 12 min'],
  [3 * HOUR, '3 h'],
  [47 * HOUR, '47 h'],
  [52 * HOUR, '2 d 4 h'],
])('a span of %d ms is %s', (ms, words) => {
  expect(spanWords(ms)).toBe(words);
});

test('a bound is rounded up', () => {
  expect(spanWords(299_812, true)).toBe('5 min');
  expect(spanWords(59_812, true)).toBe('1 min');
});

test('the pattern for own lines is within CloudWatch’s 1,024 characters', () => {
  expect(OWN_LINES.length).toBeLessThan(1024);
});

test.each([
  'RequestId: 7f Error: Runtime exited with error: signal: killed\nRuntime.ExitError',
  "RequestId: 7f Error: Couldn't find valid bootstrap(s)\nRuntime.InvalidEntrypoint",
  'RequestId: 7f Process exited before completing request',
  'EXTENSION\tName: otel\tState: Ready\tEvents: [INVOKE,SHUTDOWN]',
  'TELEMETRY\tName: otel\tState: Subscribed\tTypes: [Platform, Function]',
  'LOGS\tName: otel\tState: Subscribed\tTypes: [platform]',
  'RESTORE_START Runtime Version: java:21.v1',
  'RESTORE_REPORT Restore Duration: 412.10 ms',
  '{"time":"2026-11-17T12:00:00Z","type":"platform.restoreStart","record":{}}',
])('the pattern for own lines leaves out %s', (text) => {
  const phrases = [...OWN_LINES.matchAll(/-"([^"]+)"/g)].map(([, phrase = '']) => phrase);
  expect(phrases.some((phrase) => text.includes(phrase))).toBe(true);
});
