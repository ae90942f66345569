import { setImmediate as nextTurn } from 'node:timers/promises';
import { and, asc, eq, gte, lt, type SQL, sql } from 'drizzle-orm';
import type { SQLiteColumn } from 'drizzle-orm/sqlite-core';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { type Day, dayOf, type Month } from '../domain/day.ts';
import { groupBy } from '../domain/group.ts';
import type { Micros } from '../domain/money.ts';
import { isSettled } from '../domain/settled.ts';
import type { DayState, GroupField, Ledger, Sighting, SumQuery, SumRow } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { saveRead } from './ledger-write.ts';
import { accounts, cutMonths, cutReads, dailyCosts, dayReads, daySightings } from './schema.ts';

const COLUMNS: Readonly<Record<GroupField, SQLiteColumn>> = {
  payer: dailyCosts.payer,
  keyA: dailyCosts.keyA,
  keyB: dailyCosts.keyB,
  day: dailyCosts.day,
};

/** The ledger's port over SQLite. */
export function createLedger(store: Store): Ledger {
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
      // A turn of its own for each query, so that acknowledgements go between those of one answer.
      await nextTurn();
      return sums(store, query);
    },

    async days({ from, end }, now) {
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

/** Asks for no column beyond the index by day: with one more each row would be looked up in the table, four times as slow. */
function sums(store: Store, { cut, window, by, keyA, keyB }: SumQuery): SumRow[] {
  const total = (column: SQLiteColumn) => sql<Micros>`sum(${column})`;
  const keys = Object.fromEntries(by.map((field) => [field, COLUMNS[field]]));
  const filters: (SQL | undefined)[] = [
    eq(dailyCosts.cut, cut),
    gte(dailyCosts.day, window.from),
    lt(dailyCosts.day, window.end),
    keyA === undefined ? undefined : eq(dailyCosts.keyA, keyA),
    keyB === undefined ? undefined : eq(dailyCosts.keyB, keyB),
  ];
  return store
    .select({
      ...keys,
      currency: dailyCosts.currency,
      unblended: total(dailyCosts.unblended),
      amortized: total(dailyCosts.amortized),
      netAmortized: total(dailyCosts.netAmortized),
    })
    .from(dailyCosts)
    .where(and(...filters))
    .groupBy(...by.map((field) => COLUMNS[field]), dailyCosts.currency)
    .all() as SumRow[];
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

/** A day is known once every payer's was read; one payer's day alone would look like a fall. */
function dayStates(store: Store, from: Day, end: Day, now: Date): ReadonlyMap<Day, DayState> {
  const payers = store
    .selectDistinct({ payer: dayReads.payer })
    .from(dayReads)
    .where(eq(dayReads.cut, ACCOUNT_SERVICE.name))
    .all().length;
  const rows = store
    .select({
      day: dayReads.day,
      payers: sql<number>`count(*)`,
      readAt: sql<number>`min(${dayReads.readAt})`,
      estimated: sql<number>`max(${dayReads.estimated})`,
    })
    .from(dayReads)
    .where(and(eq(dayReads.cut, ACCOUNT_SERVICE.name), gte(dayReads.day, from), lt(dayReads.day, end)))
    .groupBy(dayReads.day)
    .all();
  const seen = groupBy(sightings(store, from, end), ({ day }) => day);
  const today = dayOf(now);
  return new Map(
    rows
      .filter((row) => row.payers === payers)
      .map((row) => {
        const day = row.day as Day;
        const settled = isSettled(day, today, seen.get(day) ?? []);
        return [day, { day, estimated: row.estimated === 1, readAt: new Date(row.readAt), settled }];
      }),
  );
}
