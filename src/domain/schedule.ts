import { addDays, type Day, weekdayOf } from './day.ts';
import { instantOf, localTime } from './zone.ts';

/** When a job is due. A slot names one run of it for ever: a UTC hour, or a local date. */
export type Schedule =
  | { readonly every: 'hours'; readonly hours: number }
  | { readonly every: 'day'; readonly at: string; readonly zone: string; readonly days: DigestDays };

export type DigestDays = 'weekdays' | 'daily' | readonly string[];

export interface Slot {
  readonly slot: string;
  readonly at: Date;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** A day of the week comes again within so many days. */
const LOOK_BACK_DAYS = 8;

/**
 * The newest slot that has begun. After downtime only this one is due: a week off makes one digest, not five.
 * A local time that a change of clocks skips runs at the first instant after the gap; one that comes twice runs once.
 */
export function dueSlot(schedule: Schedule, now: Date): Slot | undefined {
  if (schedule.every === 'hours') {
    const step = schedule.hours * 3_600_000;
    const at = new Date(Math.floor(now.getTime() / step) * step);
    return { slot: at.toISOString().slice(0, 13), at };
  }
  const { at, zone, days } = schedule;
  // Clocks a day ahead of UTC make tomorrow's date possible today.
  let day = addDays(localTime(now, zone).day, 1);
  for (let back = 0; back <= LOOK_BACK_DAYS; back++, day = addDays(day, -1)) {
    if (!isDay(weekdayOf(day), days)) continue;
    const instant = instantOf(day, at, zone);
    if (instant <= now && exists(day, instant, zone)) return { slot: day, at: instant };
  }
  return undefined;
}

/** Whether the local calendar has a day, given the instant of a time on it: a move over the date line leaves one out. */
function exists(day: Day, instant: Date, zone: string): boolean {
  return localTime(instant, zone).day === day || localTime(instantOf(day, '00:00', zone), zone).day === day;
}

/** @param weekday 0 is Sunday */
export function isDay(weekday: number, days: DigestDays): boolean {
  if (days === 'daily') return true;
  return days === 'weekdays' ? weekday >= 1 && weekday <= 5 : days.includes(WEEKDAYS[weekday] as string);
}
