import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  type Day,
  dayFromNumber,
  dayOf,
  daysBetween,
  daysUntil,
  endOf,
  firstDayOf,
  formatDay,
  formatWeekday,
  longWeekdayName,
  type Month,
  monthOf,
  parseDay,
  startOf,
  weekdayOf,
} from '../../src/domain/day.ts';

const day = (text: string) => parseDay(text);
/** Days from 1970 to 2100. */
const anyDay = fc.integer({ min: 0, max: 47_481 }).map(dayFromNumber);

describe('a day is read only if it exists', () => {
  test.each(['2026-11-17', '2024-02-29', '2000-02-29', '2026-12-31', '2027-01-01'])('%s', (text) => {
    expect(parseDay(text)).toBe(text);
  });
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-02-31',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-11-00',
    '2026-1-7',
    '17.11.2026',
    '2026-11-17T00:00:00Z',
    ' 2026-11-17',
    'today',
    '',
  ])('"%s" is refused by name', (text) => {
    expect(() => parseDay(text)).toThrow(RangeError);
    expect(() => parseDay(text)).toThrow(`"${text}" is not a day`);
  });
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2024-02-28', 1, '2024-02-29'],
  ['2024-03-01', -1, '2024-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2027-01-01', -1, '2026-12-31'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-24', 2, '2026-10-26'],
  ['2024-02-29', 366, '2025-03-01'],
])('%s %i days on is %s', (from, days, to) => {
  expect(addDays(day(from), days)).toBe(to);
  expect(daysBetween(day(from), day(to))).toBe(days);
});

test('adding days and counting them agree on every day', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -800, max: 800 }), (from, days) => {
      const to = addDays(from, days);
      expect(daysBetween(from, to)).toBe(days);
      expect(weekdayOf(to)).toBe(startOf(to).getUTCDay());
      expect(from < to).toBe(days > 0);
    }),
  );
});

test('a run of days has its first and not its end', () => {
  expect(daysUntil(day('2024-02-27'), day('2024-03-02'))).toEqual([
    '2024-02-27',
    '2024-02-28',
    '2024-02-29',
    '2024-03-01',
  ]);
  expect(daysUntil(day('2026-11-17'), day('2026-11-17'))).toEqual([]);
  expect(daysUntil(day('2026-11-17'), day('2026-11-16'))).toEqual([]);
});

test.each([
  ['2026-11-17T00:00:00.000Z', '2026-11-17'],
  ['2026-11-17T23:59:59.999Z', '2026-11-17'],
  ['2026-11-18T00:30:00+01:00', '2026-11-17'],
  ['2026-12-31T20:00:00-05:00', '2027-01-01'],
])('the instant %s falls in the UTC day %s', (instant, expected) => {
  expect(dayOf(new Date(instant))).toBe(expected);
});

test.each([
  ['2026-01', -1, '2025-12'],
  ['2026-12', 1, '2027-01'],
  ['2026-11', -13, '2025-10'],
  ['2026-11', 0, '2026-11'],
  ['2024-02', 12, '2025-02'],
])('%s %i months on is %s', (from, months, to) => {
  expect(addMonths(from as Month, months)).toBe(to);
});

test.each([
  ['2026-02', '2026-03-01', 28],
  ['2024-02', '2024-03-01', 29],
  ['2026-12', '2027-01-01', 31],
  ['2026-11', '2026-12-01', 30],
])('the month %s ends before %s and has %i days', (month, end, days) => {
  expect(endOf(month as Month)).toBe(end);
  expect(daysBetween(firstDayOf(month as Month), endOf(month as Month))).toBe(days);
});

test('each day lies in its month', () => {
  fc.assert(
    fc.property(anyDay, (one: Day) => {
      expect(firstDayOf(monthOf(one)) <= one && one < endOf(monthOf(one))).toBe(true);
    }),
  );
});

test('days are written as people write them', () => {
  expect(formatDay(day('2026-11-07'))).toBe('7 Nov');
  expect(formatWeekday(day('2026-11-17'))).toBe('Tue 17 Nov');
  expect(longWeekdayName(day('2027-01-01'))).toBe('Friday');
});
