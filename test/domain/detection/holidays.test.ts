import { expect, test } from 'vitest';
import type { Day } from '../../../src/domain/day.ts';
import { type Amount, panelOf, raisedIn, weekly } from './panels.ts';

const isHoliday = (day: Day) => day >= '2025-07-14' && day <= '2025-07-18';
const resting = (amount: Amount, left: number): Amount => {
  return (column, day) => amount(column, day) * (isHoliday(day) ? left : 1);
};
const services = ['EC2', 'RDS', 'Lambda', 'S3', 'Kafka'];
const accounts = ['a', 'b', 'c', 'd'];

/** A bill of twenty series, of which so many rest over the holidays. */
function bill(resters: number, left: number) {
  const names = accounts.flatMap((account) => services.map((service) => `${account}/${service}/units`));
  const leaves = names.map((name, i): [string, Amount] => {
    const amount = weekly(100, i + 40);
    return [name, i < resters ? resting(amount, left) : amount];
  });
  return panelOf({ days: 175, leaves: Object.fromEntries(leaves), beside: false });
}

test.each([
  [20, 0.5],
  [20, 0.3],
  [12, 0.2],
])(
  'a holiday on which %i of 20 series keep %d of their cost is neither a drop nor, when it ends, a rise',
  (n, left) => {
    expect(raisedIn(bill(n, left), 60)).toEqual([]);
  },
);

test('one series that falls to nothing on ordinary days is a drop', () => {
  const raised = raisedIn(bill(1, 0), 60);
  expect(raised.map(({ direction, where }) => [direction, where])).toEqual([['drop', ['a/EC2/units']]]);
});

test('a rise that begins on a holiday is found', () => {
  const names = accounts.flatMap((account) => services.map((service) => `${account}/${service}/units`));
  const leaves = names.map((name, i): [string, Amount] => {
    const rested = resting(weekly(100, i + 40), 0.5);
    return [name, i === 7 ? (column, day) => rested(column, day) + (day >= '2025-07-15' ? 300 : 0) : rested];
  });
  const raised = raisedIn(panelOf({ days: 150, leaves: Object.fromEntries(leaves), beside: false }), 60);
  expect(raised.map(({ direction, where }) => [direction, where])).toEqual([['rise', ['b/Lambda/units']]]);
});
