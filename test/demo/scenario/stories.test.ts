import { describe, expect, test } from 'vitest';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import type { LineItem, StoryName } from '../../../src/demo/scenario/types.ts';
import type { Day } from '../../../src/domain/day.ts';
import { addDays, dayOf, daysUntil, longWeekdayName, parseDay } from '../../../src/domain/day.ts';

const lastDay = parseDay('2026-11-21');
const scenario = createScenario({ lastDay });
const USAGE = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'];

function story(name: StoryName) {
  const found = scenario.stories.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no story ${name}`);
  return found;
}

function dollars(day: Day, where: (line: LineItem) => boolean): number {
  const lines = scenario.linesOf(day).filter((line) => USAGE.includes(line.recordType) && where(line));
  return lines.reduce((sum, line) => sum + line.amortized, 0) / 1e6;
}

/** The mean of the usage on the same weekdays in the three weeks before a day. */
function usual(day: Day, where: (line: LineItem) => boolean): number {
  return [7, 14, 21].reduce((sum, back) => sum + dollars(addDays(day, -back), where), 0) / 3;
}

test.each(['2026-11-21', '2026-03-02', '2025-01-01', '2028-02-29'])(
  'with %s as the last day every story has begun, and its cause comes before it',
  (last) => {
    const { stories, changes } = createScenario({ lastDay: parseDay(last) });
    expect(stories).toHaveLength(5);
    for (const { begins, ends, change } of stories) {
      expect(dayOf(begins) <= last).toBe(true);
      expect(change.at < begins).toBe(true);
      expect(changes).toContainEqual(change);
      if (ends) expect(ends > begins && dayOf(ends) < last).toBe(true);
    }
  },
);

test('changes are in order of time, and nothing is deployed to a function after the change that its story is about', () => {
  const times = scenario.changes.map(({ at }) => at.getTime());
  expect(times).toEqual([...times].sort((a, b) => a - b));
  const { change } = story('orders-poller');
  const later = scenario.changes.filter(({ resource, at }) => resource === 'orders-poller' && at > change.at);
  expect(later).toEqual([]);
});

describe('orders-poller', () => {
  const { begins, perDay, change, ends } = story('orders-poller');
  const inShop = (line: LineItem) => line.account === '444455556666';

  test('begins 4 days before the last at 13:06 UTC, 4 minutes after a deploy, and lasts', () => {
    expect(begins.toISOString()).toBe('2026-11-17T13:06:00.000Z');
    expect(change).toMatchObject({
      event: 'UpdateFunctionCode20150331v2',
      actor: 'gha-deploy',
      resource: 'orders-poller',
    });
    expect(change.at.toISOString()).toBe('2026-11-17T13:02:00.000Z');
    expect(ends).toBeUndefined();
  });

  test.each([
    ['AWS Lambda', 38],
    ['Amazon DynamoDB', 27],
    ['EC2 - Other', 19],
    ['AmazonCloudWatch', 14],
  ])('adds to %s about $%d a day', (service, extra) => {
    const where = (line: LineItem) => inShop(line) && line.service === service;
    for (const day of daysUntil(addDays(lastDay, -3), addDays(lastDay, 1)))
      expect(Math.abs(dollars(day, where) - usual(day, where) - extra)).toBeLessThan(5);
  });

  test('adds $103 a day in all, and on its first day what is left of it', () => {
    expect(perDay).toBe(103_000_000);
    const first = parseDay('2026-11-17');
    const left = (103 * (24 - 13.1)) / 24;
    expect(Math.abs(dollars(first, inShop) - usual(first, inShop) - left)).toBeLessThan(20);
    const full = addDays(lastDay, -1);
    expect(Math.abs(dollars(full, inShop) - usual(full, inShop) - 103)).toBeLessThan(25);
  });
});

test('event-fanout adds about $60 a day in search-staging for five days and is over', () => {
  const { begins, ends, perDay } = story('event-fanout');
  const where = (line: LineItem) => line.account === '555566667777';
  const day = addDays(dayOf(begins), 2);
  expect(perDay).toBe(60_000_000);
  expect(Math.abs(dollars(day, where) - usual(day, where) - 60)).toBeLessThan(8);
  const after = addDays(dayOf(ends ?? begins), 2);
  expect(dollars(after, where)).toBeLessThan(usual(addDays(after, -14), where) + 8);
});

test('eks-nodes hardly moves the total but takes the platform team’s share of EC2 and gives it to two others', () => {
  const { begins, perDay } = story('eks-nodes');
  const day = addDays(dayOf(begins), 3);
  const before = addDays(day, -7);
  const share = (on: Day, team: string) => {
    const compute = (line: LineItem) => line.service === 'Amazon Elastic Compute Cloud - Compute';
    return dollars(on, (line) => compute(line) && line.team === team) / dollars(on, compute);
  };
  expect(dollars(day, () => true) / dollars(before, () => true)).toBeLessThan(1.03);
  expect(perDay).toBe(45_000_000);
  expect(share(before, 'platform') - share(day, 'platform')).toBeGreaterThan(0.25);
  expect(share(day, 'payments')).toBeGreaterThan(share(before, 'payments') + 0.1);
  expect(share(day, 'search')).toBeGreaterThan(share(before, 'search') + 0.1);
});

test('prod-suspended begins on a Saturday at 01:00 at least 12 days before the last and takes most of core-prod', () => {
  const { begins, ends, perDay } = story('prod-suspended');
  const where = (line: LineItem) => line.account === '222233334444';
  expect(longWeekdayName(dayOf(begins))).toBe('Saturday');
  expect(begins.toISOString()).toMatch(/T01:00:00/);
  expect(dayOf(begins) <= addDays(lastDay, -12)).toBe(true);
  expect((ends?.getTime() ?? 0) - begins.getTime()).toBe(2 * 86_400_000);
  const sunday = addDays(dayOf(begins), 1);
  expect(dollars(sunday, where)).toBeLessThan(usual(sunday, where) * 0.35);
  const taken = dollars(sunday, where) - usual(sunday, where);
  expect(Math.abs(taken / (perDay / 1e6) - 1)).toBeLessThan(0.1);
});

test('message-bridge leaves the bill alone', () => {
  expect(story('message-bridge')).toMatchObject({ perDay: 0, ends: undefined, change: { actor: 'ana.k' } });
});
