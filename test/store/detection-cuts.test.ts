import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { addDays, type Day, daysUntil } from '../../src/domain/day.ts';
import { micros } from '../../src/domain/money.ts';
import { NO_TEAM } from '../../src/domain/team.ts';
import { openReadOnly } from '../../src/store/database.ts';
import { createLedgerCuts } from '../../src/store/detection-cuts.ts';
import { createLedger } from '../../src/store/ledger.ts';
import type { CutsQuery } from '../../src/usecases/ledger-cuts.ts';
import type { CostRow, CutRead } from '../../src/usecases/ports.ts';
import { at, costRow, cutRead, day, folderForTest, storeForTest } from './fixtures.ts';

const FROM = day('2026-11-16');
const QUERY: CutsQuery = {
  window: { from: FROM, end: addDays(FROM, 4) },
  currency: 'USD',
  metric: 'amortized',
  now: at('2026-11-20T09:00:00Z'),
};
const READ_AT = '2026-11-20T08:00:00Z';
const LAMBDA_LEAVES = 'account/usage_type:AWS Lambda';
const { NaN: unknown } = Number;

/** A day of the window, by its column; beyond it with others. */
const on = (column: number): Day => addDays(FROM, column);

/** A read of whole days, by default those of the window. */
function readOf(rows: readonly CostRow[], more: Partial<CutRead> = {}, columns: readonly [number, number] = [0, 4]) {
  const days = new Map(daysUntil(on(columns[0]), on(columns[1])).map((one) => [one, { estimated: false }]));
  return cutRead(rows, READ_AT, { days, window: { from: FROM, end: on(5) }, ...more });
}

/** What detection is given of a ledger with these reads, written in their order. */
async function cutsOf(reads: readonly CutRead[], query: Partial<CutsQuery> = {}) {
  const store = storeForTest();
  const ledger = createLedger(store);
  for (const read of reads) await ledger.saveRead(read);
  return createLedgerCuts(store).read({ ...QUERY, ...query });
}

/** Plain figures, for comparison. */
const plain = (figures: readonly { scope: object; values: Float64Array }[] | undefined) =>
  figures?.map(({ scope, values }) => [scope, [...values]]);

const LAMBDA = { account: '111122223333', service: 'AWS Lambda' };
const pairsOf = async (...reads: CutRead[]) => plain((await cutsOf(reads)).pairs);

describe('account × service', () => {
  test('has the days of the window in units of the currency: a known day without a line is 0', async () => {
    const cuts = await cutsOf([readOf([costRow(on(0), 10.5), costRow(on(2), -0.000001)])]);
    expect([cuts.first, cuts.days]).toEqual([FROM, 4]);
    expect(plain(cuts.pairs)).toEqual([[LAMBDA, [10.5, 0, -0.000001, 0]]]);
  });

  test('is unknown on days that were not read', async () => {
    expect(await pairsOf(readOf([costRow(on(1), 10)], {}, [1, 3]))).toEqual([[LAMBDA, [unknown, 10, 0, unknown]]]);
  });

  test('holds the first day of the window and not its end, over the turn of a year', async () => {
    const window = { from: day('2025-12-30'), end: day('2026-01-02') };
    const days = daysUntil(day('2025-12-28'), day('2026-01-04'));
    const cuts = await cutsOf(
      [
        cutRead(
          [...days.entries()].map(([i, one]) => costRow(one, i + 1)),
          READ_AT,
        ),
      ],
      { window },
    );
    expect(plain(cuts.pairs)).toEqual([[LAMBDA, [3, 4, 5]]]);
  });

  test('leaves out what has no line in the window', async () => {
    const old = costRow(on(-1), 10, { keyB: 'Amazon RDS' });
    expect(await pairsOf(readOf([old, costRow(on(0), 1)], {}, [-1, 4]))).toEqual([[LAMBDA, [1, 0, 0, 0]]]);
  });

  test('sums the payers', async () => {
    const reads = [readOf([costRow(on(0), 10)]), readOf([costRow(on(0), 3)], { payer: 'second' })];
    expect(await pairsOf(...reads)).toEqual([[LAMBDA, [13, 0, 0, 0]]]);
  });

  test('is unknown everywhere on a day that one payer has not given', async () => {
    const other = costRow(on(0), 3, { keyA: '444455556666' });
    const second = readOf([other], { payer: 'second' }, [0, 3]);
    expect(await pairsOf(readOf([costRow(on(0), 10), costRow(on(3), 10)]), second)).toEqual([
      [LAMBDA, [10, 0, 0, unknown]],
      [{ ...LAMBDA, account: '444455556666' }, [3, 0, 0, unknown]],
    ]);
  });

  test('goes on under a new payer, and is unknown, not 0, once the only payer is read no more', async () => {
    const gone = { payer: 'left', at: at('2026-11-01T08:00:00Z') };
    const alone = costRow(on(0), 3, { keyA: '444455556666' });
    const left = readOf([costRow(on(0), 10), alone], gone, [0, 2]);
    expect(await pairsOf(left, readOf([costRow(on(2), 11)]))).toEqual([
      [LAMBDA, [10, 0, 11, 0]],
      [{ ...LAMBDA, account: '444455556666' }, [3, 0, unknown, unknown]],
    ]);
  });

  test('leaves other currencies out', async () => {
    const euro = { keyB: 'AWS Marketplace', currency: 'EUR' };
    const reads = [readOf([costRow(on(0), 10), costRow(on(0), 5, euro)])];
    expect(await pairsOf(...reads)).toEqual([[LAMBDA, [10, 0, 0, 0]]]);
    expect(plain((await cutsOf(reads, { currency: 'EUR' })).pairs)).toEqual([
      [{ ...LAMBDA, service: 'AWS Marketplace' }, [5, 0, 0, 0]],
    ]);
  });

  test.each([
    ['unblended', 1],
    ['amortized', 2],
    ['net_amortized', 3],
  ] as const)('is given in the figure asked for: %s', async (metric, dollars) => {
    const row = { unblended: micros(1), amortized: micros(2), netAmortized: micros(3) };
    const cuts = await cutsOf([readOf([costRow(on(0), 0, row)])], { metric });
    expect(plain(cuts.pairs)).toEqual([[LAMBDA, [dollars, 0, 0, 0]]]);
  });

  test('has restated figures, and none of lines that are gone', async () => {
    const first = readOf([costRow(on(0), 10), costRow(on(1), 7)], { at: at('2026-11-19T08:00:00Z') });
    expect(await pairsOf(first, readOf([costRow(on(0), 12)]))).toEqual([[LAMBDA, [12, 0, 0, 0]]]);
  });
});

