import { isRecord, parsed, textOf } from './platform-json.ts';

/** What follows the level in a line of the runtimes for Node and Python. */
const ERROR_LINE = /^(?:\[(?:ERROR|CRITICAL)\]\s|[^\s]{19,30}\t[^\s]{1,40}\t(?:ERROR|FATAL)\t)([\s\S]*)/;
const PYTHON_PREFIX = /^\d{4}-\d\d-\d\dT[\d:.]{8,15}Z\t[^\s]{1,40}\t/;
/** How Node's runtime says that nobody caught an error. */
const UNCAUGHT = /^(?:Invoke Error|Uncaught Exception|Unhandled Promise Rejection)\s/;
const TRACE = /\n(?:[ \t]{1,40}at \S|Traceback \(most recent call last\):|[ \t]{1,40}File ")/;
/** A trace that stops a run begins soon; of longer lines only the beginning is looked at. */
const LOOKED_AT = 20_000;
const LONGEST_ERROR = 300;

/**
 * The first line of the error that ended a run, where a line is what a runtime writes of one that nobody caught: an error with its
 * stack trace. Undefined of any other line. An error that was caught and written whole looks the same.
 */
export function fatalError(text: string): string | undefined {
  const first = text[0];
  if (first === '{') return jsonError(text);
  if (first !== '[' && first !== '2') return undefined;
  const words = ERROR_LINE.exec(text.slice(0, LOOKED_AT))?.[1]?.replace(PYTHON_PREFIX, '');
  if (words === undefined) return undefined;
  if (UNCAUGHT.test(words)) {
    const told = jsonError(words.slice(words.indexOf('{')));
    return told ?? firstLine(words);
  }
  return TRACE.test(words) ? firstLine(words) : undefined;
}

function jsonError(text: string): string | undefined {
  if (!/"stack(?:Trace)?"/.test(text)) return undefined;
  const line = parsed(text);
  const level = textOf(line?.level)?.toUpperCase();
  if (level !== undefined && level !== 'ERROR' && level !== 'FATAL' && level !== 'CRITICAL') return undefined;
  // The runtimes put an error that was logged whole under `message`.
  const error = isRecord(line?.message) ? line.message : line;
  const type = textOf(error?.errorType);
  const words = textOf(error?.errorMessage) ?? textOf(error?.message);
  const told = [type, words].filter((part) => part !== undefined).join(': ');
  return told ? firstLine(told) : undefined;
}

function firstLine(text: string): string {
  return text.trimStart().slice(0, LONGEST_ERROR).split('\n', 1)[0]?.trim() ?? '';
}
