import { addDays, type Day, dayNumber, endOf, monthOf, weekdayOf } from '../../../../src/domain/day.ts';

/** What every day of the world is, by its index. */
export interface Calendar {
  readonly first: Day;
  readonly days: number;
  readonly dates: readonly CalendarDay[];
}

export interface CalendarDay {
  readonly day: Day;
  /** 0 = Sunday … 6 = Saturday. */
  readonly weekday: number;
  readonly isWeekend: boolean;
  readonly isHoliday: boolean;
  /** 1–31, and how many the month has. */
  readonly dayOfMonth: number;
  readonly monthLength: number;
  /** 1–12. */
  readonly month: number;
}

/** Public holidays and the quiet days around them, as month and day. */
const HOLIDAYS = new Set(
  ['01-01', '05-01', '07-04', '11-27', '11-28'].concat(
    Array.from({ length: 8 }, (_, i) => `12-${24 + i}`), // the year's last week
  ),
);

export function createCalendar(first: Day, days: number, weekend: readonly number[]): Calendar {
  const dates = Array.from({ length: days }, (_, i) => calendarDay(addDays(first, i), weekend));
  return { first, days, dates };
}

function calendarDay(day: Day, weekend: readonly number[]): CalendarDay {
  const weekday = weekdayOf(day);
  const dayOfMonth = Number(day.slice(8));
  return {
    day,
    weekday,
    isWeekend: weekend.includes(weekday),
    isHoliday: HOLIDAYS.has(day.slice(5)),
    dayOfMonth,
    monthLength: dayOfMonth + dayNumber(endOf(monthOf(day))) - dayNumber(day) - 1,
    month: Number(day.slice(5, 7)),
  };
}

/** The day at an index. Throws a RangeError outside the calendar. */
export function dateAt(calendar: Calendar, index: number): CalendarDay {
  const date = calendar.dates[index];
  if (!date) throw new RangeError(`day ${index} is not one of the ${calendar.days} of this world`);
  return date;
}

/** The indices of the days that fulfil a condition. */
export function daysWhere(calendar: Calendar, is: (date: CalendarDay) => boolean): number[] {
  return calendar.dates.flatMap((date, index) => (is(date) ? [index] : []));
}
