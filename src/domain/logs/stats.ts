import { quantile } from '../statistics.ts';
import { hasFailed, type Invocation, isWhole } from './invocation.ts';

/** What a window's invocations come to; durations in milliseconds, of those whose report was read. */
export interface InvocationStats {
  readonly invocations: number;
  readonly errors: number;
  readonly coldStarts: number;
  /** Half of the durations are no longer than this: one of them, by the nearest rank. */
  readonly p50: number | undefined;
  /** 95 of 100 are no longer than this, by the nearest rank. */
  readonly p95: number | undefined;
  readonly slowest: { readonly requestId: string; readonly durationMs: number } | undefined;
  /** Without a report, or without a beginning. */
  readonly notWhole: number;
}

/** Sums invocations up. Errors are time-outs and runs out of memory too. */
export function statsOf(invocations: readonly Invocation[]): InvocationStats {
  const durations: number[] = [];
  let slowest: InvocationStats['slowest'];
  for (const { requestId, durationMs } of invocations) {
    if (durationMs === undefined) continue;
    durations.push(durationMs);
    if (!slowest || durationMs > slowest.durationMs) slowest = { requestId, durationMs };
  }
  const isKnown = durations.length > 0;
  return {
    invocations: invocations.length,
    errors: invocations.filter(hasFailed).length,
    coldStarts: invocations.filter(({ initMs }) => initMs !== undefined).length,
    p50: isKnown ? quantile(durations, 0.5) : undefined,
    p95: isKnown ? quantile(durations, 0.95) : undefined,
    slowest,
    notWhole: invocations.filter((invocation) => !isWhole(invocation)).length,
  };
}
