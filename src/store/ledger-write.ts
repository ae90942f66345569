import { setImmediate as nextTurn } from 'node:timers/promises';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { type Day, dayOf, daysBetween } from '../domain/day.ts';
import { DAILY_LAG } from '../domain/reading.ts';
import type { CostRow, CutRead } from '../usecases/ports.ts';
import type { Store } from './database.ts';

/** 20,000 rows hold the event loop some 30 ms, 60,000 some 90. */
const ROWS_A_TRANSACTION = 20_000;
/** What was visible when is kept so long: enough to learn how fast this bill fills. */
const SEEN_DAYS = 60;

type Batch = readonly { readonly day: Day; readonly rows: readonly CostRow[] }[];

/**
 * Writes a read whole days at a time, at most 20,000 rows a transaction (a day is never split), and lets others run in between.
 * The month's mark comes with the last batch: what a crash leaves half done is read again.
 */
export async function saveRead(store: Store, read: CutRead): Promise<void> {
  const batches = batchesOf(read);
  for (const [index, batch] of batches.entries()) {
    if (index > 0) await nextTurn();
    store.$client.transaction(() => saveBatch(store, read, batch, index === batches.length - 1)).immediate();
  }
}

function batchesOf(read: CutRead): Batch[] {
  const byDay = new Map<Day, CostRow[]>([...read.days.keys()].sort().map((day) => [day, []]));
  for (const row of read.rows) byDay.get(row.day)?.push(row);
  const batches: { day: Day; rows: CostRow[] }[][] = [[]];
  let size = 0;
  for (const [day, rows] of byDay) {
    if (size > 0 && size + rows.length > ROWS_A_TRANSACTION) {
      batches.push([]);
      size = 0;
    }
    batches.at(-1)?.push({ day, rows });
    size += rows.length;
  }
  return batches;
}

function saveBatch(store: Store, read: CutRead, batch: Batch, last: boolean): void {
  const client = store.$client;
  const { payer, cut } = read;
  const at = read.at.getTime();
  const today = dayOf(read.at);
  const clear = client.prepare('DELETE FROM daily_costs WHERE payer = ? AND cut = ? AND day = ?');
  const insert = client.prepare(
    'INSERT INTO daily_costs (payer, cut, key_a, key_b, day, unblended, amortized, net_amortized, usage, usage_unit, currency, estimated, read_at) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)',
  );
  // A day's last read stays: the shares it gives are never too low, so that no young day is taken for more than it can become.
  const forget = client.prepare('DELETE FROM daily_costs_seen WHERE payer = ? AND cut = ? AND day = ? AND lag = ?');
  const see = client.prepare(
    'INSERT INTO daily_costs_seen (payer, cut, key_a, key_b, day, lag, unblended, amortized, net_amortized) VALUES (?,?,?,?,?,?,?,?,?)',
  );
  const known = client.prepare<[string, string, string], { rows: number }>(
    'SELECT rows FROM day_reads WHERE payer = ? AND cut = ? AND day = ?',
  );
  const mark = client.prepare(
    'INSERT OR REPLACE INTO day_reads (payer, cut, day, rows, estimated, read_at) VALUES (?,?,?,?,?,?)',
  );
  for (const { day, rows } of batch) {
    const lag = daysBetween(day, today);
    const before = known.get(payer, cut, day);
    const young = lag >= 0 && lag <= DAILY_LAG;
    if (young) forget.run(payer, cut, day, lag);
    if (before && before.rows > 0) clear.run(payer, cut, day);
    for (const row of rows) {
      const { keyA, keyB, unblended, amortized, netAmortized } = row;
      insert.run(
        payer,
        cut,
        keyA,
        keyB,
        day,
        unblended,
        amortized,
        netAmortized,
        row.usage,
        row.usageUnit,
        row.currency,
        row.estimated ? 1 : 0,
        at,
      );
      if (young) see.run(payer, cut, keyA, keyB, day, lag, unblended, amortized, netAmortized);
    }
    mark.run(payer, cut, day, rows.length, read.days.get(day)?.estimated ? 1 : 0, at);
    if (cut === ACCOUNT_SERVICE.name && lag <= DAILY_LAG) sight(store, payer, day, rows, at);
  }
  if (last) finish(store, read, today);
}

/** Keeps a recent day's total at this read, a row a currency. */
function sight(store: Store, payer: string, day: Day, rows: readonly CostRow[], at: number): void {
  const totals = new Map<string, [number, number, number]>();
  for (const row of rows) {
    const total = totals.get(row.currency) ?? [0, 0, 0];
    totals.set(row.currency, [total[0] + row.unblended, total[1] + row.amortized, total[2] + row.netAmortized]);
  }
  const insert = store.$client.prepare(
    'INSERT OR REPLACE INTO day_sightings (payer, day, currency, read_at, unblended, amortized, net_amortized) VALUES (?,?,?,?,?,?,?)',
  );
  for (const [currency, total] of totals) insert.run(payer, day, currency, at, ...total);
}

function finish(store: Store, { payer, cut, window, months, accountNames, at }: CutRead, today: Day): void {
  const client = store.$client;
  const month = client.prepare('INSERT OR REPLACE INTO cut_months (payer, cut, month, read_at) VALUES (?,?,?,?)');
  for (const name of months) month.run(payer, cut, name, at.getTime());
  const account = client.prepare(
    'INSERT INTO accounts (id, payer, name) VALUES (?,?,?) ON CONFLICT (id) DO UPDATE SET name = excluded.name',
  );
  for (const [id, name] of accountNames) account.run(id, payer, name);
  // A read of older months alone does not bring the cut up to date.
  client
    .prepare(
      'INSERT INTO cut_reads (payer, cut, succeeded_at) VALUES (?,?,?) ON CONFLICT (payer, cut) DO UPDATE SET succeeded_at = coalesce(excluded.succeeded_at, succeeded_at), failed_at = NULL, failure = NULL',
    )
    .run(payer, cut, window.end >= today ? at.getTime() : null);
  const old = `${new Date(Date.parse(today) - SEEN_DAYS * 86_400_000).toISOString().slice(0, 10)}`;
  client.prepare('DELETE FROM daily_costs_seen WHERE payer = ? AND cut = ? AND day < ?').run(payer, cut, old);
}
