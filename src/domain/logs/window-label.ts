import { addDays, type Day, formatWeekday } from '../day.ts';
import { formatTime, localTime } from '../zone.ts';

/** `today`, `yesterday`, `Tue 17 Nov`, `Wed 17 Dec 2025`. */
export function dayLabel(day: Day, now: Date, zone: string): string {
  const today = localTime(now, zone).day;
  if (day === today) return 'today';
  if (day === addDays(today, -1)) return 'yesterday';
  return day.slice(0, 4) === today.slice(0, 4) ? formatWeekday(day) : `${formatWeekday(day)} ${day.slice(0, 4)}`;
}

/** `14:05±5m`, `yesterday 14:05±1h`. */
export function aroundLabel(centre: Date, around: string, now: Date, zone: string): string {
  return `${timeLabel(centre, now, zone)}±${around}`;
}

/** `14:00–14:30`, `14:00–now`, `yesterday 23:50–00:10`, `Mon 16 Nov 14:00–Wed 18 Nov 09:00`. */
export function rangeLabel(from: Date, to: Date, now: Date, zone: string): string {
  const begin = timeLabel(from, now, zone);
  if (to > now) return `${begin}–now`;
  const isShort = to.getTime() - from.getTime() < 86_400_000;
  if (isShort) return `${begin}–${clock(to, zone)}`;
  return `${begin}–${dayLabel(localTime(to, zone).day, now, zone)} ${clock(to, zone)}`;
}

/** Of today the time alone. */
function timeLabel(instant: Date, now: Date, zone: string): string {
  const day = dayLabel(localTime(instant, zone).day, now, zone);
  return day === 'today' ? clock(instant, zone) : `${day} ${clock(instant, zone)}`;
}

function clock(instant: Date, zone: string): string {
  return formatTime(instant, zone, instant.getTime() % 60_000 !== 0);
}
