import { addDays, type Day } from './day.ts';

/** Wall-clock fields of an instant in a time zone. */
export interface LocalTime {
  readonly day: Day;
  /** `HH:MM`, 24 hours. */
  readonly time: string;
}

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(zone: string): Intl.DateTimeFormat {
  let known = formatters.get(zone);
  if (!known) {
    // Year, month, day, hour, minute, second, in this order.
    known = new Intl.DateTimeFormat('sv-SE', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, known);
  }
  return known;
}

/** Whether Intl knows the zone. */
export function isZone(zone: string): boolean {
  try {
    return Boolean(formatter(zone));
  } catch {
    return false;
  }
}

type Fields = readonly [year: string, month: string, day: string, hour: string, minute: string, second: string];

/** The digits alone: parts with names take three times as long. */
function fields(instant: Date, zone: string): Fields {
  return formatter(zone).format(instant).match(/\d+/g) as unknown as Fields;
}

/** The wall clock of `zone` at an instant. */
export function localTime(instant: Date, zone: string): LocalTime {
  const [year, month, day, hour, minute] = fields(instant, zone);
  return { day: `${year.padStart(4, '0')}-${month}-${day}` as Day, time: `${hour}:${minute}` };
}

/** Milliseconds by which the zone's wall clock is ahead of UTC at an instant. */
function offsetMs(instant: number, zone: string): number {
  const [year, month, day, hour, minute, second] = fields(new Date(instant), zone);
  const wall = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  return wall - Math.floor(instant / 1000) * 1000;
}

/**
 * The instant at which the wall clock of `zone` shows `time` on `day`. Of a time that exists twice (clocks set back) the first;
 * for one that does not exist (clocks set forward, or a day skipped whole) the first instant after the gap.
 */
export function instantOf(day: Day, time: string, zone: string): Date {
  const wall = Date.parse(`${day}T${time}:00Z`);
  const candidates = [wall - DAY_MS, wall + DAY_MS].map((near) => wall - offsetMs(near, zone));
  const exact = candidates.filter((instant) => instant + offsetMs(instant, zone) === wall);
  if (exact.length) return new Date(Math.min(...exact));
  return new Date(gapEnd(Math.min(...candidates), Math.max(...candidates), zone));
}

/** The first instant at which the zone's offset has changed between two instants: the end of a gap in the wall clock. */
function gapEnd(from: number, to: number, zone: string): number {
  let [before, after] = [from, to];
  const old = offsetMs(before, zone);
  while (after - before > 1000) {
    const middle = Math.floor((before + after) / 2000) * 1000;
    if (offsetMs(middle, zone) === old) before = middle;
    else after = middle;
  }
  return after;
}

const DAY_MS = 86_400_000;

/** `09:41`, `09:41:07` with seconds, in the zone. */
export function formatTime(instant: Date, zone: string, seconds = false): string {
  const [, , , hour, minute, second] = fields(instant, zone);
  return seconds ? `${hour}:${minute}:${second}` : `${hour}:${minute}`;
}

const zoneNames = new Map<string, Intl.DateTimeFormat>();

/** `CET`, or `GMT+5:30` where English has no short name. */
export function zoneName(instant: Date, zone: string): string {
  // To make one takes longer than the rest of an answer's looks.
  const format = zoneNames.get(zone) ?? new Intl.DateTimeFormat('en-GB', { timeZone: zone, timeZoneName: 'short' });
  zoneNames.set(zone, format);
  return format.formatToParts(instant).find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** The local day before today in the zone. */
export function localYesterday(instant: Date, zone: string): Day {
  return addDays(localTime(instant, zone).day, -1);
}
