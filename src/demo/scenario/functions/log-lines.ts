import type { Call } from './define.ts';

/** A line the function wrote, `afterMs` from its start. */
export interface Line {
  readonly afterMs: number;
  readonly text: string;
}

type Level = 'DEBUG' | 'INFO' | 'WARN' | 'ERROR';

/** A line as the Node runtime writes `console.info` and its like in text format. */
export function nodeLine(call: Call, afterMs: number, level: Level, message: string): Line {
  return { afterMs, text: `${instant(call, afterMs)}\t${call.requestId}\t${level}\t${message}` };
}

/** A line as Python's logging writes it in the Lambda runtime. */
export function pythonLine(call: Call, afterMs: number, level: Level, message: string): Line {
  const word = level === 'WARN' ? 'WARNING' : level;
  return { afterMs, text: `[${word}]\t${instant(call, afterMs)}\t${call.requestId}\t${message}` };
}

/** A line in JSON format, the fields beside what Lambda adds. */
export function jsonLine(call: Call, afterMs: number, level: Level, fields: Readonly<Record<string, unknown>>): Line {
  const line = { timestamp: instant(call, afterMs), level, requestId: call.requestId, ...fields };
  return { afterMs, text: JSON.stringify(line) };
}

/** What the Python runtime writes for an exception nobody caught: one event of several lines. */
export function pythonTraceback(afterMs: number, error: string, frames: readonly string[]): Line {
  return { afterMs, text: [`[ERROR] ${error}`, 'Traceback (most recent call last):', ...frames].join('\n') };
}

/** What the Node runtime writes in text format for an exception nobody caught: one event, its stack over several lines. */
export function nodeException(call: Call, afterMs: number, error: string, frames: readonly string[]): Line {
  return nodeLine(call, afterMs, 'ERROR', [error, ...frames.map((frame) => `    at ${frame}`)].join('\n'));
}

function instant(call: Call, afterMs: number): string {
  return new Date(call.start.getTime() + afterMs).toISOString();
}
