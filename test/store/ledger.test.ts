import { expect, test } from 'vitest';
import { ACCOUNT_SERVICE } from '../../src/domain/cuts.ts';
import { addDays, daysUntil, type Month } from '../../src/domain/day.ts';
import { type Micros, micros } from '../../src/domain/money.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { amountOf } from '../../src/usecases/ports.ts';
import { at, costRow, cutRead, day, storeForTest } from './fixtures.ts';

const DAY = day('2026-11-17');
const WEEK = { from: day('2026-11-15'), end: day('2026-11-22') };

async function totals(ledger: ReturnType<typeof createLedger>, by: 'day' | 'keyB' = 'day') {
  const rows = await ledger.sums({ cut: ACCOUNT_SERVICE.name, window: WEEK, by: [by] });
  return rows.map((row) => [row[by], amountOf(row, 'amortized')]);
}

test('a day that is read again is replaced whole: restated figures, and lines that are gone', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 10), costRow(DAY, 7, { keyB: 'Tax oddity' })], '2026-11-18T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(DAY, 12)], '2026-11-19T08:00:00Z'));
  expect(await totals(ledger, 'keyB')).toEqual([['AWS Lambda', micros(12)]]);
});

test('a read touches no day that it does not speak of', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 10), costRow(addDays(DAY, 1), 11)], '2026-11-19T08:00:00Z'));
  const empty = { days: new Map([[addDays(DAY, 1), { estimated: false }]]) };
  await ledger.saveRead(cutRead([costRow(addDays(DAY, 1), 20)], '2026-11-20T08:00:00Z', empty));
  expect(await totals(ledger)).toEqual([
    [DAY, micros(10)],
    [addDays(DAY, 1), micros(20)],
  ]);
});

test('a day that a read has without a line is known and holds nothing', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 10)], '2026-11-19T08:00:00Z'));
  await ledger.saveRead(cutRead([], '2026-11-20T08:00:00Z', { days: new Map([[DAY, { estimated: false }]]) }));
  expect(await totals(ledger)).toEqual([]);
});

test('one payer and one cut do not touch another', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 10)], '2026-11-19T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(DAY, 3)], '2026-11-19T08:00:00Z', { payer: 'second' }));
  await ledger.saveRead(cutRead([costRow(DAY, 99)], '2026-11-19T08:00:00Z', { cut: 'account/region' }));
  const rows = await ledger.sums({ cut: ACCOUNT_SERVICE.name, window: WEEK, by: ['payer'] });
  expect(rows.map(({ payer, amortized }) => [payer, amortized])).toEqual([
    ['main', micros(10)],
    ['second', micros(3)],
  ]);
});

test('currencies are never added', async () => {
  const ledger = createLedger(storeForTest());
  const euro = costRow(DAY, 5, { keyB: 'AWS Marketplace', currency: 'EUR' });
  await ledger.saveRead(cutRead([costRow(DAY, 10), euro], '2026-11-19T08:00:00Z'));
  const rows = await ledger.sums({ cut: ACCOUNT_SERVICE.name, window: WEEK, by: [] });
  expect(new Map(rows.map(({ currency, amortized }) => [currency, amortized]))).toEqual(
    new Map([
      ['USD', micros(10)],
      ['EUR', micros(5)],
    ]),
  );
});

test('the end of a window is not in it', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 10), costRow(addDays(DAY, 1), 20)], '2026-11-19T08:00:00Z'));
  const window = { from: DAY, end: addDays(DAY, 1) };
  expect(await ledger.sums({ cut: ACCOUNT_SERVICE.name, window, by: [] })).toMatchObject([{ amortized: micros(10) }]);
});

test('every figure of a day is kept to the millionth, by each of three metrics', async () => {
  const ledger = createLedger(storeForTest());
  const row = costRow(DAY, 1, {
    unblended: 9_000_000_000_000_001 as Micros,
    amortized: micros(-0.000001),
    netAmortized: micros(0.1),
  });
  await ledger.saveRead(cutRead([row], '2026-11-19T08:00:00Z'));
  expect(await ledger.sums({ cut: ACCOUNT_SERVICE.name, window: WEEK, by: [] })).toMatchObject([
    { unblended: 9_000_000_000_000_001, amortized: -1, netAmortized: 100_000 },
  ]);
});

