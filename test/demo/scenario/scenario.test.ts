import { expect, test } from 'vitest';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import type { LineItem } from '../../../src/demo/scenario/types.ts';
import { addDays, daysUntil, parseDay } from '../../../src/domain/day.ts';
import { units } from '../../../src/domain/money.ts';

const lastDay = parseDay('2026-11-21');
const scenario = createScenario({ lastDay });
const days = daysUntil(scenario.firstDay, addDays(lastDay, 1));
const lines = days.flatMap((day) => scenario.linesOf(day));

function total(of: readonly LineItem[], metric: 'unblended' | 'amortized' | 'netAmortized' = 'amortized'): number {
  return units(of.reduce((sum, line) => sum + line[metric], 0) as LineItem['amortized']);
}

function ofType(...types: string[]): LineItem[] {
  return lines.filter(({ recordType }) => types.includes(recordType));
}

test('the same seed and last day give the same figures, whatever was asked before', () => {
  const again = createScenario({ lastDay });
  const day = parseDay('2026-03-01');
  expect(again.linesOf(day)).toEqual(scenario.linesOf(day));
});

test('another seed gives other figures of the same size', () => {
  const other = createScenario({ seed: 2, lastDay });
  const day = parseDay('2026-03-10');
  expect(other.linesOf(day)).not.toEqual(scenario.linesOf(day));
  expect(total(other.linesOf(day)) / total(scenario.linesOf(day))).toBeCloseTo(1, 1);
});

test('a day apart from the stories is the same under a later last day', () => {
  const later = createScenario({ lastDay: addDays(lastDay, 5) });
  const day = addDays(lastDay, -60);
  expect(later.linesOf(day)).toEqual(scenario.linesOf(day));
});

test('420 days have costs, and no other day has', () => {
  expect(days).toHaveLength(420);
  expect(days.every((day) => scenario.linesOf(day).length > 100)).toBe(true);
  expect(scenario.linesOf(addDays(scenario.firstDay, -1))).toEqual([]);
  expect(scenario.linesOf(addDays(lastDay, 1))).toEqual([]);
});

test('there are six accounts and some 25 services or more, each with costs', () => {
  const accounts = new Set(lines.map(({ account }) => account));
  expect([...accounts].sort()).toEqual(scenario.accounts.map(({ id }) => id).sort());
  expect(accounts.size).toBe(6);
  const services = new Set(lines.map(({ service }) => service));
  expect(services.size).toBeGreaterThanOrEqual(25);
});

test('a settled ordinary day costs between $3,000 and $5,000', () => {
  const mean = total(lines) / days.length;
  expect(mean).toBeGreaterThan(3_000);
  expect(mean).toBeLessThan(5_000);
});

test('about 6 % of usage is untagged, and every team has its share', () => {
  const usage = ofType('Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage');
  const share = (team: string) => total(usage.filter((line) => line.team === team)) / total(usage);
  expect(share('')).toBeGreaterThan(0.04);
  expect(share('')).toBeLessThan(0.08);
  for (const team of ['payments', 'platform', 'data', 'search']) expect(share(team)).toBeGreaterThan(0.05);
});

test('every amount is a whole number of micros', () => {
  const whole = ({ unblended, amortized, netAmortized }: LineItem) =>
    [unblended, amortized, netAmortized].every((amount) => Number.isSafeInteger(amount));
  expect(lines.every(whole)).toBe(true);
});

test('what the Savings Plan covers and its negation cancel out to the micro, day by day', () => {
  const covered = ofType('SavingsPlanCoveredUsage', 'SavingsPlanNegation');
  for (const day of days.slice(-40))
    expect(
      total(
        covered.filter((line) => line.day === day),
        'unblended',
      ),
    ).toBe(0);
});

test('the Savings Plan costs the same each day, spread over covered usage and unused commitment', () => {
  const plan = ofType('SavingsPlanCoveredUsage', 'SavingsPlanRecurringFee', 'SavingsPlanNegation');
  for (const day of days.slice(-40)) expect(total(plan.filter((line) => line.day === day))).toBeCloseTo(132, 4);
  expect(ofType('SavingsPlanRecurringFee').every(({ amortized }) => amortized > 0)).toBe(true);
});

test('the private discount makes net smaller than amortized on usage, and nothing on marketplace units', () => {
  const usage = ofType('Usage');
  const ratio = (of: LineItem[]) => total(of, 'netAmortized') / total(of);
  expect(ratio(usage.filter(({ usageType }) => !usageType.includes('-MP:')))).toBeCloseTo(0.94, 4);
  expect(ratio(usage.filter(({ usageType }) => usageType.includes('-MP:')))).toBe(1);
});

test('amortized and net amortized come to the same once the discount lines are counted', () => {
  expect(total(lines)).toBeCloseTo(total(lines, 'netAmortized'), 2);
  expect(total(ofType('Enterprise Discount Program Discount'))).toBeLessThan(0);
});

test.each([
  ['Tax', /-01$/],
  ['Support', /-01$/],
  ['RIFee', /-01$/],
  ['Credit', /-(28|29|30|31)$/],
  ['Refund', /-17$/],
  ['Fee', /-12$/],
])('%s falls on its day of the month alone', (type, pattern) => {
  const found = ofType(type);
  expect(new Set(found.map(({ day }) => day.slice(0, 7))).size).toBeGreaterThanOrEqual(12);
  expect(found.every(({ day }) => pattern.test(day))).toBe(true);
});

test('the EMR job runs every 14 days in data-prod', () => {
  const heavy = ofType('Usage').filter((line) => line.service === 'Amazon Elastic MapReduce' && line.unblended > 200e6);
  const gaps = heavy.slice(1).map(({ day }, i) => (Date.parse(day) - Date.parse(heavy[i]?.day ?? '')) / 86_400_000);
  expect(heavy.length).toBe(30);
  expect(new Set(gaps)).toEqual(new Set([14]));
});

test('the first of March, the last of February and both sides of New Year have costs of the usual size', () => {
  for (const day of ['2026-02-28', '2026-03-01', '2025-12-31', '2026-01-01']) {
    const usage = scenario.linesOf(parseDay(day)).filter(({ recordType }) => recordType === 'Usage');
    expect(total(usage)).toBeGreaterThan(2_500);
  }
});
