import type { Invocation, LambdaFunction } from '../../../scenario/types.ts';
import { billedMs, endOf, initOf, type Line, ownLines, runtimeOf } from './line.ts';

/** The lines of one invocation in Lambda's text format: INIT_START when cold, START, its own, END, REPORT. */
export function textLines(fn: LambdaFunction, invocation: Invocation): Line[] {
  const { requestId, start } = invocation;
  const init = initOf(invocation);
  const end = endOf(invocation);
  const failure = failureMessage(invocation, end);
  return [
    ...(init === undefined ? [] : [{ at: init, message: initMessage(fn, invocation) }]),
    { at: start.getTime(), message: `START RequestId: ${requestId} Version: $LATEST` },
    ...ownLines(invocation),
    ...(failure === undefined ? [] : [{ at: end, message: failure }]),
    { at: end, message: `END RequestId: ${requestId}` },
    { at: end, message: reportMessage(fn, invocation) },
  ].map(({ at, message }) => ({ at, message: `${message}\n` }));
}

function initMessage({ region }: LambdaFunction, invocation: Invocation): string {
  const { version, arn } = runtimeOf(invocation, region);
  return `INIT_START Runtime Version: ${version}\tRuntime Version ARN: ${arn}`;
}

/** What Lambda itself adds where it ended a run; an exception is written by the runtime, among the function's own lines. */
function failureMessage({ requestId, error, durationMs }: Invocation, end: number): string | undefined {
  if (error === 'timeout')
    return `${new Date(end).toISOString()} ${requestId} Task timed out after ${(durationMs / 1000).toFixed(2)} seconds\n`;
  if (error === 'out-of-memory')
    return `RequestId: ${requestId} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`;
  return undefined;
}

function reportMessage({ memoryMb }: LambdaFunction, invocation: Invocation): string {
  const { requestId, durationMs, maxMemoryMb, initMs, error } = invocation;
  return [
    `REPORT RequestId: ${requestId}`,
    `Duration: ${durationMs.toFixed(2)} ms`,
    `Billed Duration: ${billedMs(invocation)} ms`,
    `Memory Size: ${memoryMb} MB`,
    `Max Memory Used: ${maxMemoryMb} MB`,
    ...(initMs === undefined ? [] : [`Init Duration: ${initMs.toFixed(2)} ms`]),
    ...(error === 'timeout' ? ['Status: timeout'] : []),
    ...(error === 'out-of-memory' ? ['Status: error', 'Error Type: Runtime.OutOfMemory'] : []),
    '',
  ].join('\t');
}
