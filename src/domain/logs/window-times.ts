import { addDays, type Day, parseDay, weekdayOf } from '../day.ts';
import { UserError } from '../errors.ts';
import { instantOf, localTime } from '../zone.ts';
import { named } from './wrong-word.ts';

/** A wall-clock time of a day: `time` is `HH:MM`. `24:00` is the end of the day. */
export interface ClockTime {
  readonly time: string;
  readonly seconds: number;
}

/** When the wall clock showed a time; in milliseconds. `first` and `last` differ where clocks went back and it came twice. */
export interface LocalInstant {
  readonly first: number;
  readonly last: number;
  /** For the label, where clocks were changed at that time. */
  readonly note: string | undefined;
}

const WEEKDAYS = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];
/** No window before it can be read: newest first is refused by CloudWatch for earlier events. */
export const EARLIEST = Date.UTC(2024, 0, 1);
const MINUTE_MS = 60_000;
/** By which clocks are set back: an hour, half an hour on Lord Howe Island, two hours in Antarctica. */
const SET_BACK_MS = [30, 60, 120].map((minutes) => minutes * MINUTE_MS);

/** Reads `9:05`, `14:05` or `14:05:07`. Throws a UserError on `25:00`. */
export function clockTime(text: string): ClockTime {
  const [hour = '', minute = '', second = '00'] = text.split(':');
  const isTime = (Number(hour) < 24 || text === '24:00') && Number(minute) < 60 && Number(second) < 60;
  if (!isTime) throw notATime(text);
  return { time: `${hour.padStart(2, '0')}:${minute}`, seconds: Number(second) };
}

/** The day of `2026-11-17`. Throws a UserError on a day that no calendar has, or that is out of reach. */
function calendarDay(text: string, today: Day): Day {
  const day = dayOrNone(text);
  if (!day) throw new UserError(`${named(text)} is not a day: write it as \`${today}\`.`);
  // With slack for zones on both sides: the window's own ends are held to the instant.
  if (day < '2023-12-30') throw tooEarly(text);
  if (day > addDays(today, 2)) throw inFuture(text);
  return day;
}

export function notATime(text: string): UserError {
  return new UserError(`${named(text)} is not a time: write hours and minutes, such as \`14:05\`.`);
}

export function tooEarly(text: string): UserError {
  return new UserError(`${named(text)} is too early: CloudWatch shows the newest lines first only from 2024-01-01 on.`);
}

export function inFuture(text: string): UserError {
  return new UserError(`${named(text)} lies in the future: a window ends at the latest now, such as \`2h\`.`);
}

function dayOrNone(text: string): Day | undefined {
  try {
    return parseDay(text);
  } catch {
    return undefined;
  }
}

/** The day that `today`, `yesterday`, `mon` or a date names; of weekdays the latest on which `begins` is not after now. */
export function dayNamed(word: string, now: Date, zone: string, begins: (day: Day) => number): Day {
  const today = localTime(now, zone).day;
  const name = word.toLowerCase();
  if (name === 'today') return today;
  if (name === 'yesterday') return addDays(today, -1);
  const weekday = WEEKDAYS.indexOf(name.slice(0, 3));
  if (weekday < 0) return calendarDay(word, today);
  const latest = addDays(today, -((weekdayOf(today) - weekday + 7) % 7));
  return begins(latest) > now.getTime() ? addDays(latest, -7) : latest;
}

/** When the wall clock of `zone` showed a time on a day. Of a time that clocks skipped, the end of the gap. */
export function localInstant(day: Day, { time, seconds }: ClockTime, zone: string): LocalInstant {
  if (time === '24:00') return localInstant(addDays(day, 1), { time: '00:00', seconds }, zone);
  const start = instantOf(day, time, zone).getTime();
  const shows = (instant: number): boolean => {
    const shown = localTime(new Date(instant), zone);
    return shown.day === day && shown.time === time;
  };
  if (!shows(start)) return { first: start, last: start, note: `${time} was skipped: clocks went forward` };
  const again = SET_BACK_MS.map((ms) => start + ms).find(shows);
  const [first, last] = [start + seconds * 1000, (again ?? start) + seconds * 1000];
  return { first, last, note: again === undefined ? undefined : `${time} came twice: clocks went back` };
}

/** `2026-11-17T14:05Z`, `2026-11-17T14:05:07.250+01:00`; without an offset a local time. */
export function isoInstant(text: string, now: Date, zone: string): LocalInstant {
  const [, date = '', clock = '', fraction = '', offset] =
    /^(.{10})T([\d:]+)(\.\d+)?(Z|[+-].+)?$/i.exec(text) ?? ([] as string[]);
  const day = calendarDay(date, localTime(now, zone).day);
  const time = clockTime(clock);
  if (offset === undefined) return localInstant(day, time, zone);
  const place = offset.toUpperCase().replace(/^(.\d\d):?(\d\d)$/, '$1:$2');
  const instant = Date.parse(`${date}T${clock}${clock.length === 5 ? ':00' : ''}${fraction.slice(0, 4)}${place}`);
  if (Number.isNaN(instant))
    throw new UserError(`${named(text)} is not an instant: write it as \`${now.toISOString().slice(0, 16)}Z\`.`);
  return { first: instant, last: instant, note: undefined };
}
