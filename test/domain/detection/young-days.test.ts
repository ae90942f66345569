import { describe, expect, test } from 'vitest';
import { type Amount, type Bill, during, FIRST, noisy, panelOf, raisedIn, weekly } from './panels.ts';

const usual = weekly(100, 3);
type Seen = NonNullable<Bill['seen']>;
const around = (share: number, by: number, salt: number) => (column: number) => noisyShare(share, by, salt, column);
/** By age: the share that is in on a column, a little another every day. */
const ORDINARY = [around(0.28, 0.4, 21), around(0.9, 0.05, 22), around(0.99, 0.01, 23), () => 1];
const LATE = [around(0.08, 0.5, 24), around(0.55, 0.1, 25), around(0.9, 0.03, 26), () => 1];
const shared = (shares: typeof ORDINARY): Seen => {
  return (age, column) => (shares[age] as (column: number) => number)(column);
};
const bill = (box: Bill['leaves'][string], seen: Seen) => panelOf({ leaves: { 'a/EC2/box': box }, seen });
/** The figures of one account's service are off on some days from 100 on; all else comes in as ever. */
const off = (days: number, shares: readonly number[]): Seen => {
  return (age, day, leaf) =>
    leaf === 'a/EC2/box' && day >= 100 && day < 100 + days ? (shares[age] as number) : shared(ORDINARY)(age, day, leaf);
};

describe('a day that is not all in', () => {
  test.each([
    ['in part as ever', shared(ORDINARY)],
    ['late', off(3, [0, 0.1, 0.4, 1])],
    ['very late', off(3, [0, 0, 0.1, 0.9])],
    ['somewhat early', off(3, [0.37, 0.99, 1, 1])],
    ['for one day estimated a quarter too high', off(1, [0.36, 1.25, 1.12, 1])],
    ['late as ever', shared(LATE)],
  ])('raises nothing if it comes %s', (_, seen) => {
    expect(raisedIn(bill(usual, seen))).toEqual([]);
  });

  test('raises nothing if it is corrected to a half once it is final', () => {
    const half: Amount = (column, date) => (column === 100 ? 0.5 : 1) * usual(column, date);
    const seen: Seen = (age, day, leaf) =>
      shared(ORDINARY)(age, day, leaf) * (leaf === 'a/EC2/box' && day === 100 ? 2 : 1);
    expect(raisedIn(bill(half, seen))).toEqual([]);
  });

  test('is raised on the first day if the part that is in is far above a whole one', () => {
    const raised = raisedIn(bill(during(usual, [100, 140], weekly(3000, 3)), shared(ORDINARY)));
    expect(raised.map(({ day, since }) => [day, since])).toEqual([[100, 100]]);
  });

  test.each([
    ['an ordinary service', ORDINARY],
    ['a late service', LATE],
  ])('of %s is not claimed to cost more than it comes to', (_, shares) => {
    const [raised] = raisedIn(bill(during(usual, [100, 140], weekly(900, 3, 1)), shared(shares)));
    expect(raised?.day).toBeLessThanOrEqual(102);
    expect(raised?.perDay).toBeLessThan(900);
    expect(raised?.perDay).toBeGreaterThan(20);
  });

  test('is no drop while it may still fill up', () => {
    const raised = raisedIn(
      bill(
        during(usual, [100, 120], () => 0),
        shared(ORDINARY),
      ),
    );
    expect(raised.map(({ direction, since }) => [direction, since])).toEqual([['drop', 100]]);
    expect(raised[0]?.day).toBeGreaterThanOrEqual(102);
    expect(raised[0]?.day).toBeLessThanOrEqual(105);
  });

  test('raises nothing if the bill is read in the evening for once', () => {
    const evening: Seen = (age, day, leaf) => (age === 0 && day === 100 ? 0.9 : shared(ORDINARY)(age, day, leaf));
    expect(raisedIn(bill(usual, evening))).toEqual([]);
  });
});

function noisyShare(share: number, by: number, salt: number, column: number): number {
  return Math.min(1, noisy(share, salt, by)(column, FIRST));
}
