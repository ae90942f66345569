import { addDays, type Day } from '../day.ts';
import { UserError } from '../errors.ts';
import { localTime } from '../zone.ts';
import { aroundLabel, dayLabel, rangeLabel } from './window-label.ts';
import {
  type ClockTime,
  clockTime,
  dayNamed,
  EARLIEST,
  inFuture,
  isoInstant,
  type LocalInstant,
  localInstant,
  notATime,
  tooEarly,
} from './window-times.ts';
import { named } from './wrong-word.ts';

/** A stretch of time to look at. */
export interface LogWindow {
  readonly from: Date;
  readonly to: Date;
  /** As people would say it: `2h`, `yesterday 14:00–14:30`. */
  readonly label: string;
}

/** In milliseconds, before it is held to what can be read. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  readonly label: string;
  /** Where clocks were changed at one of its ends. */
  readonly note?: string | undefined;
}
type Groups = Readonly<Record<string, string | undefined>>;
type Reader = (found: Groups, now: Date, zone: string) => Stretch;

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
/** A week: longer windows take many pages at five requests a second. */
const LONGEST_MS = 7 * 86_400_000;
/** A single time stands for the minutes around it. */
const AROUND = '5m';
const MOST_WORDS = 6;

const DAY =
  '(?<day>today|yesterday|(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|\\d{4}-\\d{2}-\\d{2})';
const TIME = '\\d{1,2}:\\d{2}(?::\\d{2})?';
const SPAN = ' ?(?:±|\\+-|\\+/-) ?(?<around>\\d+[mhd])';
const ISO = '\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}(?::\\d{2}(?:\\.\\d{1,9})?)?(?:Z|[+-]\\d{2}:?\\d{2})?';

const FORMS: readonly (readonly [string, Reader])[] = [
  ['(?<length>\\d+[mhd])', lastOf],
  [`(?:${DAY} )?(?<from>${TIME})(?: ?[-–—] ?(?<to>${TIME})|${SPAN})?`, ofTimes],
  [`(?<from>${ISO})(?: ?[/–—] ?| )(?<to>${ISO})`, betweenInstants],
  [`(?<at>${ISO})(?:${SPAN})?`, aroundInstant],
  [`${DAY}(?: (?<stray>\\d{1,2}:\\S*))?`, wholeDay],
];
const READERS = FORMS.map(([form, read]) => ({ pattern: new RegExp(`^${form}(?= |$)`, 'i'), read }));

/**
 * Reads a window from the first words, and says how many it took; undefined where they are none. Local times are of `zone`.
 * The window lies in the past, is a week long at most and ends at now at the latest. Throws a UserError on one that cannot
 * be read, such as `25:00`, `9d`, or a time to come.
 */
export function parseWindow(
  words: readonly string[],
  now: Date,
  zone: string,
): { window: LogWindow; used: number } | undefined {
  const text = words.slice(0, MOST_WORDS).join(' ');
  for (const { pattern, read } of READERS) {
    const found = pattern.exec(text);
    if (!found) continue;
    const [written] = found;
    return { window: held(read(found.groups ?? {}, now, zone), written, now), used: written.split(' ').length };
  }
  return undefined;
}

/** A stretch as it can be read; refused where it cannot. */
function held({ from, to, label, note }: Stretch, written: string, now: Date): LogWindow {
  if (from >= now.getTime()) throw inFuture(written);
  if (from < EARLIEST) throw tooEarly(written);
  const end = Math.min(to, now.getTime());
  if (end <= from)
    throw new UserError(`${named(written)} has no length${note ? ` (${note})` : ''}: write \`14:00-14:30\`.`);
  if (end - from > LONGEST_MS) throw new UserError(`${named(written)} is too long a window: \`7d\` at most.`);
  return { from: new Date(from), to: new Date(end), label: note ? `${label} (${note})` : label };
}

function lengthOf(text: string): number {
  const ms = Number(text.slice(0, -1)) * (UNIT_MS[text.slice(-1).toLowerCase()] ?? 0);
  if (ms === 0) throw new UserError(`${named(text)} is no time at all: write \`15m\`, \`2h\` or \`1d\`.`);
  if (ms > LONGEST_MS) throw new UserError(`${named(text)} is too long: \`7d\` at most.`);
  return ms;
}

/** `2h`. */
function lastOf({ length = '' }: Groups, now: Date): Stretch {
  const to = now.getTime();
  return { from: to - lengthOf(length), to, label: length.toLowerCase().replace(/^0+/, '') };
}

/** `14:05`, `14:05±1h`, `14:00-14:30`, each after a day or alone: then the latest that began before now. */
function ofTimes(found: Groups, now: Date, zone: string): Stretch {
  const time = clockTime(found.from ?? '');
  const begins = (day: Day) => localInstant(day, time, zone).first;
  const today = localTime(now, zone).day;
  const latest = () => (begins(today) > now.getTime() ? addDays(today, -1) : today);
  const day = found.day === undefined ? latest() : dayNamed(found.day, now, zone, begins);
  const start = localInstant(day, time, zone);
  if (found.to === undefined) return around(start, found.around, now, zone);
  const end = localInstant(...endOf(day, time, clockTime(found.to)), zone);
  const label = rangeLabel(new Date(start.first), new Date(end.last), now, zone);
  return { from: start.first, to: end.last, label, note: start.note ?? end.note };
}

/** An end that is earlier than the beginning is of the next day. */
function endOf(day: Day, begin: ClockTime, end: ClockTime): [Day, ClockTime] {
  const at = ({ time, seconds }: ClockTime) => `${time}:${String(seconds).padStart(2, '0')}`;
  return [at(end) < at(begin) ? addDays(day, 1) : day, end];
}

function around({ first, last, note }: LocalInstant, written: string | undefined, now: Date, zone: string): Stretch {
  const span = (written ?? AROUND).toLowerCase();
  const ms = lengthOf(span);
  return { from: first - ms, to: last + ms, label: aroundLabel(new Date(first), span, now, zone), note };
}

function betweenInstants({ from = '', to = '' }: Groups, now: Date, zone: string): Stretch {
  const [begin, end] = [isoInstant(from, now, zone).first, isoInstant(to, now, zone).last];
  return { from: begin, to: end, label: rangeLabel(new Date(begin), new Date(end), now, zone) };
}

function aroundInstant({ at = '', around: span }: Groups, now: Date, zone: string): Stretch {
  return around(isoInstant(at, now, zone), span, now, zone);
}

/** `today`, `yesterday`, `mon`, `2026-11-17`: midnight to midnight. */
function wholeDay({ day: word = '', stray }: Groups, now: Date, zone: string): Stretch {
  if (stray !== undefined) throw notATime(stray);
  const midnight = (day: Day) => localInstant(day, { time: '00:00', seconds: 0 }, zone).first;
  const day = dayNamed(word, now, zone, midnight);
  return { from: midnight(day), to: midnight(addDays(day, 1)), label: dayLabel(day, now, zone) };
}
