import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import { isSettled, type TotalRead } from '../../src/domain/settled.ts';
import { TODAY } from './sample.ts';

/** Reads six hours apart. */
function reads(amounts: readonly number[], payer = 'main', currency = 'USD'): TotalRead[] {
  return amounts.map((amortized, i) => ({
    payer,
    currency,
    amortized,
    readAt: new Date(1_800_000_000_000 + i * 21_600_000),
  }));
}
const aged = (days: number) => addDays(TODAY, -days);

describe('a day is settled when it is two days old and two reads agree', () => {
  test.each([
    ['two days old, two reads alike', 2, reads([1000, 1000]), true],
    ['two days old, half a percent apart', 2, reads([995, 1000]), true],
    ['two days old, one percent apart', 2, reads([990, 1000]), false],
    ['two days old, still filling', 2, reads([700, 900, 1000]), false],
    ['three days old, filled and agreed', 3, reads([700, 1000, 1000]), true],
    ['restated after it had agreed', 4, reads([1000, 1000, 1200]), false],
    ['restated downwards', 4, reads([1000, 1000, 800]), false],
    ['restated, then agreed again', 5, reads([1000, 1200, 1200]), true],
    ['read once', 3, reads([1000]), false],
    ['never read', 3, [], false],
    ['yesterday, reads alike', 1, reads([1000, 1000]), false],
    ['today, reads alike', 0, reads([1000, 1000]), false],
    ['nothing spent, reads alike', 2, reads([0, 0]), true],
    ['credits alone, reads alike', 2, reads([-10, -10]), true],
    ['older than daily reading reaches, one read', 6, reads([1000]), true],
  ] as const)('%s', (_, age, seen, settled) => {
    expect(isSettled(aged(age), TODAY, seen)).toBe(settled);
  });
});

test('every payer and every currency must agree for itself', () => {
  const sound = reads([1000, 1000]);
  expect(isSettled(aged(2), TODAY, [...sound, ...reads([10, 10], 'second')])).toBe(true);
  expect(isSettled(aged(2), TODAY, [...sound, ...reads([10], 'second')])).toBe(false);
  expect(isSettled(aged(2), TODAY, [...sound, ...reads([10, 20], 'second')])).toBe(false);
  expect(isSettled(aged(2), TODAY, [...sound, ...reads([10, 20], 'main', 'EUR')])).toBe(false);
});