test('a read of more than 20,000 rows is written whole, and leaves room for others in between', async () => {
  const store = storeForTest();
  const ledger = createLedger(store);
  const days = daysUntil(day('2026-11-01'), day('2026-11-04'));
  const rows = days.flatMap((one) => Array.from({ length: 9000 }, (_, i) => costRow(one, 1, { keyB: `S${i}` })));
  let others = 0;
  setImmediate(() => {
    others++;
    // Whole days only, and the month's mark not before the last of them.
    expect(store.$client.prepare('SELECT count(*) FROM daily_costs').pluck().get()).toBe(18_000);
    expect(store.$client.prepare('SELECT count(*) FROM cut_months').pluck().get()).toBe(0);
  });
  await ledger.saveRead(cutRead(rows, '2026-11-06T08:00:00Z', { months: ['2026-11' as Month] }));
  expect(others).toBe(1);
  expect(store.$client.prepare('SELECT count(*) FROM daily_costs').pluck().get()).toBe(27_000);
  expect([...(await ledger.monthsRead('main', ACCOUNT_SERVICE.name)).keys()]).toEqual(['2026-11']);
});

test('months are remembered a payer and a cut, and can be forgotten', async () => {
  const ledger = createLedger(storeForTest());
  const months = ['2026-02', '2026-01'] as Month[];
  await ledger.saveRead(cutRead([costRow(day('2026-02-28'), 1)], '2026-03-01T08:00:00Z', { months }));
  expect([...(await ledger.monthsRead('main', ACCOUNT_SERVICE.name)).keys()].sort()).toEqual(['2026-01', '2026-02']);
  expect((await ledger.monthsRead('second', ACCOUNT_SERVICE.name)).size).toBe(0);
  await ledger.forgetMonths('main', ACCOUNT_SERVICE.name);
  expect((await ledger.monthsRead('main', ACCOUNT_SERVICE.name)).size).toBe(0);
});

test('a failure is kept with its reason beside the last success, until the next success', async () => {
  const ledger = createLedger(storeForTest());
  const cut = ACCOUNT_SERVICE.name;
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-17T08:00:00Z'));
  await ledger.saveFailure('main', cut, 'throttled', at('2026-11-18T08:00:00Z'));
  expect(await ledger.cutStates()).toEqual([
    {
      payer: 'main',
      cut,
      succeededAt: at('2026-11-17T08:00:00Z'),
      failedAt: at('2026-11-18T08:00:00Z'),
      failure: 'throttled',
    },
  ]);
  expect(await totals(ledger)).toEqual([[DAY, micros(1)]]);
  await ledger.saveRead(cutRead([costRow(addDays(DAY, 2), 1)], '2026-11-19T08:00:00Z'));
  expect(await ledger.cutStates()).toMatchObject([{ failure: undefined, succeededAt: at('2026-11-19T08:00:00Z') }]);
});

test('a read of old months alone does not make a cut look up to date', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-17T08:00:00Z'));
  await ledger.saveRead(cutRead([costRow(day('2026-08-31'), 1)], '2026-11-19T08:00:00Z'));
  expect(await ledger.cutStates()).toMatchObject([{ succeededAt: at('2026-11-17T08:00:00Z') }]);
});

test('rows a day are counted over the days that were read', async () => {
  const ledger = createLedger(storeForTest());
  expect(await ledger.rowsADay('main', ACCOUNT_SERVICE.name, WEEK)).toBeUndefined();
  const rows = [costRow(DAY, 1), costRow(DAY, 1, { keyB: 'Amazon RDS' }), costRow(addDays(DAY, 1), 1)];
  await ledger.saveRead(cutRead(rows, '2026-11-19T08:00:00Z'));
  expect(await ledger.rowsADay('main', ACCOUNT_SERVICE.name, WEEK)).toBe(1.5);
});

test("an account's newest name counts", async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-18T08:00:00Z'));
  const accountNames = new Map([['111122223333', 'shop-live']]);
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-19T08:00:00Z', { accountNames }));
  expect(await ledger.accountNames()).toEqual(accountNames);
});

test('a payer that is read no more does not make later days unknown', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-01T08:00:00Z', { payer: 'left' }));
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-19T08:00:00Z'));
  expect((await ledger.days(WEEK, at('2026-11-19T09:00:00Z'))).has(DAY)).toBe(true);
});

test('a day that one of two payers has not given yet is unknown', async () => {
  const ledger = createLedger(storeForTest());
  await ledger.saveRead(cutRead([costRow(addDays(DAY, -1), 1)], '2026-11-19T08:00:00Z', { payer: 'second' }));
  await ledger.saveRead(cutRead([costRow(DAY, 1)], '2026-11-19T08:00:00Z'));
  expect((await ledger.days(WEEK, at('2026-11-19T09:00:00Z'))).has(DAY)).toBe(false);
});
