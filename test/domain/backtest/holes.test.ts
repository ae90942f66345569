import { expect, test } from 'vitest';
import { holesOf } from '../../../src/domain/backtest/holes.ts';

/** An account from a line such as `111011`, with so many services on each day that has rows. */
const account = (line: string, services = 3) => ({
  hasRows: Uint8Array.from(line, Number),
  services: Uint16Array.from(line, (day) => Number(day) * services),
});
const gaps = (accounts: Record<string, ReturnType<typeof account>>, days: number) => {
  const { bill, accounts: own } = holesOf(new Map(Object.entries(accounts)), days);
  return { bill: bill.join(''), ...Object.fromEntries([...own].map(([name, days]) => [name, days.join('')])) };
};

test('a day without any row is missing for all', () => {
  expect(gaps({ a: account('1101', 1), b: account('1001', 1) }, 4)).toEqual({ bill: '0010', a: '0010', b: '0010' });
});

test('a busy account without any row between days that have some lost them; one that stopped did not', () => {
  const others = account('1111111111');
  expect(gaps({ a: account('1101000111'), others }, 10)).toMatchObject({ a: '0010111000', bill: '0000000000' });
  expect(gaps({ a: account('1110000000'), others }, 10)).toMatchObject({ a: '0000000000' });
  expect(gaps({ a: account('0001111111'), others }, 10)).toMatchObject({ a: '0000000000' });
  expect(gaps({ a: account('1110000111'), others }, 10)).toMatchObject({ a: '0000000000' });
});

test('an account of one or two services may cost nothing on a day', () => {
  expect(gaps({ a: account('1101', 2), others: account('1111') }, 4)).toMatchObject({ a: '0000' });
});
