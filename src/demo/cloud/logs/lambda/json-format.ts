import type { Invocation, LambdaFunction } from '../../../scenario/types.ts';
import { billedMs, endOf, initOf, type Line, ownLines, runtimeOf } from './line.ts';

/**
 * The lines of one invocation in Lambda's JSON format at its default system level, INFO: platform.initStart, .start and
 * .report around the function's own. A time-out shows in the report alone, as Lambda has it.
 */
export function jsonLines(fn: LambdaFunction, invocation: Invocation): Line[] {
  const { requestId, start } = invocation;
  const init = initOf(invocation);
  return [
    ...(init === undefined ? [] : [platformLine(init, 'initStart', initRecord(fn, invocation))]),
    platformLine(start.getTime(), 'start', { requestId, version: '$LATEST' }),
    ...ownLines(invocation),
    platformLine(endOf(invocation), 'report', reportRecord(fn, invocation)),
  ];
}

function platformLine(at: number, type: string, record: object): Line {
  return { at, message: JSON.stringify({ time: new Date(at).toISOString(), type: `platform.${type}`, record }) };
}

function initRecord({ name, region }: LambdaFunction, invocation: Invocation): object {
  const { version, arn } = runtimeOf(invocation, region);
  return {
    initializationType: 'on-demand',
    phase: 'init',
    runtimeVersion: version,
    runtimeVersionArn: arn,
    functionName: name,
    functionVersion: '$LATEST',
  };
}

function reportRecord({ memoryMb }: LambdaFunction, invocation: Invocation): object {
  const { requestId, durationMs, maxMemoryMb, initMs, error } = invocation;
  const metrics = {
    durationMs: rounded(durationMs),
    billedDurationMs: billedMs(invocation),
    memorySizeMB: memoryMb,
    maxMemoryUsedMB: maxMemoryMb,
    ...(initMs === undefined ? {} : { initDurationMs: rounded(initMs) }),
  };
  if (error === 'timeout') return { requestId, metrics, status: 'timeout' };
  if (error === 'out-of-memory') return { requestId, metrics, status: 'error', errorType: 'Runtime.OutOfMemory' };
  return { requestId, metrics, status: error ? 'error' : 'success' };
}

function rounded(ms: number): number {
  return Math.round(ms * 1000) / 1000;
}
