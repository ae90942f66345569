import { addDays, weekdayOf } from './day.ts';
import { type DigestDays, isDay } from './schedule.ts';
import { instantOf, localTime } from './zone.ts';

/** When people can be asked: local wall-clock times, `HH:MM`, on some days of the week. */
export interface WorkingHours {
  readonly days: DigestDays;
  readonly from: string;
  readonly to: string;
  readonly zone: string;
}

const MOST_DAYS = 8;

/** The beginning of the first working day whose date comes after that of an instant. */
export function nextWorkingMorning(after: Date, { days, from, zone }: WorkingHours): Date {
  let day = addDays(localTime(after, zone).day, 1);
  for (let tries = 0; tries < MOST_DAYS && !isDay(weekdayOf(day), days); tries++) day = addDays(day, 1);
  return instantOf(day, from, zone);
}

/** Whether people work at an instant. */
export function isWorkingTime(now: Date, { days, from, to, zone }: WorkingHours): boolean {
  const { day, time } = localTime(now, zone);
  return isDay(weekdayOf(day), days) && time >= from && time < to;
}
