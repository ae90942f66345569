import type Database from 'better-sqlite3';
import { daysIn, type Window } from '../domain/reading.ts';
import type { DayColumns } from './day-columns.ts';

/** `2026-11-17,`: a day in a list of days. */
export const LISTED_DAY = 11;

/** The days of a window that one payer's reads of a cut brought. */
export interface CutDays {
  readonly payer: string;
  readonly cut: string;
  /** 1 for a day that was read, a day a column. */
  readonly days: Uint8Array;
  /** Whether the payer is still being read. */
  readonly present: boolean;
}

/** Every cut that was read in the window, payer by payer. */
export function cutDaysOf(
  client: Database.Database,
  window: Window,
  columnOf: DayColumns,
  payers: readonly string[],
): CutDays[] {
  const rows = client
    .prepare<[string, string], { payer: string; cut: string; days: string }>(
      'SELECT payer, cut, group_concat(day) AS days FROM day_reads WHERE day >= ? AND day < ? GROUP BY payer, cut',
    )
    .all(window.from, window.end);
  const marked = (list: string) => {
    const days = new Uint8Array(daysIn(window));
    for (let start = 0; start < list.length; start += LISTED_DAY) days[columnOf(list, start)] = 1;
    return days;
  };
  return rows.map(({ payer, cut, days }) => ({
    payer,
    cut,
    days: marked(days),
    present: payers.includes(payer),
  }));
}
