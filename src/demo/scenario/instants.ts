import type { Day } from '../../domain/day.ts';
import { startOf } from '../../domain/day.ts';

const MS_PER_DAY = 86_400_000;
const MS_PER_MINUTE = 60_000;

/** An instant of a day: `at(day, '13:06')`, in UTC. */
export function at(day: Day, time: string): Date {
  return new Date(`${day}T${time}:00Z`);
}

/** An instant `minutes` after (or, if negative, before) another. */
export function minutesAfter(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * MS_PER_MINUTE);
}

/** The share of a day that lies in [from, to), where no `to` means for ever: 0 … 1. */
export function shareOfDay(day: Day, from: Date, to: Date | undefined): number {
  const start = startOf(day).getTime();
  const end = Math.min(start + MS_PER_DAY, to?.getTime() ?? Number.POSITIVE_INFINITY);
  return Math.max(0, end - Math.max(start, from.getTime())) / MS_PER_DAY;
}

/** Whether an instant lies in [from, to), where no `to` means for ever. */
export function isWithin(instant: Date, from: Date, to: Date | undefined): boolean {
  return instant >= from && (to === undefined || instant < to);
}
