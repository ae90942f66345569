import { draw } from '../../scenario/random.ts';
import type { Invocation, LambdaFunction } from '../../scenario/types.ts';
import { lagOf } from './arrival.ts';
import type { LogGroup } from './groups.ts';
import { jsonLines } from './lambda/json-format.ts';
import { textLines } from './lambda/text-format.ts';
import { streamName } from './streams.ts';

/** Lambda's longest run, in ms: an event may belong to an invocation that began so long before it. */
const LONGEST_RUN_MS = 900_000;
/** Lambda's longest initialisation, in ms, which stands before the start. */
const LONGEST_INIT_MS = 10_000;

/** One event as FilterLogEvents returns it; instants in ms. */
export interface LogEvent {
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  readonly eventId: string;
}

/** What sets the order of events: timestamp, then ingestion, then id. */
export type Place = Pick<LogEvent, 'timestamp' | 'ingestionTime' | 'eventId'>;

export function comparePlaces(a: Place, b: Place): number {
  const apart = a.timestamp - b.timestamp || a.ingestionTime - b.ingestionTime;
  if (apart !== 0 || a.eventId === b.eventId) return apart;
  return a.eventId < b.eventId ? -1 : 1;
}

/** All events that a group will ever hold with a timestamp in [from, end) (ms), in order. */
export function eventsOf(group: LogGroup, from: number, end: number): LogEvent[] {
  const events: LogEvent[] = [];
  for (const fn of group.functions) {
    for (const invocation of fn.invocations(new Date(from - LONGEST_RUN_MS), new Date(end + LONGEST_INIT_MS))) {
      for (const event of eventsOfInvocation(fn, invocation))
        if (event.timestamp >= from && event.timestamp < end) events.push(event);
    }
  }
  return events.sort(comparePlaces);
}

function eventsOfInvocation(fn: LambdaFunction, invocation: Invocation): LogEvent[] {
  const lines = fn.logFormat === 'json' ? jsonLines(fn, invocation) : textLines(fn, invocation);
  const logStreamName = streamName(fn, invocation.start.getTime());
  const lag = lagOf(invocation);
  const digits = digitsOf(invocation.requestId);
  return lines.map(({ at, message }, i) => ({
    logStreamName,
    timestamp: at,
    message,
    ingestionTime: at + lag,
    eventId: `${at}${digits}${String(i).padStart(3, '0')}`,
  }));
}

/** Forty decimal digits that stand for an invocation: with timestamp and line an id of 56, as AWS's are. */
function digitsOf(requestId: string): string {
  return [3, 4, 5, 6].map((n) => String(draw(0, requestId, n) * 2 ** 32).padStart(10, '0')).join('');
}
