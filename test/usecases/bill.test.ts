import { expect, test } from 'vitest';
import type { Metric } from '../../src/domain/finding.ts';
import { micros } from '../../src/domain/money.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { readBill } from '../../src/usecases/bill.ts';
import { at, costRow, cutRead, day, storeForTest } from '../store/fixtures.ts';

const NOW = at('2026-11-17T09:30:00Z');

/** The bill of one day: so much net amortized, and $1,000 amortized unless told otherwise. */
async function billOf(net: number, more: { readonly metric?: Metric; readonly amortized?: number } = {}) {
  const ledger = createLedger(storeForTest());
  const row = costRow(day('2026-11-14'), more.amortized ?? 1000, { netAmortized: micros(net) });
  await ledger.saveRead(cutRead([row], '2026-11-17T08:00:00Z'));
  return readBill(ledger, more.metric, day('2026-11-17'), NOW);
}

test.each([
  ['no discount', 1000, 'amortized', 1000],
  ['0.2 % off, as rounding may make it', 998, 'amortized', 1000],
  ['a little more than 0.2 % off', 997.99, 'net_amortized', 997.99],
  ['1 % off', 990, 'net_amortized', 990],
  ['0.2 % on top', 1002, 'amortized', 1000],
  ['a little more than 0.2 % on top', 1002.01, 'net_amortized', 1002.01],
] as const)('a private discount shows in the metric: %s', async (_, net, metric, mean) => {
  expect(await billOf(net)).toMatchObject({ metric, meanDay: micros(mean) });
});

test('a bill of refunds is looked at by its size', async () => {
  expect(await billOf(-998, { amortized: -1000 })).toMatchObject({ metric: 'amortized' });
  expect(await billOf(-997, { amortized: -1000 })).toMatchObject({ metric: 'net_amortized' });
});

test('the metric of the configuration goes before the one the bill suggests', async () => {
  expect(await billOf(500, { metric: 'amortized' })).toMatchObject({ metric: 'amortized', meanDay: micros(1000) });
  expect(await billOf(1000, { metric: 'net_amortized' })).toMatchObject({ metric: 'net_amortized' });
});
