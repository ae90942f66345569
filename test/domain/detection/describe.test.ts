import { expect, test } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { detect } from '../../../src/domain/detection/index.ts';
import { costs, dollars, SHOP, TODAY, view } from '../sample.ts';

/** Begins at noon five days ago; yesterday is not all there. */
const poller = (usual: number, more: number, service: string) =>
  costs((age) => (age > 5 ? usual : age === 5 ? usual + more / 2 : age === 1 ? (usual + more) * 0.9 : usual + more), {
    service,
  });

const [found] = detect(
  view(poller(40, 60, 'AWS Lambda'), poller(80, 120, 'Amazon DynamoDB'), poller(50, 30, 'AmazonCloudWatch')),
);

test('services of an account that move together are one cause, the largest part first', () => {
  expect(found).toMatchObject({ account: SHOP, service: undefined, since: addDays(TODAY, -5) });
  expect(found?.parts.map(({ service }) => service)).toEqual(['Amazon DynamoDB', 'AWS Lambda', 'AmazonCloudWatch']);
});

test('a day of it is measured on full days, neither on the first nor on yesterday', () => {
  expect(found && [found.perDay, found.now, found.usual].map(dollars)).toEqual([210, 380, 170]);
});

test('the parts add up to the whole', () => {
  const parts = found?.parts ?? [];
  expect(parts.reduce((all, { now }) => all + now, 0)).toBe(found?.now);
  expect(parts.reduce((all, { usual }) => all + usual, 0)).toBe(found?.usual);
  expect((found?.now ?? 0) - (found?.usual ?? 0)).toBe(found?.perDay);
});

test('what it has cost so far counts every day since it began, as far as it is in', () => {
  expect(found && dollars(found.total)).toBe(105 + 3 * 210 + 0.9 * 380 - 170);
});

test('the chart shows fourteen days up to yesterday, the young ones marked', () => {
  const chart = found?.chart ?? [];
  expect(chart.map(({ day }) => day)).toEqual(Array.from({ length: 14 }, (_, i) => addDays(TODAY, i - 14)));
  expect(chart.filter(({ partial }) => partial).map(({ day }) => day)).toEqual([addDays(TODAY, -1)]);
  expect(chart.map(({ actual }) => actual && dollars(actual)).slice(-6)).toEqual([170, 275, 380, 380, 380, 342]);
  expect(chart.every(({ usual }) => dollars(usual) === 170)).toBe(true);
});

test('the rule says in words what was seen, on which day, against which usual, since when', () => {
  expect(found?.rule).toMatch(/\$380/);
  expect(found?.rule).toMatch(/\$170/);
  expect(found?.rule).toMatch(/since 12 Nov/);
  expect(found?.rule).toMatch(/Friday|Saturday|Sunday/);
});

test('amounts are whole micro-units', () => {
  const amounts = [found?.perDay, found?.now, found?.usual, found?.spread, found?.total];
  expect(amounts.every(Number.isInteger)).toBe(true);
});
