import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseDay } from '../../../src/domain/day.ts';
import { openDatabase, type Store } from '../../../src/store/database.ts';
import { saveRead } from '../../../src/store/ledger-write.ts';
import type { CutRead } from '../../../src/usecases/ports.ts';
import { atLeast, count, type Figure, percent } from '../figure.ts';
import { inTurn } from '../turns.ts';
import { largeMonth } from './ledger-rows.ts';

const TURNS = 9;
const SHARE = 0.6;

/** A month of the backfill saved whole, against a bare loop that inserts its rows; each into an empty file. */
export async function ledgerWrites(): Promise<Figure> {
  const read = largeMonth(parseDay('2026-10-01'), parseDay('2026-11-24'));
  const folder = await mkdtemp(path.join(tmpdir(), 'billhook-bench-'));
  let files = 0;
  const rate = (write: (store: Store) => unknown) => async () => {
    const store = openDatabase(path.join(folder, `${++files}.db`));
    const begun = performance.now();
    await write(store);
    const rowsASecond = (1000 * read.rows.length) / (performance.now() - begun);
    assertWritten(store, read);
    store.$client.close();
    return rowsASecond;
  };
  try {
    const { bare, ours } = await inTurn(
      TURNS,
      rate((store) => insertBare(store, read)),
      rate((store) => saveRead(store, read)),
    );
    const what = `Ledger writes against a bare loop, ${count(read.rows.length)} rows`;
    return atLeast(what, ours / bare, SHARE, percent, `${count(ours)} of ${count(bare)} rows a second`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The least that writing these rows can take: one statement, one transaction. */
function insertBare({ $client }: Store, { payer, cut, rows, at }: CutRead): void {
  const insert = $client.prepare('INSERT INTO daily_costs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)');
  const readAt = at.getTime();
  $client
    .transaction(() => {
      for (const { keyA, keyB, day, unblended, amortized, netAmortized, usage, usageUnit, currency } of rows)
        insert.run(
          payer,
          cut,
          keyA,
          keyB,
          day,
          unblended,
          amortized,
          netAmortized,
          usage,
          usageUnit,
          currency,
          0,
          readAt,
        );
    })
    .immediate();
}

function assertWritten({ $client }: Store, { rows }: CutRead): void {
  const written = $client.prepare('SELECT count(*) FROM daily_costs').pluck().get();
  if (written !== rows.length) throw new Error(`${written} rows were written instead of ${rows.length}`);
}
