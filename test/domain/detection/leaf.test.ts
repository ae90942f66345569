import { expect, test } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { dominantLeaf, type LeafDay } from '../../../src/domain/detection/leaf.ts';
import { TODAY } from '../sample.ts';

const SINCE = addDays(TODAY, -3);

/** Ten days of usage types, each with its amount before and since. */
function days(amounts: Readonly<Record<string, readonly [number, number]>>): LeafDay[] {
  return Object.entries(amounts).flatMap(([usageType, [before, since]]) =>
    Array.from({ length: 10 }, (_, i) => addDays(TODAY, -10 + i)).map((day) => ({
      usageType,
      day,
      amount: day < SINCE ? before : since,
    })),
  );
}

test.each([
  ['most of a rise', { request: [10, 12], gbSecond: [50, 148] }, 100, 'gbSecond'],
  ['three quarters of a rise', { request: [10, 35], gbSecond: [50, 125] }, 100, 'gbSecond'],
  ['seven tenths of a rise', { request: [10, 40], gbSecond: [50, 120] }, 100, undefined],
  ['a type that is new', { request: [10, 10], gbSecond: [0, 100] }, 100, 'gbSecond'],
  ['most of a drop', { request: [10, 9], gbSecond: [100, 1] }, -100, 'gbSecond'],
  ['a large type that stayed', { box: [900, 900], gbSecond: [50, 150] }, 100, 'gbSecond'],
  ['nothing that moved that way', { request: [10, 5] }, 100, undefined],
] as const)('%s', (_, amounts, perDay, leaf) => {
  expect(dominantLeaf(days(amounts), SINCE, perDay)).toBe(leaf);
});

test('where no day since is there, nothing explains it', () => {
  expect(
    dominantLeaf(
      days({ a: [1, 9] }).filter(({ day }) => day < SINCE),
      SINCE,
      8,
    ),
  ).toBeUndefined();
  expect(dominantLeaf([], SINCE, 8)).toBeUndefined();
});

test('a type that is missing on a day had cost nothing then', () => {
  const rows = days({ a: [0, 90], b: [50, 50] }).filter(({ amount }) => amount > 0);
  expect(dominantLeaf(rows, SINCE, 90)).toBe('a');
});
