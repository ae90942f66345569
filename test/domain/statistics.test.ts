import fc from 'fast-check';
import { expect, test } from 'vitest';
import { mean, median, medianDeviation, quantile } from '../../src/domain/statistics.ts';

const values = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 40 });

test.each([
  [[], 0],
  [[3], 3],
  [[9, 1, 5], 5],
  [[10, 2, 9, 1], 5.5],
  [[-1, -10, -5], -5],
])('the median of %j is %d', (all, middle) => {
  expect(median(all)).toBe(middle);
});

test('half of the values lie on either side of the median, and the list stays as it was', () => {
  fc.assert(
    fc.property(values, (all) => {
      const before = [...all];
      const middle = median(all);
      expect(all.filter((value) => value <= middle).length * 2).toBeGreaterThanOrEqual(all.length);
      expect(all.filter((value) => value >= middle).length * 2).toBeGreaterThanOrEqual(all.length);
      expect(all).toEqual(before);
    }),
  );
});

test.each([
  [[10, 20, 30, 40], 0, 10],
  [[10, 20, 30, 40], 0.5, 20],
  [[10, 20, 30, 40], 0.75, 30],
  [[40, 30, 20, 10], 0.9, 40],
  [[10, 20, 30, 40], 1, 40],
  [[7], 0.93, 7],
  [[], 0.5, 0],
])('of %j the quantile %d is %d', (all, share, value) => {
  expect(quantile(all, share)).toBe(value);
});

test('one outlier does not move the spread', () => {
  expect(medianDeviation([10, 11, 9, 10, 12], 10)).toBe(1);
  expect(medianDeviation([10, 11, 9, 10, 1000], 10)).toBe(1);
});

test('the mean of nothing is nothing', () => {
  expect(mean([])).toBe(0);
  expect(mean([1, 2, 6])).toBe(3);
});
