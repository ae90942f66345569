/** A calendar day in UTC, as `YYYY-MM-DD`: the unit in which AWS bills. Sorts and compares as text. */
export type Day = string & { readonly __brand: 'Day' };
/** A calendar month in UTC, as `YYYY-MM`. */
export type Month = string & { readonly __brand: 'Month' };

const MS_PER_DAY = 86_400_000;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'] as const;
const LONG_WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'] as const;

// Detection walks over the same some hundred days for every series: parsing dates was most of a day's check.
const numbers = new Map<Day, number>();
const days = new Map<number, Day>();

/** Days since 1970-01-01, for arithmetic. */
export function dayNumber(day: Day): number {
  let number = numbers.get(day);
  if (number === undefined) {
    number = Date.parse(`${day}T00:00:00Z`) / MS_PER_DAY;
    numbers.set(day, number);
  }
  return number;
}

/** The day that is `number` days after 1970-01-01. */
export function dayFromNumber(number: number): Day {
  let day = days.get(number);
  if (day === undefined) {
    day = new Date(number * MS_PER_DAY).toISOString().slice(0, 10) as Day;
    days.set(number, day);
  }
  return day;
}

/** The UTC day in which an instant falls. */
export function dayOf(instant: Date): Day {
  return instant.toISOString().slice(0, 10) as Day;
}

/** A day from text such as `2026-11-17`. Throws a RangeError on anything else, 31 February included. */
export function parseDay(text: string): Day {
  const instant = new Date(`${text}T00:00:00Z`);
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(instant.getTime()) || dayOf(instant) !== text)
    throw new RangeError(`"${text}" is not a day; write it as 2026-11-17`);
  return text as Day;
}

/** The instant at which a day begins, 00:00 UTC. */
export function startOf(day: Day): Date {
  return new Date(dayNumber(day) * MS_PER_DAY);
}

export function addDays(day: Day, days: number): Day {
  return dayFromNumber(dayNumber(day) + days);
}

/** Whole days from `from` to `to`; negative if `to` is earlier. */
export function daysBetween(from: Day, to: Day): number {
  return dayNumber(to) - dayNumber(from);
}

/** Every day from `from` up to, not including, `end`. */
export function daysUntil(from: Day, end: Day): Day[] {
  const first = dayNumber(from);
  return Array.from({ length: Math.max(0, dayNumber(end) - first) }, (_, i) => dayFromNumber(first + i));
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: Day): number {
  return weekdayOfNumber(dayNumber(day));
}

/** As weekdayOf, of a day by its number. */
export function weekdayOfNumber(number: number): number {
  return (((number + 4) % 7) + 7) % 7;
}

/** `Tue`. */
export function weekdayName(day: Day): string {
  return WEEKDAYS[weekdayOf(day)] as string;
}

/** `Tuesday`. */
export function longWeekdayName(day: Day): string {
  return LONG_WEEKDAYS[weekdayOf(day)] as string;
}

export function monthOf(day: Day): Month {
  return day.slice(0, 7) as Month;
}

export function firstDayOf(month: Month): Day {
  return `${month}-01` as Day;
}

/** The month `months` after (or, if negative, before) `month`. */
export function addMonths(month: Month, months: number): Month {
  const [year, index] = month.split('-').map(Number) as [number, number];
  return new Date(Date.UTC(year, index - 1 + months, 1)).toISOString().slice(0, 7) as Month;
}

/** The day after the month's last: the exclusive end AWS asks for. */
export function endOf(month: Month): Day {
  return firstDayOf(addMonths(month, 1));
}

/** `Nov`, of a day or a month. */
export function monthName(of: Day | Month): string {
  return MONTHS[Number(of.slice(5, 7)) - 1] as string;
}

/** `17 Nov`. */
export function formatDay(day: Day): string {
  return `${Number(day.slice(8))} ${monthName(day)}`;
}

/** `Tue 17 Nov`. */
export function formatWeekday(day: Day): string {
  return `${weekdayName(day)} ${formatDay(day)}`;
}
