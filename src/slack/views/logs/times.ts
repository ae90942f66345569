import { formatDay } from '../../../domain/day.ts';
import type { LogWindow } from '../../../domain/logs/window.ts';
import { formatTime, localTime, zoneName } from '../../../domain/zone.ts';

const MINUTE_MS = 60_000;

type Span = Pick<LogWindow, 'from' | 'to'>;

/**
 * Writes instants as `14:06:07.123` in a zone, with the day before it where the window has several. Minutes are kept: to ask Intl for
 * each of 10,000 lines would take longer than all else of an answer.
 */
export function createStamp({ from, to }: Span, zone: string): (at: Date) => string {
  const hasDays = localTime(from, zone).day !== localTime(to, zone).day;
  const minutes = new Map<number, string>();
  return (at) => {
    const ms = at.getTime();
    const minute = Math.floor(ms / MINUTE_MS);
    let known = minutes.get(minute);
    if (known === undefined) {
      known = `${hasDays ? `${formatDay(localTime(at, zone).day)} ` : ''}${formatTime(at, zone)}`;
      minutes.set(minute, known);
    }
    const inMinute = ms - minute * MINUTE_MS;
    return `${known}:${(inMinute / 1000).toFixed(3).padStart(6, '0')}`;
  };
}

/** `17 Nov 14:00–14:15 CET (13:00–13:15 UTC)`, days where there are several, and both names where the clocks change. */
export function spanWords({ from, to }: Span, zone: string): string {
  const local = spanIn({ from, to }, zone, true);
  const isUtc = zoneName(from, zone) === 'UTC' && zoneName(to, zone) === 'UTC';
  if (isUtc) return local;
  const isSameDay = [from, to].every((at) => localTime(at, zone).day === localTime(at, 'UTC').day);
  return `${local} (${spanIn({ from, to }, 'UTC', !isSameDay)})`;
}

function spanIn({ from, to }: Span, zone: string, hasDay: boolean): string {
  const [first, last] = [localTime(from, zone), localTime(to, zone)];
  const names = [zoneName(from, zone), zoneName(to, zone)];
  const begin = `${hasDay ? `${formatDay(first.day)} ` : ''}${first.time}${names[0] === names[1] ? '' : ` ${names[0]}`}`;
  const end = `${hasDay && last.day !== first.day ? `${formatDay(last.day)} ` : ''}${last.time} ${names[1]}`;
  return `${begin}–${end}`;
}

/** `14:20 CET`. */
export function clock(at: Date, zone: string): string {
  return `${formatTime(at, zone)} ${zoneName(at, zone)}`;
}
