import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/domain/day.ts';
import { forecaster, MIN_HISTORY_DAYS } from '../../src/domain/forecast.ts';
import { micros } from '../../src/domain/money.ts';
import { costs, day, noise, TODAY } from './sample.ts';

/** What is usual on a day, in dollars, learnt up to ten days before today. */
function usual(on: ReturnType<typeof day>, ...[dollarsOn, options]: Parameters<typeof costs>) {
  const found = forecaster(costs(dollarsOn, options).series, addDays(TODAY, -10))?.(on);
  return found && { expected: found.expected / 1e6, spread: found.spread / 1e6, lump: found.lump / 1e6 };
}

test('what has been the same each day is expected again, and never taken for perfectly steady', () => {
  const found = usual(TODAY, () => 100);
  expect(found?.expected).toBeCloseTo(100);
  expect(found?.spread).toBeCloseTo(3);
});

test('each weekday is expected for itself', () => {
  const weekend = (on: ReturnType<typeof day>) => [0, 6].includes(weekdayOf(on));
  for (let ahead = 0; ahead < 7; ahead++) {
    const on = addDays(TODAY, ahead);
    expect(usual(on, (_, then) => (weekend(then) ? 40 : 100))?.expected).toBeCloseTo(weekend(on) ? 40 : 100);
  }
});

test('a level that has moved is followed within two weeks', () => {
  expect(usual(TODAY, (age) => (age > 26 ? 100 : 300))?.expected).toBeGreaterThan(250);
});

test('one wild day moves neither the level nor, by much, the spread', () => {
  const calm = usual(TODAY, (age) => 100 + noise(age));
  const wild = usual(TODAY, (age) => (age === 15 ? 5000 : 100 + noise(age)));
  expect(wild?.expected).toBeCloseTo(calm?.expected ?? 0, 0);
  expect(wild?.spread).toBeLessThan(10);
});

test('the more it varies, the wider is what is usual', () => {
  const spreads = [5, 15, 30].map((size) => usual(TODAY, (age) => 100 + size * noise(age))?.spread ?? 0);
  expect(spreads[0]).toBeLessThan(spreads[1] ?? 0);
  expect(spreads[1]).toBeLessThan(spreads[2] ?? 0);
});

test('days that have not been learnt from make no difference', () => {
  expect(usual(TODAY, (age) => (age <= 10 ? 9999 : 100))).toMatchObject(usual(TODAY, () => 100) ?? {});
});

describe('history', () => {
  test.each([
    ['thirteen days', MIN_HISTORY_DAYS - 1, false],
    ['fourteen days', MIN_HISTORY_DAYS, true],
  ])('of %s', (_, days, enough) => {
    expect(usual(TODAY, () => 100, { days: days + 10 }) !== undefined).toBe(enough);
  });

  test('of days that never arrived is none', () => {
    expect(usual(TODAY, (age) => (age % 2 && age > 10 ? undefined : 100), { days: 30 })).toBeUndefined();
  });

  test('with gaps is as good as one without: what is unknown is not zero', () => {
    expect(usual(TODAY, (age) => (age % 3 === 0 ? undefined : 100))?.expected).toBeCloseTo(100);
  });

  test('of nothing spent expects nothing', () => {
    expect(usual(TODAY, () => 0)).toEqual({ expected: 0, spread: 0, lump: 0 });
  });
});

describe('what the calendar explains', () => {
  test('a job each fortnight', () => {
    expect(usual(TODAY, (age) => (age % 14 === 0 ? 700 : 100))?.lump).toBeCloseTo(700);
    expect(usual(addDays(TODAY, 1), (age) => (age % 14 === 0 ? 700 : 100))?.lump).toBeCloseTo(100);
  });

  test('one hit a fortnight ago is no custom yet', () => {
    expect(usual(TODAY, (age) => (age === 14 ? 700 : 100))?.lump).toBeCloseTo(100);
  });

  test.each([
    ['the 1st', '2026-12-01', (text: string) => text.endsWith('-01')],
    ['the 16th', '2026-11-16', (text: string) => text.endsWith('-16')],
    ['the 28th', '2026-11-28', (text: string) => text.endsWith('-28')],
    ['two weeks before the end', '2026-11-16', (text: string) => ['10-17', '09-16'].includes(text.slice(5))],
    ['the last of a month, long or short', '2026-11-30', (text: string) => ['10-31', '09-30'].includes(text.slice(5))],
    ['the last of February', '2027-02-28', (text: string) => ['01-31', '12-31'].includes(text.slice(5))],
    ['the 1st of a year', '2027-01-01', (text: string) => text.endsWith('-01')],
  ])('%s', (_, on, hit) => {
    const today = day(on);
    const series = costs((_age, then) => (hit(then) ? 900 : 100), { today, days: 110 }).series;
    expect(forecaster(series, addDays(today, -10))?.(today).lump).toBe(micros(900));
  });
});
