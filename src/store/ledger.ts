import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Month } from '../domain/day.ts';
import type { GroupField, Ledger, SumQuery, SumRow } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { and, eq, gte, lt, sql } from './drizzle.ts';
import { knowingDays } from './ledger-days.ts';
import { saveRead } from './ledger-write.ts';
import { accounts, cutMonths, cutReads, dayReads } from './schema.ts';

const COLUMNS: Readonly<Record<GroupField, string>> = { payer: 'payer', keyA: 'key_a', keyB: 'key_b', day: 'day' };

/** The ledger's port over SQLite. */
export function createLedger(store: Store): Ledger {
  const sums = summing(store);
  const days = knowingDays(store);
  const turn = turns();
  return {
    saveRead: (read) => saveRead(store, read),

    async saveFailure(payer, cut, failure, at) {
      const failed = { failure, failedAt: at.getTime() };
      store
        .insert(cutReads)
        .values({ payer, cut, ...failed })
        .onConflictDoUpdate({ target: [cutReads.payer, cutReads.cut], set: failed })
        .run();
    },

    async monthsRead(payer, cut) {
      const rows = store
        .select()
        .from(cutMonths)
        .where(and(eq(cutMonths.payer, payer), eq(cutMonths.cut, cut)))
        .all();
      return new Map(rows.map((row) => [row.month as Month, new Date(row.readAt)]));
    },

    async forgetMonths(payer, cut) {
      store
        .delete(cutMonths)
        .where(and(eq(cutMonths.payer, payer), eq(cutMonths.cut, cut)))
        .run();
    },

    async cutStates() {
      const instant = (at: number | null) => (at === null ? undefined : new Date(at));
      return store
        .select()
        .from(cutReads)
        .all()
        .map(({ payer, cut, succeededAt, failedAt, failure }) => ({
          payer,
          cut,
          succeededAt: instant(succeededAt),
          failedAt: instant(failedAt),
          failure: failure ?? undefined,
        }));
    },

    async rowsADay(payer, cut, { from, end }) {
      const row = store
        .select({ mean: sql<number | null>`avg(${dayReads.rows})` })
        .from(dayReads)
        .where(and(eq(dayReads.payer, payer), eq(dayReads.cut, cut), gte(dayReads.day, from), lt(dayReads.day, end)))
        .get();
      return row?.mean ?? undefined;
    },

    async sums(query) {
      await turn();
      return sums(query);
    },

    async days({ from, end }, now) {
      await turn();
      return days.states(from, end, now);
    },

    async sightings({ from, end }) {
      return days.sightings(from, end);
    },

    async accountNames() {
      return new Map(
        store
          .select()
          .from(accounts)
          .all()
          .map(({ id, name }) => [id, name]),
      );
    },
  };
}

/** One query a turn of the event loop, however many wait, so that acknowledgements go between them. */
function turns(): () => Promise<void> {
  let last = Promise.resolve();
  return () => {
    last = last.then(() => nextTurn());
    return last;
  };
}

/**
 * Sums over rows, by statements that are prepared once: to compose one takes as long as to run it.
 * It asks for no column beyond the index by day: with one more each row would be looked up in the table, four times as slow.
 */
function summing({ $client }: Store): (query: SumQuery) => SumRow[] {
  return ({ cut, window, by, keyA, keyB }) => {
    const columns = by.map((field) => COLUMNS[field]);
    const filters = [
      'cut = ? AND day >= ? AND day < ?',
      ...(keyA === undefined ? [] : ['key_a = ?']),
      ...(keyB === undefined ? [] : ['key_b = ?']),
    ];
    const text = `SELECT ${by.map((field) => `${COLUMNS[field]} AS ${field}, `).join('')}currency,
        sum(unblended) AS unblended, sum(amortized) AS amortized, sum(net_amortized) AS netAmortized
      FROM daily_costs WHERE ${filters.join(' AND ')} GROUP BY ${[...columns, 'currency'].join(', ')}`;
    return $client
      .prepare<(string | number)[], SumRow>(text)
      .all(cut, window.from, window.end, ...[keyA, keyB].filter((key) => key !== undefined));
  };
}
