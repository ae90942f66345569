import { addDays, type Day, dayOf } from '../../domain/day.ts';

/** Hours of a simulated day at which the bot is ticked (UTC): after each of its reads of the bill, and after nine in Berlin. */
const TICKS = ['00:30', '06:30', '08:05', '12:30', '18:30'] as const;
export const TICKS_A_DAY = TICKS.length;

/** The next moment after `now` at which something may happen. */
export function nextTick(now: Date): Date {
  for (let day: Day = dayOf(now); ; day = addDays(day, 1)) {
    const next = TICKS.map((time) => new Date(`${day}T${time}:00Z`)).find((tick) => tick > now);
    if (next) return next;
  }
}
