import { setImmediate as nextTurn } from 'node:timers/promises';
import type Database from 'better-sqlite3';
import { and, asc, eq, gte, inArray, lt, sql } from 'drizzle-orm';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { type Day, dayOf, type Month } from '../domain/day.ts';
import { groupBy } from '../domain/group.ts';
import type { Micros } from '../domain/money.ts';
import { isSettled } from '../domain/settled.ts';
import type { DayState, GroupField, Ledger, Sighting, SumQuery, SumRow } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { saveRead } from './ledger-write.ts';
import { accounts, cutMonths, cutReads, dayReads, daySightings } from './schema.ts';

const COLUMNS: Readonly<Record<GroupField, string>> = { payer: 'payer', keyA: 'key_a', keyB: 'key_b', day: 'day' };

/** The ledger's port over SQLite. */
export function createLedger(store: Store): Ledger {
  const sums = summing(store);
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
      return dayStates(store, from, end, now);
    },

    async sightings({ from, end }) {
      return sightings(store, from, end);
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
  const statements = new Map<string, Database.Statement<string[], SumRow>>();
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
    const statement = statements.get(text) ?? $client.prepare<string[], SumRow>(text);
    statements.set(text, statement);
    return statement.all(cut, window.from, window.end, ...[keyA, keyB].filter((key) => key !== undefined));
  };
}

function sightings(store: Store, from: Day, end: Day): (Sighting & { payer: string })[] {
  return store
    .select()
    .from(daySightings)
    .where(and(gte(daySightings.day, from), lt(daySightings.day, end)))
    .orderBy(asc(daySightings.readAt))
    .all()
    .map((row) => ({
      ...row,
      day: row.day as Day,
      readAt: new Date(row.readAt),
      unblended: row.unblended as Micros,
      amortized: row.amortized as Micros,
      netAmortized: row.netAmortized as Micros,
    }));
}

/** A payer that was not asked for so long is no longer one of this organisation. */
const PAYER_GONE_MS = 7 * 86_400_000;

/** The payers that are being read, by the last attempt at account/service. */
function presentPayers(store: Store, now: Date): string[] {
  const tried = sql<number>`max(coalesce(${cutReads.succeededAt}, 0), coalesce(${cutReads.failedAt}, 0))`;
  const all = store
    .select({ payer: cutReads.payer, tried })
    .from(cutReads)
    .where(eq(cutReads.cut, ACCOUNT_SERVICE.name))
    .all();
  const present = all.filter((row) => row.tried >= now.getTime() - PAYER_GONE_MS);
  return (present.length ? present : all).map(({ payer }) => payer);
}

/** A day is known once every payer's was read; one payer's day alone would look like a fall. */
function dayStates(store: Store, from: Day, end: Day, now: Date): ReadonlyMap<Day, DayState> {
  const payers = presentPayers(store, now);
  const rows = store
    .select({
      day: dayReads.day,
      payers: sql<number>`count(*)`,
      readAt: sql<number>`min(${dayReads.readAt})`,
      estimated: sql<number>`max(${dayReads.estimated})`,
    })
    .from(dayReads)
    .where(
      and(
        eq(dayReads.cut, ACCOUNT_SERVICE.name),
        inArray(dayReads.payer, payers),
        gte(dayReads.day, from),
        lt(dayReads.day, end),
      ),
    )
    .groupBy(dayReads.day)
    .all();
  const seen = groupBy(sightings(store, from, end), ({ day }) => day);
  const today = dayOf(now);
  return new Map(
    rows
      .filter((row) => row.payers === payers.length)
      .map((row) => {
        const day = row.day as Day;
        const settled = isSettled(day, today, seen.get(day) ?? []);
        return [day, { day, estimated: row.estimated === 1, readAt: new Date(row.readAt), settled }];
      }),
  );
}
