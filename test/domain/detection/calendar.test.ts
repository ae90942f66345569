import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, parseDay, weekdayOf } from '../../../src/domain/day.ts';
import { calendarOf } from '../../../src/domain/detection/calendar.ts';

const FIRST = parseDay('2023-11-01');
const calendar = calendarOf(FIRST, 900);
const column = (day: string) => daysBetween(FIRST, parseDay(day));
/** The customs of a day: on which earlier days they fell. */
const customs = (day: string) =>
  calendar.customs(column(day)).map(({ days, needed }) => ({ days: days.map((at) => addDays(FIRST, at)), needed }));

describe('the calendar', () => {
  test('knows the weekday of every column', () => {
    for (let at = 0; at < 900; at += 17) expect(calendar.weekday[at]).toBe(weekdayOf(addDays(FIRST, at)));
  });

  test('looks back only', () => {
    for (let at = 0; at < 900; at++)
      for (const { days } of calendar.customs(at))
        for (const day of days) {
          expect(day).toBeGreaterThanOrEqual(0);
          expect(day).toBeLessThan(at);
        }
  });

  test.each([
    ['the leap day, by the end of the month', '2024-02-29', ['2024-01-31', '2023-12-31', '2023-11-30']],
    ['the last of February in another year, by the end', '2025-02-28', ['2025-01-31', '2024-12-31', '2024-11-30']],
    ['the last of April after a month of 31', '2024-04-30', ['2024-03-31', '2024-02-29', '2024-01-31']],
    ['the 1st of March after a leap day', '2024-03-01', ['2024-02-01', '2024-01-01', '2023-12-01']],
    ['the 1st of March after 28 days', '2025-03-01', ['2025-02-01', '2025-01-01', '2024-12-01']],
  ])('needs one earlier hit for %s', (_, day, days) => {
    expect(customs(day)).toContainEqual({ days, needed: 1 });
  });

  test('needs two in the middle of a month', () => {
    expect(customs('2024-07-15')).toContainEqual({ days: ['2024-06-15', '2024-05-15', '2024-04-15'], needed: 2 });
  });

  test('sees a fortnight and the nth weekday across the ends of months', () => {
    expect(customs('2024-03-07')).toContainEqual({ days: ['2024-02-22', '2024-02-08', '2024-01-25'], needed: 2 });
    expect(customs('2024-07-01')).toContainEqual({ days: ['2024-06-03', '2024-05-06', '2024-04-01'], needed: 2 });
  });

  test('sees a quarter, over the end of a year too', () => {
    expect(customs('2024-07-01')).toContainEqual({ days: ['2024-04-01'], needed: 1 });
    expect(customs('2025-01-01')).toContainEqual({ days: ['2024-10-01'], needed: 1 });
  });

  test('has a day of a shorter month cost as much more as a price by the month makes it', () => {
    expect(calendar.longer(column('2025-02-01'))).toBeGreaterThanOrEqual(31 / 28);
    expect(calendar.longer(column('2024-02-01'))).toBeGreaterThanOrEqual(31 / 29);
    expect(calendar.longer(column('2025-03-01'))).toBe(1);
    expect(calendar.longer(column('2024-08-01'))).toBe(1);
  });

  test('says nothing of days on which it has no history', () => {
    expect(calendarOf(FIRST, 30).customs(0)).toEqual([]);
  });
});
