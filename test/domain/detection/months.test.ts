import { describe, expect, test } from 'vitest';
import { type Day, monthOf } from '../../../src/domain/day.ts';
import { dateOf, daysIn, during, panelOf, plus, raisedIn, weekly } from './panels.ts';

const usual = weekly(100, 3);
const weekday = (day: Day) => new Date(day).getUTCDay();
const bill = (amount: Parameters<typeof plus>[0], days = 210, first = '2025-03-03') =>
  panelOf({ first, days, leaves: { 'a/EC2/box': amount } });

describe('a job of the calendar', () => {
  test.each<[string, (date: Day, column: number) => boolean, number]>([
    ['the first of the month', (day) => dateOf(day) === 1, 1],
    ['the last of the month', (day) => dateOf(day) === daysIn(day), 1],
    ['the last but one of the month', (day) => dateOf(day) === daysIn(day) - 1, 1],
    ['the 15th', (day) => dateOf(day) === 15, 2],
    ['every second Tuesday', (_, column) => column % 14 === 8, 2],
    ['the first Monday', (day) => weekday(day) === 1 && dateOf(day) <= 7, 2],
  ])('on %s is raised until it is known and then no more', (_, on, lessons) => {
    const panel = bill(plus(usual, (day, column) => column >= 60 && on(day, column), 300));
    const raised = raisedIn(panel, 60);
    expect(raised.length).toBeGreaterThan(0);
    expect(raised.length).toBeLessThanOrEqual(lessons);
  });

  test('that was there before is never raised', () => {
    expect(raisedIn(bill(plus(usual, (day) => dateOf(day) === 1, 300)), 60)).toEqual([]);
  });

  test('that costs three times as much as ever is raised', () => {
    const on = (day: Day) => dateOf(day) === 1;
    const panel = bill(plus(plus(usual, on, 300), (day) => day === '2025-08-01', 1200));
    expect(raisedIn(panel, 60).map(({ date }) => date.slice(0, 7))).toEqual(['2025-08']);
  });
});

describe('the length of a month', () => {
  test.each(['2023-09-01', '2024-09-01'])('does not raise a price by the month, from %s on', (first) => {
    const stored = (_: number, date: Day) => 12_000 / daysIn(date);
    const leaves = { 'a/S3/bytes': stored, 'b/S3/bytes': stored, 'b/EBS/disk': stored };
    expect(raisedIn(panelOf({ first, days: 230, leaves }), 60)).toEqual([]);
  });

  test('does not hide a rise in February', () => {
    const stored = (_: number, date: Day) => 12_000 / daysIn(date);
    const doubled = (column: number, date: Day) => 2 * stored(column, date);
    const leaves = { 'a/S3/bytes': during(stored, [160, 999], doubled) };
    const raised = raisedIn(panelOf({ first: '2023-09-01', days: 190, leaves }), 60);
    expect(raised.map(({ direction, since }) => [direction, since])).toEqual([['rise', 160]]);
    expect(monthOf(raised[0]?.date as Day)).toBe('2024-02');
  });
});
