import type Database from 'better-sqlite3';
import type { Day } from '../domain/day.ts';
import type { Figures, Scope } from '../domain/detection/panel.ts';
import { type Micros, units } from '../domain/money.ts';
import { daysIn } from '../domain/reading.ts';
import type { CutsQuery } from '../usecases/ledger-cuts.ts';
import { type CutDays, LISTED_DAY } from './cut-days.ts';
import type { DayColumns } from './day-columns.ts';

/** What all cuts of one read share. */
export interface CutSource {
  readonly client: Database.Database;
  readonly query: CutsQuery;
  readonly columnOf: DayColumns;
  /** 1 for a day that the ledger knows. */
  readonly known: Uint8Array;
  readonly cuts: readonly CutDays[];
}

/** Names a series by the two keys of its cut. */
export type Naming = (keyA: string, keyB: string) => Scope;

/** A series while it is gathered: the sums in micro-units, and whose reads they come from. */
interface Gathered {
  readonly scope: Scope;
  readonly values: Float64Array;
  readonly from: CutDays[];
}

/**
 * The series of a cut that have a line in the window, summed over the payers.
 * A day is unknown to a series where the ledger does not know it, or where a payer that the series comes from has not read this cut.
 */
export function cutSeries(source: CutSource, cut: string, naming: Naming): Figures[] {
  const { query, columnOf } = source;
  const linesOf = linesReader(source);
  const gathered = new Map<string, Gathered>();
  for (const read of source.cuts.filter((one) => one.cut === cut)) {
    for (const [keyA, keyB] of keysOf(source.client, read)) {
      const { days, amounts } = linesOf(read, keyA, keyB);
      if (days === null) continue;
      const key = `${keyA}\n${keyB}`;
      const series = gathered.get(key) ?? {
        scope: naming(keyA, keyB),
        values: new Float64Array(daysIn(query.window)),
        from: [],
      };
      gathered.set(key, series);
      series.from.push(read);
      addLines(series.values, days, amounts, columnOf);
    }
  }
  return [...gathered.values()].map((series) => figuresOf(series, source.known));
}

/** The pairs of keys a payer's cut has, each found from the one before: to gather them from the rows takes ten times as long. */
function* keysOf(client: Database.Database, { payer, cut }: CutDays): Generator<[string, string]> {
  const ofCut = 'FROM daily_costs WHERE payer = ? AND cut = ?';
  const keyA = client.prepare<string[], string>(`SELECT key_a ${ofCut} AND key_a >= ? ORDER BY key_a LIMIT 1`).pluck();
  const keyB = client
    .prepare<string[], string>(`SELECT key_b ${ofCut} AND key_a = ? AND key_b >= ? ORDER BY key_b LIMIT 1`)
    .pluck();
  for (let a = keyA.get(payer, cut, ''); a !== undefined; a = keyA.get(payer, cut, after(a)))
    for (let b = keyB.get(payer, cut, a, ''); b !== undefined; b = keyB.get(payer, cut, a, after(b))) yield [a, b];
}

/** The first text that sorts behind another; none lies between. */
function after(text: string): string {
  return `${text}\0`;
}

type Lines = { readonly days: string; readonly amounts: string } | { readonly days: null; readonly amounts: null };

/** Reads a series as two lists in the same order: half a million rows a check are too many to become objects. */
function linesReader({ client, query }: CutSource): (read: CutDays, keyA: string, keyB: string) => Lines {
  const { window, currency, metric } = query;
  const statement = client.prepare<[string, string, string, string, Day, Day, string], Lines>(
    `SELECT group_concat(day) AS days, group_concat(${metric}) AS amounts FROM daily_costs
    WHERE payer = ? AND cut = ? AND key_a = ? AND key_b = ? AND day >= ? AND day < ? AND currency = ?`,
  );
  return ({ payer, cut }, keyA, keyB) =>
    statement.get(payer, cut, keyA, keyB, window.from, window.end, currency) as Lines;
}

function addLines(values: Float64Array, days: string, amounts: string, columnOf: DayColumns): void {
  const list: readonly number[] = JSON.parse(`[${amounts}]`);
  for (const [i, amount] of list.entries()) {
    const column = columnOf(days, i * LISTED_DAY);
    values[column] = (values[column] as number) + amount;
  }
}

function figuresOf({ scope, values, from }: Gathered, known: Uint8Array): Figures {
  // What a payer brought that is read no more stays as it is, as long as another one brings the rest.
  const present = from.filter((read) => read.present);
  const asked = present.length ? present : from;
  for (let column = 0; column < values.length; column++) {
    const isKnown = known[column] && asked.every(({ days }) => days[column]);
    values[column] = isKnown ? units(values[column] as Micros) : Number.NaN;
  }
  return { scope, values };
}
