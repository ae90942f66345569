import { formatWeekday } from '../../day.ts';
import { formatTime, localTime, zoneName } from '../../zone.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** `40 s`, `12 min`, `3 h 12 min`, `2 d 4 h`: rounded down, or up to the next unit where `up`. */
export function spanWords(ms: number, up = false): string {
  const unit = ms < MINUTE ? SECOND : ms < 2 * DAY ? MINUTE : HOUR;
  const whole = (up ? Math.ceil(ms / unit) : Math.floor(ms / unit)) * unit;
  if (whole < MINUTE) return `${whole / SECOND} s`;
  if (whole < HOUR) return `${Math.floor(whole / MINUTE)} min`;
  if (whole < 2 * DAY) return two(whole, HOUR, 'h', MINUTE, 'min');
  return two(whole, DAY, 'd', HOUR, 'h');
}

function two(ms: number, big: number, bigName: string, small: number, smallName: string): string {
  const rest = Math.floor((ms % big) / small);
  return `${Math.floor(ms / big)} ${bigName}${rest ? ` ${rest} ${smallName}` : ''}`;
}

/** `Tue 17 Nov 09:41:07 CET (08:41 UTC)`. */
export function instantWords(at: Date, zone: string, seconds = false): string {
  const day = localTime(at, zone).day;
  const local = `${formatWeekday(day)} ${formatTime(at, zone, seconds)} ${zoneName(at, zone)}`;
  if (zoneName(at, zone) === 'UTC') return local;
  const utc = localTime(at, 'UTC');
  return `${local} (${utc.day === day ? '' : `${formatWeekday(utc.day)} `}${utc.time} UTC)`;
}

/** `09:38`; `Mon 16 Nov 09:38` where that is another day than `on`. */
export function timeWords(at: Date, zone: string, on: Date, between = ' '): string {
  const { day, time } = localTime(at, zone);
  return day === localTime(on, zone).day ? time : `${formatWeekday(day)}${between}${time}`;
}

/** As timeWords, with UTC: `09:38 (08:38 UTC)`. */
export function timeAndUtc(at: Date, zone: string, on: Date): string {
  const words = timeWords(at, zone, on);
  return zoneName(at, zone) === 'UTC' ? `${words} UTC` : `${words} (${localTime(at, 'UTC').time} UTC)`;
}

/** `3 ms`, `1.4 s`. */
export function durationWords(ms: number): string {
  if (ms < 1000) return `${Math.max(1, Math.round(ms))} ms`;
  return `${(ms / 1000).toFixed(1)} s`;
}

/** So many in so many hours: `58 an hour`, `3 a day`, `0`. */
export function rateWords(count: number, hours: number): string {
  if (count === 0 || hours <= 0) return '0';
  const anHour = count / hours;
  if (anHour >= 0.95) return `${Math.round(anHour).toLocaleString('en-US')} an hour`;
  const aDay = anHour * 24;
  return aDay >= 0.95 ? `${Math.round(aDay)} a day` : 'less than one a day';
}

/** `a, b and 3 more`. */
export function listWords(items: readonly string[], most: number): string {
  const rest = items.length - most;
  return rest > 0 ? `${items.slice(0, most).join('  ')} and ${rest} more` : items.join('  ');
}
