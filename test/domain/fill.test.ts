import { expect, test } from 'vitest';
import { usualShare } from '../../src/domain/fill.ts';

const samples = (ageHours: number, ...shares: number[]) => shares.map((share) => ({ ageHours, share }));

test("a day's share at an age is the median of what earlier days showed at about that age", () => {
  expect(usualShare([...samples(8, 0.9, 0.93, 0.91), ...samples(30, 1, 1, 1)], 8)).toBe(0.91);
  expect(usualShare(samples(12, 0.9, 0.93, 0.91), 8)).toBe(0.91);
  expect(usualShare(samples(12.5, 0.9, 0.93, 0.91), 8)).toBeUndefined();
});

test('fewer than three days teach nothing', () => {
  expect(usualShare([], 8)).toBeUndefined();
  expect(usualShare(samples(8, 0.9, 0.93), 8)).toBeUndefined();
});

test('a day that was later restated downwards is never more than all in', () => {
  expect(usualShare(samples(8, 1.2, 1.1, 1.3), 8)).toBe(1);
});
