import { describe, expect, test } from 'vitest';
import { type Bill, during, noisy, panelOf, raisedIn, weekly } from './panels.ts';

const alone = (leaves: Bill['leaves'], days = 150) => panelOf({ leaves, days, beside: false });
const doubled = during(weekly(100, 3), [100, 999], weekly(220, 3));

describe('a bill', () => {
  test('of nothing raises nothing', () => {
    expect(raisedIn(alone({}, 40), 0)).toEqual([]);
  });

  test('of unknown days or zeros raises nothing', () => {
    expect(raisedIn(alone({ 'a/EC2/box': () => Number.NaN, 'a/S3/bytes': () => 0 }, 60), 0)).toEqual([]);
  });

  test('of one day, or of thirteen, is judged without a fault and raises nothing', () => {
    expect(raisedIn(alone({ 'a/EC2/box': weekly(100) }, 1), 0)).toEqual([]);
    expect(raisedIn(alone({ 'a/EC2/box': weekly(100) }, 13), 0)).toEqual([]);
  });

  test('raises nothing in its first weeks where nothing happens', () => {
    const leaves = { 'a/EC2/box': weekly(100), 'a/S3/bytes': noisy(30, 2), 'b/EC2/box': weekly(60, 4, 0.2) };
    expect(raisedIn(panelOf({ leaves, days: 60 }), 0)).toEqual([]);
  });

  test('that credits take below zero is judged without a fault', () => {
    const leaves = { 'a/EC2/box': during(weekly(100), [80, 90], () => -400) };
    expect(raisedIn(panelOf({ leaves }), 60).filter(({ direction }) => direction === 'rise')).toEqual([]);
  });

  test.each([
    ['one series', { 'a/EC2/box': doubled }],
    ['three alike', { 'a/EC2/box': doubled, 'a/RDS/hours': weekly(100, 5), 'a/S3/bytes': weekly(100, 6) }],
    ['one giant and a dwarf', { 'a/EC2/box': doubled, 'b/RDS/hours': weekly(2000, 5) }],
  ])('of %s has its doubling raised once', (_, leaves) => {
    const raised = raisedIn(alone(leaves));
    expect(raised.map(({ direction, since, where }) => [direction, since, where])).toEqual([
      ['rise', 100, ['a/EC2/box']],
    ]);
    expect(raised[0]?.day).toBeLessThanOrEqual(103);
  });

  test('with three weeks of history has a fivefold rise raised', () => {
    const leaves = { 'a/EC2/box': during(weekly(100, 3), [21, 999], weekly(500, 3)) };
    expect(raisedIn(panelOf({ leaves, days: 30 }), 14).map(({ since }) => since)).toEqual([21]);
  });
});

describe('what is new', () => {
  test.each([
    ['a usage type', 'w/DNS/zones', {}],
    ['a service', 'w/SageMaker/hours', {}],
    ['an account', 'new/EC2/box', { 'new/S3/bytes': during(() => 0, [100, 999], weekly(90, 9)) }],
  ])('is found on its first whole day: %s', (_, name, more) => {
    const leaves = { [name]: during(() => 0, [100, 999], weekly(200, 8)), ...more };
    const raised = raisedIn(panelOf({ leaves }));
    expect(raised).toHaveLength(1);
    expect(raised[0]).toMatchObject({ direction: 'rise', since: 100 });
    expect(raised[0]?.day).toBeLessThanOrEqual(101);
    expect(raised[0]?.where.some((where) => name.startsWith(where))).toBe(true);
  });

  test('is not told from what was never read: where its days before are unknown it is not called new', () => {
    const leaves = { 'w/SageMaker/hours': during(() => Number.NaN, [100, 999], weekly(200, 8)) };
    expect(raisedIn(panelOf({ leaves }))).toEqual([]);
  });

  test('and costs pennies is not raised', () => {
    const leaves = { 'w/SageMaker/hours': during(() => 0, [100, 999], weekly(0.5, 8)) };
    expect(raisedIn(panelOf({ leaves }))).toEqual([]);
  });

  test('is not all that the first days of a bill hold', () => {
    expect(raisedIn(panelOf({ leaves: { 'a/EC2/box': weekly(100) }, days: 30 }), 0)).toEqual([]);
  });
});