describe('a leaf', () => {
  const requests = (column: number, dollars: number) => costRow(on(column), dollars, { keyB: 'Request' });
  const total = readOf([costRow(on(0), 10)]);

  test('has the service that stands in the name of its cut', async () => {
    const { leaves } = await cutsOf([total, readOf([requests(0, 4)], { cut: LAMBDA_LEAVES })]);
    expect(plain(leaves)).toEqual([[{ ...LAMBDA, usageType: 'Request' }, [4, 0, 0, 0]]]);
  });

  test('is left out where its cut is that of all other services, which does not name one', async () => {
    const cuts = await cutsOf([total, readOf([requests(0, 4)], { cut: 'account/usage_type:*' })]);
    expect([cuts.leaves, plain(cuts.pairs)]).toEqual([[], [[LAMBDA, [10, 0, 0, 0]]]]);
  });

  test('is unknown on a day that account/service has and its own cut lacks, or the other way round', async () => {
    const leaves = readOf([requests(1, 4)], { cut: LAMBDA_LEAVES }, [1, 4]);
    const cuts = await cutsOf([readOf([costRow(on(0), 10)], {}, [0, 3]), leaves]);
    expect(plain(cuts.leaves)?.map(([, values]) => values)).toEqual([[unknown, 4, 0, unknown]]);
    expect(plain(cuts.pairs)).toEqual([[LAMBDA, [10, 0, 0, unknown]]]);
  });

  test("is not hidden by another payer's read that failed, if it has nothing of it", async () => {
    const second = { payer: 'second', cut: LAMBDA_LEAVES };
    const foreign = costRow(on(0), 1, { keyA: '444455556666', keyB: 'Request' });
    const { leaves } = await cutsOf([
      total,
      readOf([], { payer: 'second' }),
      readOf([requests(0, 4)], { cut: LAMBDA_LEAVES }),
      readOf([foreign], second, [0, 2]),
    ]);
    expect(plain(leaves)?.map(([, values]) => values)).toEqual([
      [4, 0, 0, 0],
      [1, 0, unknown, unknown],
    ]);
  });
});

test('teams come by account and by service, and what has no team has a name of its own', async () => {
  const row = (keyA: string, keyB: string, dollars: number) => costRow(on(0), dollars, { keyA, keyB });
  const cuts = await cutsOf([
    readOf([costRow(on(0), 10)]),
    readOf([row('shop', '111122223333', 7), row('', '111122223333', 3)], { cut: 'team/account' }),
    readOf([row('shop', 'AWS Lambda', 7)], { cut: 'team/service' }),
  ]);
  expect(plain(cuts.teamAccounts)).toEqual([
    [{ team: NO_TEAM, account: '111122223333' }, [3, 0, 0, 0]],
    [{ team: 'shop', account: '111122223333' }, [7, 0, 0, 0]],
  ]);
  expect(plain(cuts.teamServices)).toEqual([[{ team: 'shop', service: 'AWS Lambda' }, [7, 0, 0, 0]]]);
});

