import { expect, test } from 'vitest';
import { addTo, amountOn, growing, setOn } from '../../../src/domain/backtest/growing.ts';

test('days may come in any order, far apart, and more than once', () => {
  const series = growing();
  const days = [20_000, 19_500, 20_000, 20_400, 19_499, 20_064, 100];
  for (const day of days) addTo(series, day, 1);
  const found = new Map<number, number>();
  for (let day = 0; day < 21_000; day++)
    if (!Number.isNaN(amountOn(series, day))) found.set(day, amountOn(series, day));
  expect([...found]).toEqual([
    [100, 1],
    [19_499, 1],
    [19_500, 1],
    [20_000, 2],
    [20_064, 1],
    [20_400, 1],
  ]);
});

test('setOn replaces what addTo adds to', () => {
  const series = growing();
  setOn(series, 7, 1);
  setOn(series, 7, 5);
  addTo(series, 7, 1);
  expect(amountOn(series, 7)).toBe(6);
  expect(amountOn(series, 8)).toBeNaN();
});
