import { expect, test } from 'vitest';
import { isSnoozeLength, type SnoozeLength, snoozeEnd } from '../../src/domain/snooze.ts';

const end = (length: SnoozeLength, now: string, zone = 'Europe/Berlin') =>
  snoozeEnd(length, new Date(now), zone).toISOString();

test('hours are hours that pass, also across a change of the clocks', () => {
  expect(end('1h', '2026-11-18T08:12:30Z')).toBe('2026-11-18T09:12:30.000Z');
  expect(end('4h', '2026-10-24T23:30:00Z')).toBe('2026-10-25T03:30:00.000Z');
});

test.each([
  ['in the evening', '2026-11-18T19:00:00Z', 'Europe/Berlin', '2026-11-19T08:00:00.000Z'],
  [
    'after midnight, when it is still the day before in UTC',
    '2026-11-18T23:30:00Z',
    'Europe/Berlin',
    '2026-11-20T08:00:00.000Z',
  ],
  ['on the eve of summer time', '2026-03-28T12:00:00Z', 'Europe/Berlin', '2026-03-29T07:00:00.000Z'],
  ['on the eve of winter time', '2026-10-24T12:00:00Z', 'Europe/Berlin', '2026-10-25T08:00:00.000Z'],
  ['west of Greenwich', '2026-11-19T03:00:00Z', 'America/Los_Angeles', '2026-11-19T17:00:00.000Z'],
])('tomorrow is 09:00 of the next local day: %s', (_, now, zone, until) => {
  expect(end('tomorrow', now, zone)).toBe(until);
});

test('seven days end at the same time of day, also across a change of the clocks', () => {
  expect(end('7d', '2026-10-20T08:12:00Z')).toBe('2026-10-27T09:12:00.000Z');
});

test('only the lengths that are on offer are lengths', () => {
  expect(['1h', '4h', 'tomorrow', '7d'].every(isSnoozeLength)).toBe(true);
  expect(['', '2h', undefined].some(isSnoozeLength)).toBe(false);
});
