import { formatTime, localTime, zoneName } from '../../domain/zone.ts';

/** The zone of the simulated organisation. */
const ZONE = 'Europe/Berlin';

const long = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'long', day: 'numeric', month: 'long' });
const short = new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, weekday: 'short', day: 'numeric', month: 'short' });
const full = new Intl.DateTimeFormat('en-GB', {
  timeZone: ZONE,
  weekday: 'short',
  day: 'numeric',
  month: 'short',
  year: 'numeric',
});

/** `14:06`. */
export function timeOf(iso: string): string {
  return formatTime(new Date(iso), ZONE);
}

/** `2026-11-19`: tells days apart. */
export function dayOf(iso: string): string {
  return localTime(new Date(iso), ZONE).day;
}

/** `Thursday 19 November`. */
export function longDay(iso: string): string {
  return long.format(new Date(iso)).replace(',', '');
}

/** `Thu 19 Nov 14:06`. */
export function dayAndTime(iso: string): string {
  return `${short.format(new Date(iso)).replace(',', '')} ${timeOf(iso)}`;
}

/** `Thu 19 Nov 2026`. */
export function fullDay(iso: string): string {
  return full.format(new Date(iso)).replace(',', '');
}

/** `14:06 CET`. */
export function timeAndZone(iso: string): string {
  return `${timeOf(iso)} ${zoneName(new Date(iso), ZONE)}`;
}

/** A date as `<!date^…>` and rich text ask for it (docs.slack.dev, formatting message text). */
export function formatDate(seconds: number, format: string): string {
  const at = new Date(seconds * 1000);
  const as = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options }).format(at);
  const tokens: Readonly<Record<string, () => string>> = {
    date_num: () => localTime(at, ZONE).day,
    date_short: () => as({ day: 'numeric', month: 'short', year: 'numeric' }),
    date_long: () => as({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
    date: () => as({ day: 'numeric', month: 'long', year: 'numeric' }),
    time_secs: () => formatTime(at, ZONE, true),
    time: () => formatTime(at, ZONE),
  };
  return format.replace(/\{(\w+)\}/g, (whole, name: string) => tokens[name.replace(/_pretty$/, '')]?.() ?? whole);
}
