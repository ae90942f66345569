import { expect, test } from 'vitest';
import { addDays, daysUntil } from '../../src/domain/day.ts';
import { coveredDays, type Digest, isNormal } from '../../src/domain/digest.ts';
import { micros } from '../../src/domain/money.ts';
import { day, TODAY } from './sample.ts';

function digest(covered: Digest['covered']): Digest {
  return {
    currency: 'USD',
    metric: 'amortized',
    covered,
    soFar: undefined,
    yesterday: addDays(TODAY, -1),
    month: { through: addDays(TODAY, -2), total: micros(0), unknownDays: 0 },
    budgets: [],
    movers: [],
    others: { count: 0, change: micros(0) },
    untagged: undefined,
    apart: [],
    incidents: [],
    checked: { accounts: 6, at: undefined },
    troubles: [],
    chart: [],
  };
}

const usual = { expected: micros(1000), spread: micros(30) };
const headline = (total: number) => digest([{ day: addDays(TODAY, -2), total: micros(total), usual }]);

test.each([
  ['as usual', headline(1000), true],
  ['three standard deviations above', headline(1090), true],
  ['more', headline(1091), false],
  ['far below', headline(500), false],
  ['without enough history', digest([{ day: TODAY, total: micros(1000), usual: undefined }]), undefined],
  ['before any day has settled', digest([]), undefined],
])('a headline %s is normal: %#', (_, one, normal) => {
  expect(isNormal(one)).toBe(normal);
});

test("a digest covers what has settled since the last one, and Monday's the weekend", () => {
  const settled = daysUntil(day('2026-11-01'), day('2026-11-22'));
  expect(coveredDays(settled, day('2026-11-20'))).toEqual(['2026-11-20', '2026-11-21']);
});

test('the last settled day is told even if it was told before', () => {
  expect(coveredDays([day('2026-11-14'), day('2026-11-15')], day('2026-11-18'))).toEqual(['2026-11-15']);
  expect(coveredDays([], day('2026-11-18'))).toEqual([]);
});
