import { ACCOUNT_SERVICE } from '../../../../src/domain/cuts.ts';
import { addDays, daysBetween, daysUntil, startOf } from '../../../../src/domain/day.ts';
import { micros } from '../../../../src/domain/money.ts';
import { DAILY_LAG } from '../../../../src/domain/reading.ts';
import { openDatabase, type Store } from '../../../../src/store/database.ts';
import { type Bill, leafValues, SHARE_SEEN, sumOf, TODAY } from './bill.ts';

/** A cut's figures: key a, key b, final figures by day. */
type Series = readonly [string, string, Float64Array];

const PAYER = 'default';
/** What was seen of a day is kept so long by the ledger. */
const SEEN_DAYS = 60;
const READ_AT = startOf(TODAY).getTime();

/**
 * A ledger file with this bill up to today, written straight into its tables and indexed at the end: through the
 * ledger's own door millions of rows would take ten times as long. Some 400 bytes a row.
 */
export function writeLedger(file: string, bill: Bill): void {
  const store = openDatabase(file);
  store.$client.exec('PRAGMA synchronous = OFF');
  const indexes = store.$client
    .prepare<[], { name: string; sql: string }>(
      "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'daily_costs' AND sql IS NOT NULL",
    )
    .all();
  for (const { name } of indexes) store.$client.exec(`DROP INDEX ${name}`);
  writeCuts(store, bill);
  for (const { sql } of indexes) store.$client.exec(sql);
  store.$client.close();
}

function writeCuts(store: Store, bill: Bill): void {
  const { accounts, services, usageTypes, teams } = bill;
  const pairs: Series[] = [];
  for (const service of services) {
    const leaves = accounts.flatMap((account) =>
      usageTypes.map((type): Series => [account, type, leafValues(bill, `${account} ${service} ${type}`)]),
    );
    writeCut(store, bill, `account/usage_type:${service}`, leaves);
    for (const account of accounts) pairs.push([account, service, sumOf(figures(leaves, (a) => a === account))]);
  }
  writeCut(store, bill, ACCOUNT_SERVICE.name, pairs);
  writeSeen(store, bill, pairs);
  const byTeam = (keys: readonly string[], place: 0 | 1): Series[] =>
    keys.flatMap((key) => {
      const own = figures(pairs, (...pair) => pair[place] === key);
      return teams.map(({ name, share }): Series => [name, key, sumOf(own, share)]);
    });
  writeCut(store, bill, 'team/account', byTeam(accounts, 0));
  writeCut(store, bill, 'team/service', byTeam(services, 1));
}

function figures(series: readonly Series[], isOwn: (keyA: string, keyB: string) => boolean): Float64Array[] {
  return series.filter(([a, b]) => isOwn(a, b)).map(([, , values]) => values);
}

const byKeys = (a: Series, b: Series) => (a[0] + a[1] < b[0] + b[1] ? -1 : 1);

function writeCut({ $client: client }: Store, { first, days }: Bill, cut: string, series: readonly Series[]): void {
  const insert = client.prepare('INSERT INTO daily_costs VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)');
  const mark = client.prepare('INSERT INTO day_reads VALUES (?,?,?,?,?,?)');
  const read = client.prepare('INSERT INTO cut_reads (payer, cut, succeeded_at) VALUES (?,?,?)');
  const columns = daysUntil(first, addDays(first, days));
  client.transaction(() => {
    // In the order of the key, whose table they go into.
    for (const [a, b, values] of [...series].sort(byKeys))
      for (const [column, day] of columns.entries()) {
        const amount = micros((values[column] ?? 0) * (SHARE_SEEN[daysBetween(day, TODAY)] ?? 1));
        insert.run(PAYER, cut, a, b, day, amount, amount, amount, amount / 3, 'GB-Seconds', 'USD', 0, READ_AT);
      }
    for (const day of columns) mark.run(PAYER, cut, day, series.length, 0, READ_AT);
    read.run(PAYER, cut, READ_AT);
  })();
}

/** What was seen of the last days when they were young. */
function writeSeen({ $client: client }: Store, { first }: Bill, pairs: readonly Series[]): void {
  const insert = client.prepare('INSERT INTO daily_costs_seen VALUES (?,?,?,?,?,?,?,?,?)');
  client.transaction(() => {
    for (const day of daysUntil(addDays(TODAY, 1 - SEEN_DAYS), addDays(TODAY, 1)))
      for (let lag = 0; lag <= DAILY_LAG && addDays(day, lag) <= TODAY; lag++)
        for (const [account, service, values] of pairs) {
          const amount = micros((values[daysBetween(first, day)] ?? 0) * (SHARE_SEEN[lag] ?? 1));
          insert.run(PAYER, ACCOUNT_SERVICE.name, account, service, day, lag, amount, amount, amount);
        }
  })();
}
