import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Cut, cutsOf, SERVICE_CHARGE_TYPE } from '../../src/domain/cuts.ts';
import { addDays, dayFromNumber, daysUntil, type Month, monthOf, parseDay } from '../../src/domain/day.ts';
import {
  dailyWindow,
  daysIn,
  estimateRequests,
  firstKept,
  monthsDueAgain,
  monthsKept,
  planReads,
  windowOf,
} from '../../src/domain/reading.ts';

const day = parseDay;
const YEAR: Cut = SERVICE_CHARGE_TYPE;
const REGION = cutsOf('accounts', []).at(-1) as Cut;
const anyDay = fc.integer({ min: 18_000, max: 24_000 }).map(dayFromNumber);

test.each([
  ['2026-11-17', '2026-11-12', '2026-11-18'],
  ['2026-11-01', '2026-10-27', '2026-11-02'],
  ['2026-11-30', '2026-11-25', '2026-12-01'],
  ['2024-03-01', '2024-02-25', '2024-03-02'],
  ['2027-01-01', '2026-12-27', '2027-01-02'],
])('on %s the daily read is of %s up to %s, which sees each day at lags 0 to 5', (today, from, end) => {
  expect(dailyWindow(day(today))).toEqual({ from, end });
});

describe('the start is clamped to what AWS allows', () => {
  test.each([
    [{ months: 13 }, '2026-11-17', '2025-10-01'],
    [{ months: 13 }, '2026-01-31', '2024-12-01'],
    [{ months: 99 }, '2026-11-17', '2025-10-01'],
    [{ days: 120 }, '2026-11-17', '2026-07-20'],
    [{ days: 120 }, '2024-03-01', '2023-11-02'],
    [{ days: 9999 }, '2026-11-17', '2025-10-01'],
  ])('%o on %s is kept from %s', (keep, today, first) => {
    expect(firstKept(keep, day(today))).toBe(first);
  });
});

test('a history of thirteen months is fourteen with the present one, newest first', () => {
  const months = monthsKept(YEAR, day('2026-01-01'));
  expect(months).toHaveLength(14);
  expect([months[0], months.at(-1)]).toEqual(['2026-01', '2024-12']);
  expect(monthsKept(REGION, day('2026-11-17'))).toEqual(['2026-11', '2026-10', '2026-09', '2026-08', '2026-07']);
});

test.each([
  ['the 1st of a month', '2026-11-01', '2026-11-01', '2026-11-02'],
  ['the last day of a month', '2026-11-30', '2026-11-01', '2026-12-01'],
  ['the last day of a year', '2026-12-31', '2026-12-01', '2027-01-01'],
  ['a leap day', '2024-02-29', '2024-02-01', '2024-03-01'],
])('on %s the present month can be read', (_, today, from, end) => {
  expect(windowOf(YEAR, [monthOf(day(today))], day(today))).toEqual({ from, end });
});

test('a window never begins before what is kept, after today, or at its own end', () => {
  fc.assert(
    fc.property(anyDay, fc.constantFrom(YEAR, REGION), (today, cut) => {
      for (const month of monthsKept(cut, today)) {
        const { from, end } = windowOf(cut, [month], today);
        expect(from >= firstKept(cut.keep, today)).toBe(true);
        expect(from <= today && from < end && end <= addDays(today, 1)).toBe(true);
        expect(monthOf(from)).toBe(month);
      }
    }),
    { numRuns: 50 },
  );
});

describe('a plan of reads', () => {
  test('covers every kept day exactly once, in steps that fit unless they are one month', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 0, max: 1500 }), fc.constantFrom(YEAR, REGION), (today, rows, cut) => {
        const months = monthsKept(cut, today);
        const reads = planReads(cut, months, rows, today);
        expect(reads.flatMap((read) => read.months)).toEqual(months);
        const days = reads.flatMap(({ window }) => daysUntil(window.from, window.end)).sort();
        expect(days).toEqual(daysUntil(firstKept(cut.keep, today), addDays(today, 1)));
        for (const read of reads)
          if (read.months.length > 1) expect(rows * daysIn(read.window)).toBeLessThanOrEqual(4000);
      }),
      { numRuns: 40 },
    );
  });

  test('never reads what lies between two months that are missing', () => {
    const reads = planReads(YEAR, ['2026-11', '2026-08'] as Month[], 1, day('2026-11-17'));
    expect(reads.map(({ window }) => window)).toEqual([
      { from: '2026-11-01', end: '2026-11-18' },
      { from: '2026-08-01', end: '2026-09-01' },
    ]);
  });

  test('of nothing is nothing', () => {
    expect(planReads(YEAR, [], 10, day('2026-11-17'))).toEqual([]);
  });
});

test.each([
  ['2026-11-01', '2026-12-01', 0, 1],
  ['2026-11-01', '2026-12-01', 33, 1],
  ['2026-11-01', '2026-12-01', 34, 2],
  ['2026-11-01', '2026-12-01', 900, 27],
])('%s to %s at %i rows a day is thought to take %i requests', (from, end, rows, requests) => {
  expect(estimateRequests({ from: day(from), end: day(end) }, rows)).toBe(requests);
});

test.each([
  [
    'Monday',
    '2026-11-16',
    [
      ['2026-11', '2026-11-16'],
      ['2026-10', '2026-11-10'],
    ],
  ],
  [
    'the Sunday before',
    '2026-11-15',
    [
      ['2026-11', '2026-11-09'],
      ['2026-10', '2026-11-10'],
    ],
  ],
  ['the 2nd', '2026-11-02', [['2026-11', '2026-11-02']]],
  [
    'the 3rd',
    '2026-11-03',
    [
      ['2026-11', '2026-11-02'],
      ['2026-10', '2026-11-03'],
    ],
  ],
  [
    'the 4th, the 3rd being missed',
    '2026-11-04',
    [
      ['2026-11', '2026-11-02'],
      ['2026-10', '2026-11-03'],
    ],
  ],
  [
    'the 5th of January',
    '2027-01-05',
    [
      ['2027-01', '2027-01-04'],
      ['2026-12', '2027-01-05'],
    ],
  ],
])('on %s whole months are read again that were not read since: %s %j', (_, today, months) => {
  expect(monthsDueAgain(day(today)).map(({ month, since }) => [month, since])).toEqual(months);
});
