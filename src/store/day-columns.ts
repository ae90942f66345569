import { daysUntil } from '../domain/day.ts';
import type { Window } from '../domain/reading.ts';

const ZERO = 48;

/** Finds the column of a day that stands somewhere in a text; -1 for a day outside of the window. */
export type DayColumns = (text: string, start: number) => number;

/** The columns of a window, a day each. No text is made of a day: half a million are looked up in one read. */
export function dayColumns({ from, end }: Window): DayColumns {
  const days = daysUntil(from, end);
  const first = slotOf(from, 0);
  const columns = new Int32Array(Math.max(0, slotOf(end, 0) - first)).fill(-1);
  for (const [column, day] of days.entries()) columns[slotOf(day, 0) - first] = column;
  return (text, start) => columns[slotOf(text, start) - first] ?? -1;
}

/** A number of its own for each `YYYY-MM-DD`, in the order of days. */
function slotOf(text: string, start: number): number {
  const year = 100 * twoDigits(text, start) + twoDigits(text, start + 2);
  return (year * 13 + twoDigits(text, start + 5)) * 32 + twoDigits(text, start + 8);
}

function twoDigits(text: string, start: number): number {
  return 10 * (text.charCodeAt(start) - ZERO) + text.charCodeAt(start + 1) - ZERO;
}
