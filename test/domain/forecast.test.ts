import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../src/domain/day.ts';
import { forecaster, MIN_HISTORY_DAYS } from '../../src/domain/forecast.ts';
import { costs, type day, noise, TODAY } from './sample.ts';

/** What is usual on a day, in dollars, learnt up to ten days before today. */
function usual(on: ReturnType<typeof day>, ...[dollarsOn, options]: Parameters<typeof costs>) {
  const found = forecaster(costs(dollarsOn, options).series, addDays(TODAY, -10))?.(on);
  return found && { expected: found.expected / 1e6, spread: found.spread / 1e6 };
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
    expect(usual(TODAY, () => 0)).toEqual({ expected: 0, spread: 0 });
  });
});