test('a team of several payers is unknown on a day that one of them lacks', async () => {
  const row = costRow(on(0), 7, { keyA: 'shop', keyB: 'AWS Lambda' });
  const { teamServices } = await cutsOf([
    readOf([costRow(on(0), 10)]),
    readOf([costRow(on(0), 10)], { payer: 'second' }),
    readOf([row], { cut: 'team/service' }),
    readOf([row], { cut: 'team/service', payer: 'second' }, [0, 3]),
  ]);
  expect(plain(teamServices)?.map(([, values]) => values)).toEqual([[14, 0, 0, unknown]]);
});

describe('sightings', () => {
  /** A read of the days before and of its own day, so early that each shows its age. */
  const early = (column: number, dollars: number, more: Partial<CutRead> = {}, row: Partial<CostRow> = {}) =>
    readOf(
      [0, 1, 2, 3].filter((age) => age <= column).map((age) => costRow(on(column - age), dollars + age, row)),
      { at: at(`${on(column)}T08:00:00Z`), ...more },
      [0, column + 1],
    );
  const seenOf = async (...reads: CutRead[]) =>
    (await cutsOf(reads)).sightings?.map(({ scope, seen }) => [scope, seen?.map((values) => [...values])]);
  const service = { service: 'AWS Lambda' };
  const ALL_UNKNOWN = [unknown, unknown, unknown, unknown];

  test('say of a service what each day showed at the ages 0 to 3', async () => {
    expect(await seenOf(early(0, 10), early(1, 20), early(3, 40))).toEqual([
      [
        service,
        [
          [10, 20, unknown, 40],
          [21, unknown, 41, unknown],
          [unknown, 42, unknown, unknown],
          [43, unknown, unknown, unknown],
        ],
      ],
    ]);
  });

  test('are summed over accounts and payers, and unknown where a payer was not sighted', async () => {
    const second = { payer: 'second' };
    const rows = [costRow(on(0), 1), costRow(on(0), 2, { keyA: '444455556666' })];
    const own = readOf(rows, { at: at(`${on(0)}T08:00:00Z`) }, [0, 1]);
    expect(await seenOf(own, early(0, 10, second), early(1, 20))).toEqual([
      [service, [[13, unknown, unknown, unknown], ALL_UNKNOWN, ALL_UNKNOWN, ALL_UNKNOWN]],
    ]);
  });

  test('have 0 for a service that was not there yet when the others were', async () => {
    const late = costRow(on(0), 5, { keyB: 'Amazon RDS' });
    const seen = await seenOf(
      early(0, 10),
      readOf([costRow(on(0), 11), late], { at: at(`${on(1)}T08:00:00Z`) }, [0, 1]),
    );
    expect(seen?.map(([scope, ages]) => [scope, (ages as number[][])[0]])).toEqual([
      [service, [10, unknown, unknown, unknown]],
      [{ service: 'Amazon RDS' }, [0, unknown, unknown, unknown]],
    ]);
  });

  test('keep what was seen first when a day is restated, and leave other currencies out', async () => {
    const euro = early(0, 5, { payer: 'second' }, { keyB: 'AWS Marketplace', currency: 'EUR' });
    const again = readOf([costRow(on(0), 99)], {}, [0, 4]);
    expect(await seenOf(early(0, 10), euro, again)).toEqual([
      [service, [[10, unknown, unknown, unknown], ALL_UNKNOWN, ALL_UNKNOWN, ALL_UNKNOWN]],
    ]);
  });
});

test('an empty ledger gives no series', async () => {
  expect(await cutsOf([])).toEqual({
    first: FROM,
    days: 4,
    leaves: [],
    pairs: [],
    teamAccounts: [],
    teamServices: [],
    sightings: [],
  });
});

describe('a connection that only reads', () => {
  test('sees what another writes, and writes nothing', async () => {
    const file = path.join(folderForTest(), 'billhook.db');
    const writer = storeForTest(file);
    const reader = openReadOnly(file);
    const cuts = createLedgerCuts(reader);
    expect((await cuts.read(QUERY)).pairs).toEqual([]);
    await createLedger(writer).saveRead(readOf([costRow(on(0), 10)]));
    expect(plain((await cuts.read(QUERY)).pairs)).toEqual([[LAMBDA, [10, 0, 0, 0]]]);
    expect(() => reader.$client.exec('DELETE FROM daily_costs')).toThrow('readonly');
    reader.$client.close();
  });

  test('says so where there is no file, and makes none', () => {
    const file = path.join(folderForTest(), 'none.db');
    expect(() => openReadOnly(file)).toThrow(`The database ${file} cannot be used`);
  });
});
