import { comparePlaces, eventsOf, type LogEvent } from './events.ts';
import type { LogGroup } from './groups.ts';
import type { Scan } from './scan.ts';

const HOUR_MS = 3_600_000;
/** Hours kept of a group, so that the pages of one walk do not draw the same hour again and again. */
const MOST_HOURS = 6;

const drawn = new WeakMap<LogGroup, Map<number, readonly LogEvent[]>>();

/** A group's events with a timestamp from `from` to `to`, both included, that are ingested by `now` (all ms), in order. */
export function visibleEvents(
  { group, written, now }: Pick<Scan, 'group' | 'written' | 'now'>,
  from: number,
  to: number,
): LogEvent[] {
  const isVisible = ({ timestamp, ingestionTime }: LogEvent) =>
    timestamp >= from && timestamp <= to && ingestionTime <= now;
  const visible: LogEvent[] = [];
  for (let hour = Math.floor(from / HOUR_MS); hour * HOUR_MS <= to; hour++)
    for (const event of eventsOfHour(group, hour)) if (isVisible(event)) visible.push(event);
  const beside = written.filter(isVisible);
  return beside.length ? [...visible, ...beside].sort(comparePlaces) : visible;
}

function eventsOfHour(group: LogGroup, hour: number): readonly LogEvent[] {
  const hours = drawn.get(group) ?? new Map<number, readonly LogEvent[]>();
  drawn.set(group, hours);
  const events = hours.get(hour) ?? eventsOf(group, hour * HOUR_MS, (hour + 1) * HOUR_MS);
  hours.delete(hour);
  hours.set(hour, events);
  const [oldest] = hours.keys();
  if (hours.size > MOST_HOURS && oldest !== undefined) hours.delete(oldest);
  return events;
}
