import { expect, test } from 'vitest';
import { ACCOUNT_SERVICE } from '../../src/domain/cuts.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { micros } from '../../src/domain/money.ts';
import type { Store } from '../../src/store/database.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { at, costRow, cutRead, day, storeForTest } from './fixtures.ts';

const DAY = day('2028-02-28');

function seen(store: Store, of: Day = DAY) {
  return store.$client
    .prepare<[string], { lag: number; dollars: number }>(
      'SELECT lag, sum(amortized) / 1e6 AS dollars FROM daily_costs_seen WHERE day = ? GROUP BY lag ORDER BY lag',
    )
    .all(of)
    .map(({ lag, dollars }) => [lag, dollars]);
}

test('what was visible of a day is kept at lags 0 to 5, over a leap day and a new month', async () => {
  const store = storeForTest();
  const ledger = createLedger(store);
  for (let lag = 0; lag <= 7; lag++)
    await ledger.saveRead(cutRead([costRow(DAY, 10 + lag)], `${addDays(DAY, lag)}T08:00:00Z`));
  expect(seen(store)).toEqual([0, 1, 2, 3, 4, 5].map((lag) => [lag, 10 + lag]));
});

test('of several reads on one UTC day the last is kept, with what it added', async () => {
  const store = storeForTest();
  const ledger = createLedger(store);
  await ledger.saveRead(cutRead([costRow(DAY, 10)], '2028-02-29T00:10:00Z'));
  const later = [costRow(DAY, 15), costRow(DAY, 40, { keyB: 'Amazon RDS' })];
  await ledger.saveRead(cutRead(later, '2028-02-29T18:10:00Z'));
  expect(seen(store)).toEqual([[1, 55]]);
});

test('days the ledger has not read are not known, and those it has are', async () => {
  const ledger = createLedger(storeForTest());
  const rows = [costRow(DAY, 1), costRow(addDays(DAY, 2), 1, { estimated: true })];
  const days = new Map([
    [DAY, { estimated: false }],
    [addDays(DAY, 2), { estimated: true }],
  ]);
  await ledger.saveRead(cutRead(rows, '2028-03-02T08:00:00Z', { days }));
  const states = await ledger.days({ from: DAY, end: addDays(DAY, 5) }, at('2028-03-02T09:00:00Z'));
  expect([...states.values()].map((state) => [state.day, state.estimated])).toEqual([
    [DAY, false],
    [addDays(DAY, 2), true],
  ]);
});

test('a day that one of two payers lacks is unknown, not half', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 1), costRow(addDays(DAY, 1), 1)], '2028-03-02T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2028-03-02T08:05:00Z', { payer: 'second' }));
  const states = await ledger.days({ from: DAY, end: addDays(DAY, 3) }, at('2028-03-02T09:00:00Z'));
  expect([...states.keys()]).toEqual([DAY]);
});

test.each<[string, [string, number][], string, boolean]>([
  [
    'two reads agree two days later',
    [
      ['02-29T08:00', 99.9],
      ['03-01T08:00', 100],
    ],
    '2028-03-01T09:00:00Z',
    true,
  ],
  [
    'it is a day old',
    [
      ['02-29T08:00', 100],
      ['02-29T14:00', 100],
    ],
    '2028-02-29T15:00:00Z',
    false,
  ],
  ['one read alone was made', [['03-01T08:00', 100]], '2028-03-01T09:00:00Z', false],
  [
    'the last two reads differ',
    [
      ['02-29T08:00', 100],
      ['02-29T14:00', 100],
      ['03-01T08:00', 103],
    ],
    '2028-03-01T09:00:00Z',
    false,
  ],
  [
    'it is restated after it had settled',
    [
      ['03-01T08:00', 100],
      ['03-01T14:00', 100],
      ['03-02T08:00', 80],
    ],
    '2028-03-02T09:00:00Z',
    false,
  ],
  ['daily reading no longer reaches it', [['03-01T08:00', 100]], '2028-03-06T09:00:00Z', true],
])('whether a day has settled where %s', async (_, reads, now, settled) => {
  const ledger = createLedger(storeForTest());
  for (const [read, dollars] of reads) await ledger.saveRead(cutRead([costRow(DAY, dollars)], `2028-${read}:00Z`));
  const states = await ledger.days({ from: DAY, end: addDays(DAY, 1) }, at(now));
  expect(states.get(DAY)?.settled).toBe(settled);
});

test('each read of a recent day leaves its total, a row a currency', async () => {
  const ledger = createLedger(storeForTest());
  const euro = costRow(DAY, 5, { keyB: 'Market', currency: 'EUR' });
  await ledger.saveRead(cutRead([costRow(DAY, 10), costRow(DAY, 1, { keyA: '2' }), euro], '2028-02-29T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(DAY, 12)], '2028-03-01T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(DAY, 12)], '2028-03-20T08:00:00Z'));
  const sightings = await ledger.sightings({ from: DAY, end: addDays(DAY, 1) });
  expect(sightings.map((one) => [one.currency, one.amortized, one.readAt.toISOString()])).toEqual([
    ['EUR', micros(5), '2028-02-29T08:00:00.000Z'],
    ['USD', micros(11), '2028-02-29T08:00:00.000Z'],
    ['USD', micros(12), '2028-03-01T08:00:00.000Z'],
  ]);
});

test('what was seen is kept long enough to learn from, and not for ever', async () => {
  const store = storeForTest();
  const ledger = createLedger(store);
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2028-02-29T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(addDays(DAY, 20), 1)], `${addDays(DAY, 20)}T08:00:00Z`));
  expect(seen(store)).toHaveLength(1);
  await ledger.saveRead(cutRead([costRow(addDays(DAY, 90), 1)], `${addDays(DAY, 90)}T08:00:00Z`));
  expect(seen(store)).toHaveLength(0);
  expect(
    await ledger.sums({ cut: ACCOUNT_SERVICE.name, window: { from: DAY, end: addDays(DAY, 1) }, by: [] }),
  ).toHaveLength(1);
});
