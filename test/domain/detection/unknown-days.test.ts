import { describe, expect, test } from 'vitest';
import { type Amount, during, panelOf, raisedIn, weekly } from './panels.ts';

const usual = weekly(100, 3);
const gaps = (amount: Amount, isGap: (column: number) => boolean): Amount => {
  return (column, date) => (isGap(column) ? Number.NaN : amount(column, date));
};
const bill = (amount: Amount) => panelOf({ leaves: { 'a/EC2/box': amount } });

describe('days of which nothing is known', () => {
  test.each([
    ['one', (column: number) => column === 100],
    ['three in a row', (column: number) => column >= 100 && column < 103],
    ['ten in a row', (column: number) => column >= 100 && column < 110],
    ['every fifth', (column: number) => column % 5 === 0],
  ])('raise nothing: %s', (_, isGap) => {
    expect(raisedIn(bill(gaps(usual, isGap)))).toEqual([]);
  });

  test('raise nothing where they are the last ones of a series', () => {
    expect(raisedIn(bill(gaps(usual, (column) => column >= 130)))).toEqual([]);
  });

  test('raise nothing where they are the whole bill', () => {
    const leaves = {
      'a/EC2/box': gaps(usual, (column) => column === 100),
      'b/S3/bytes': gaps(usual, (c) => c === 100),
    };
    expect(raisedIn(panelOf({ leaves, beside: false }))).toEqual([]);
  });

  test('do not end a rise that goes on behind them', () => {
    const risen = during(usual, [100, 130], weekly(300, 3));
    const raised = raisedIn(bill(gaps(risen, (column) => column >= 103 && column < 106)));
    expect(raised.map(({ direction, since }) => [direction, since])).toEqual([['rise', 100]]);
  });

  test('do not hide where a rise began', () => {
    const risen = during(usual, [100, 130], weekly(300, 3));
    const raised = raisedIn(bill(gaps(risen, (column) => column === 101)), 60);
    expect(raised.map(({ direction, since }) => [direction, since])).toEqual([['rise', 100]]);
  });

  test('are unlike days at zero, which are a drop', () => {
    const raised = raisedIn(bill(during(usual, [100, 110], () => 0)));
    expect(raised.map(({ direction, since }) => [direction, since])).toEqual([['drop', 100]]);
  });
});
