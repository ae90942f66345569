import { formatDay, formatWeekday } from '../../domain/day.ts';
import { formatTime, localTime, zoneName } from '../../domain/zone.ts';

/** `18 Nov 10:00 CET`; of the local day of `now` only `10:00 CET`. */
export function moment(at: Date, zone: string, now?: Date): string {
  const { day } = localTime(at, zone);
  const date = now && localTime(now, zone).day === day ? '' : `${formatDay(day)} `;
  return `${date}${formatTime(at, zone)} ${zoneName(at, zone)}`;
}

/** `Thu 19 Nov 09:00 CET`, of an instant to come. */
export function weekMoment(at: Date, zone: string): string {
  return `${formatWeekday(localTime(at, zone).day)} ${formatTime(at, zone)} ${zoneName(at, zone)}`;
}
