import { hex } from '../../scenario/random.ts';
import type { Invocation, LambdaFunction } from '../../scenario/types.ts';
import { lagOf } from './arrival.ts';
import { type LogGroup, RETENTION_DAYS } from './groups.ts';

const HOUR_MS = 3_600_000;
/** So long an execution environment lives; it never lives past midnight. */
const LIFE_MS = 3 * HOUR_MS;

export interface LogStream {
  readonly name: string;
  readonly created: number;
  /** Of its newest event as AWS knows it, in ms; undefined while it knows of none. */
  readonly lastEvent: number | undefined;
  readonly lastIngestion: number | undefined;
}

/**
 * The stream to which a function writes at an instant (ms): `2026/11/17/[$LATEST]<hex>`, and in a group that is not the
 * function's own `2026/11/17/<function>[$LATEST]<hex>`, as Lambda names them.
 */
export function streamName(fn: LambdaFunction, at: number): string {
  const life = Math.floor(at / LIFE_MS);
  const day = new Date(life * LIFE_MS).toISOString().slice(0, 10).replaceAll('-', '/');
  const owner = fn.logGroup === `/aws/lambda/${fn.name}` ? '' : fn.name;
  return `${day}/${owner}[$LATEST]${hex(0, `${fn.account}/${fn.region}/${fn.name}`, life, 32)}`;
}

/** The streams of a group that have an event at `now` (ms), oldest first. What AWS knows of their end is up to an hour old. */
export function streamsOf(group: LogGroup, now: number): LogStream[] {
  const streams: LogStream[] = [];
  const oldest = Math.floor((now - RETENTION_DAYS * 24 * HOUR_MS) / LIFE_MS);
  for (let life = oldest; life * LIFE_MS <= now; life++) {
    for (const fn of group.functions) {
      const stream = streamOf(fn, life * LIFE_MS, now);
      if (stream) streams.push(stream);
    }
  }
  return streams;
}

function streamOf(fn: LambdaFunction, from: number, now: number): LogStream | undefined {
  const [first] = fn.invocations(new Date(from), new Date(from + LIFE_MS));
  if (!first || first.start.getTime() + lagOf(first) > now) return undefined;
  const known = Math.min(from + LIFE_MS, Math.floor(now / HOUR_MS) * HOUR_MS);
  const last = lastInvocation(fn, from, known);
  const lastEvent = last && Math.floor(last.start.getTime() + last.durationMs);
  const lastIngestion = last && lastEvent !== undefined ? lastEvent + lagOf(last) : undefined;
  return {
    name: streamName(fn, from),
    created: Math.floor(first.start.getTime() - (first.initMs ?? 0)),
    lastEvent,
    lastIngestion,
  };
}

/** Looks back in ever wider windows, since the newest invocation is mostly near the end. */
function lastInvocation(fn: LambdaFunction, from: number, to: number): Invocation | undefined {
  for (let end = to, width = 60_000; end > from; end -= width, width *= 4) {
    const last = [...fn.invocations(new Date(Math.max(from, end - width)), new Date(end))].at(-1);
    if (last) return last;
  }
  return undefined;
}
