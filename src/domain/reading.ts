import type { Cut, Keep } from './cuts.ts';
import { addDays, addMonths, type Day, daysBetween, endOf, firstDayOf, type Month, monthOf, weekdayOf } from './day.ts';

/** A window of days to read: `from` included, `end` not, as Cost Explorer has it. */
export interface Window {
  readonly from: Day;
  readonly end: Day;
}

/** One planned read: the months `months` of a cut, in one walk through its pages. */
export interface PlannedRead {
  readonly cut: Cut;
  readonly months: readonly Month[];
  readonly window: Window;
}

/** The daily read goes back so many days, so that each day is seen at lags 0 to 5. */
export const DAILY_LAG = 5;
/** The smallest page Cost Explorer is thought to give; its size is not published, so estimates lean to the dear side. */
export const ASSUMED_PAGE_ROWS = 1000;
/** Months are read together while they are thought to fit in so many rows: what a failed walk loses stays small. */
const ROWS_A_READ = 4 * ASSUMED_PAGE_ROWS;
/** Cost Explorer's daily history reaches back so many months before the present one. */
const HISTORY_MONTHS = 13;
/** The month before is read again on these days of the month: bills become final between the 3rd and the 10th. */
const FINAL_READS = [3, 5, 10];

/** The last days of a cut, today included. */
export function dailyWindow(today: Day): Window {
  return { from: addDays(today, -DAILY_LAG), end: addDays(today, 1) };
}

/** The first day a cut is kept from, never before what AWS gives. */
export function firstKept(keep: Keep, today: Day): Day {
  const oldest = firstDayOf(addMonths(monthOf(today), -HISTORY_MONTHS));
  const wanted = 'months' in keep ? firstDayOf(addMonths(monthOf(today), -keep.months)) : addDays(today, -keep.days);
  return wanted < oldest ? oldest : wanted;
}

/** The months of a cut's history, newest first. A month of which only the end is kept counts whole. */
export function monthsKept(cut: Cut, today: Day): Month[] {
  const oldest = monthOf(firstKept(cut.keep, today));
  const months: Month[] = [];
  for (let month = monthOf(today); month >= oldest; month = addMonths(month, -1)) months.push(month);
  return months;
}

/** The days of a month that are to be read: clamped to what is kept and to today. */
export function windowOf(cut: Cut, months: readonly Month[], today: Day): Window {
  const sorted = [...months].sort();
  const first = firstDayOf(sorted[0] as Month);
  const end = endOf(sorted.at(-1) as Month);
  const kept = firstKept(cut.keep, today);
  const tomorrow = addDays(today, 1);
  return { from: first < kept ? kept : first, end: end > tomorrow ? tomorrow : end };
}

/**
 * Groups months (newest first) into reads that are thought to stay within ROWS_A_READ.
 * @param rowsADay how many rows a day of this cut had when last read
 */
export function planReads(cut: Cut, months: readonly Month[], rowsADay: number, today: Day): PlannedRead[] {
  const reads: PlannedRead[] = [];
  let group: Month[] = [];
  for (const month of months) {
    const grown = [...group, month];
    const apart = group.length > 0 && addMonths(month, 1) !== group.at(-1);
    if (group.length && (apart || rowsADay * daysIn(windowOf(cut, grown, today)) > ROWS_A_READ)) {
      reads.push({ cut, months: group, window: windowOf(cut, group, today) });
      group = [month];
    } else group = grown;
  }
  if (group.length) reads.push({ cut, months: group, window: windowOf(cut, group, today) });
  return reads;
}

export function daysIn(window: Window): number {
  return Math.max(0, daysBetween(window.from, window.end));
}

/** Paid requests a read is thought to take: one a page. */
export function estimateRequests(window: Window, rowsADay: number, pageRows = ASSUMED_PAGE_ROWS): number {
  return Math.max(1, Math.ceil((rowsADay * daysIn(window)) / pageRows));
}

/** A month that is to be read again whole, if it was not since a day. */
export interface DueMonth {
  readonly month: Month;
  readonly since: Day;
}

/**
 * Months to be read again: the present one since the last Monday, the one before since the last of the 3rd, 5th and 10th.
 * A bot that was down on such a day makes up for it.
 */
export function monthsDueAgain(today: Day): DueMonth[] {
  const present = monthOf(today);
  const monday = addDays(today, -((weekdayOf(today) + 6) % 7));
  const reads = FINAL_READS.map((date) => addDays(firstDayOf(present), date - 1)).filter((day) => day <= today);
  const last = reads.at(-1);
  return [{ month: present, since: monday }, ...(last ? [{ month: addMonths(present, -1), since: last }] : [])];
}
