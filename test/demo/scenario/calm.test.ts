import { expect, test } from 'vitest';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import type { LineItem } from '../../../src/demo/scenario/types.ts';
import type { Day } from '../../../src/domain/day.ts';
import { addDays, dayOf, daysUntil, parseDay } from '../../../src/domain/day.ts';

const USAGE = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'];
const LUMPY = ['Amazon Elastic MapReduce', 'Amazon Route 53', 'AWS Key Management Service'];

/** Usage by account and service on each day, where no known lump falls. */
function seriesOf(lines: readonly LineItem[]): Map<string, Map<Day, number>> {
  const series = new Map<string, Map<Day, number>>();
  for (const line of lines) {
    if (!USAGE.includes(line.recordType) || LUMPY.includes(line.service) || line.usageType.startsWith('SpotUsage'))
      continue;
    const key = `${line.account} ${line.service}`;
    const days = series.get(key) ?? new Map<Day, number>();
    days.set(line.day, (days.get(line.day) ?? 0) + line.amortized / 1e6);
    series.set(key, days);
  }
  return series;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

test.each([1, 2, 3])('with seed %d the last 60 days hold no jump that no story explains', (seed) => {
  const lastDay = parseDay('2026-11-21');
  const scenario = createScenario({ seed, lastDay });
  const days = daysUntil(addDays(lastDay, -100), addDays(lastDay, 1));
  const isTold = (key: string, day: Day) =>
    scenario.stories.some(
      ({ accounts, begins, ends }) =>
        accounts.some((account) => key.startsWith(account)) &&
        day >= dayOf(begins) &&
        day <= dayOf(ends ?? new Date('2999-01-01')),
    );
  const jumps: string[] = [];
  for (const [key, values] of seriesOf(days.flatMap((day) => scenario.linesOf(day)))) {
    for (const day of days.slice(-60)) {
      if (isTold(key, day)) continue;
      const before = [7, 14, 21, 28, 35].map((back) => addDays(day, -back)).filter((past) => !isTold(key, past));
      const usual = median(before.map((past) => values.get(past) ?? 0));
      const change = Math.abs((values.get(day) ?? 0) - usual);
      if (change > Math.max(10, 0.15 * usual)) jumps.push(`${key} ${day} ${change.toFixed(0)}`);
    }
  }
  expect(jumps).toEqual([]);
});
