import type { Day } from '../../domain/day.ts';
import { addDays, dayNumber, monthOf, parseDay, weekdayOf } from '../../domain/day.ts';
import { CORE, DATA, SANDBOX, SEARCH, SHOP } from './accounts.ts';

/** What an account's busy usage is on each weekday, from Sunday, as a share of an ordinary working day. */
const WEEK: ReadonlyMap<string, readonly number[]> = new Map([
  [SHOP, [1.07, 0.98, 0.97, 0.98, 1, 1.03, 1.09]],
  [CORE, [0.81, 1, 1.01, 1.01, 1, 0.98, 0.82]],
  [DATA, [0.7, 1.04, 1, 1, 0.99, 0.97, 0.72]],
  [SEARCH, [0.4, 1, 1.01, 1, 1, 0.96, 0.4]],
  [SANDBOX, [0.3, 0.98, 1, 1.02, 1, 0.9, 0.31]],
]);

const GROWTH_SINCE = dayNumber(parseDay('2024-07-01'));
const GROWTH_PER_DAY = 0.00015;
const MONTH_END_LIFT = 1.07;

/** Slow organic growth: about 5 % a year. */
export function growthOn(day: Day): number {
  return 1 + GROWTH_PER_DAY * (dayNumber(day) - GROWTH_SINCE);
}

/** Busy usage of an account on a day against an ordinary working day: its week, and the closing of books at month's end. */
export function busynessOn(account: string, day: Day): number {
  const weekday = WEEK.get(account)?.[weekdayOf(day)] ?? 1;
  return account === DATA && isMonthEnd(day) ? weekday * MONTH_END_LIFT : weekday;
}

/** The last two days of a month. */
function isMonthEnd(day: Day): boolean {
  return monthOf(addDays(day, 2)) !== monthOf(day);
}

/** The first of a month. */
export function isFirstOfMonth(day: Day): boolean {
  return day.endsWith('-01');
}
