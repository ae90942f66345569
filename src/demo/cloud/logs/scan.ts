import type { PageLimits } from './context.ts';
import { comparePlaces, type LogEvent, type Place } from './events.ts';
import type { LogGroup } from './groups.ts';
import { visibleEvents } from './visible-events.ts';

/** What is still to be read: the range in ms, both ends included, the direction, and the last event that was returned. */
export interface Walk {
  readonly forward: boolean;
  readonly from: number;
  readonly to: number;
  readonly after?: Place;
}

export interface Scan {
  readonly group: LogGroup;
  /** Events of the group beside the scenario's own. */
  readonly written: readonly LogEvent[];
  readonly now: number;
  readonly limits: PageLimits;
  /** The request's own limit. */
  readonly most: number;
  readonly wants: (event: LogEvent) => boolean;
}

/** Reads one slice of a walk's range; `next` is missing when the walk is at its end. */
export function scanPage(walk: Walk, scan: Scan): { events: LogEvent[]; next?: Walk } {
  if (walk.from > walk.to) return { events: [] };
  const { from, to } = sliceOf(walk, scan.limits.scannedMs);
  const found = visibleEvents(scan, from, to);
  if (!walk.forward) found.reverse();
  const events = fill(found, walk, scan);
  if (events.full) return { events: events.page, next: resume(walk, events.page) };
  const rest = walk.forward
    ? { forward: true, from: to + 1, to: walk.to }
    : { forward: false, from: walk.from, to: from - 1 };
  return rest.from > rest.to ? { events: events.page } : { events: events.page, next: rest };
}

/** Slices end at multiples of their length, so that a walk is cut at the same instants whenever it began. */
function sliceOf({ forward, from, to }: Walk, length: number): { from: number; to: number } {
  return forward
    ? { from, to: Math.min(to, (Math.floor(from / length) + 1) * length - 1) }
    : { from: Math.max(from, Math.floor(to / length) * length), to };
}

function fill(found: readonly LogEvent[], { after, forward }: Walk, scan: Scan): { page: LogEvent[]; full: boolean } {
  const most = Math.min(scan.most, scan.limits.events);
  const page: LogEvent[] = [];
  let bytes = 0;
  for (const event of found) {
    if (after && comparePlaces(event, after) * (forward ? 1 : -1) <= 0) continue;
    if (!scan.wants(event)) continue;
    bytes += Buffer.byteLength(event.message);
    if (page.length === most || (page.length > 0 && bytes > scan.limits.bytes)) return { page, full: true };
    page.push(event);
  }
  return { page, full: false };
}

function resume({ forward, from, to }: Walk, page: readonly LogEvent[]): Walk {
  const last = page.at(-1);
  if (!last) return { forward, from, to };
  const { timestamp, ingestionTime, eventId } = last;
  const after = { timestamp, ingestionTime, eventId };
  return forward ? { forward, from: timestamp, to, after } : { forward, from, to: timestamp, after };
}

/** Whether what came out of a token is a walk. */
export function isWalk(value: unknown): value is Walk {
  if (typeof value !== 'object' || value === null) return false;
  return 'forward' in value && 'from' in value && 'to' in value;
}
