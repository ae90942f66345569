import { UserError } from '../errors.ts';
import { type LogFilter, readFilter } from './filter.ts';
import { readLogName } from './log-name.ts';
import { DEFAULT_WINDOW, REQUEST_WINDOW } from './log-words.ts';
import { type Sorted, sortWords } from './sort-words.ts';
import { type LogWindow, parseWindow } from './window.ts';
import { readWords } from './words.ts';
import { named } from './wrong-word.ts';

/** What `/logs` was asked. */
export interface LogQuestion {
  /** A function's name or a part of it, or a log group's, which begins with a slash. */
  readonly name: string;
  /** Where it is, if an ARN told. */
  readonly place: { readonly account: string; readonly region: string } | undefined;
  readonly window: LogWindow;
  readonly filter: LogFilter;
  /** `lines`: one by one instead of by invocation. `request`: one invocation in full. */
  readonly ask:
    | { readonly what: 'invocations' | 'lines' | 'follow' }
    | { readonly what: 'request'; readonly id: string };
}

/** Far above what a window, options and the longest filter take. */
const LONGEST_TEXT = 3000;
/** Options of which a question has one at most. */
const SHAPES = ['lines', 'follow', 'request'] as const;

/**
 * Reads `<function> [window] [filter…] [options]`; after the name in any order. Windows are in the asker's `zone`. Quoted
 * words are text to look for, whatever they say. Throws a UserError that names the wrong word and shows a right example.
 */
export function parseLogQuestion(text: string, now: Date, zone: string): LogQuestion {
  // Phones and Macs write curly quotes.
  const plain = text.replaceAll(/[“”„]/g, '"').trim();
  const [, first = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(plain) ?? [];
  const { name, place } = readLogName(first);
  if (rest.length > LONGEST_TEXT)
    throw new UserError(
      `The filter ${named(rest)} has ${rest.length.toLocaleString('en')} characters; CloudWatch takes 1,024 at most.`,
    );
  const sorted = sortWords(readWords(rest), now, zone);
  refuseContradictions(sorted);
  return {
    name,
    place,
    window:
      sorted.window?.window ?? defaultWindow(sorted.id === undefined ? DEFAULT_WINDOW : REQUEST_WINDOW, now, zone),
    filter: readFilter(sorted.filter, sorted.options.has('errors')),
    ask: askOf(sorted, now),
  };
}

function defaultWindow(window: string, now: Date, zone: string): LogWindow {
  const parsed = parseWindow([window], now, zone);
  if (!parsed) throw new Error(`"${window}" is not a window`);
  return parsed.window;
}

function refuseContradictions({ options, filter }: Sorted): void {
  const [shape, other] = SHAPES.filter((one) => options.has(one));
  if (shape && other) throw new UserError(`"${shape}" and "${other}" exclude each other: leave out one.`);
  const [word] = filter;
  const narrower = options.has('errors') ? 'errors' : word?.text;
  const whole = options.has('request') ? 'request' : 'all';
  if (options.has(whole) && narrower !== undefined)
    throw new UserError(
      `"${whole}" shows every line, ${named(narrower)} only some: leave out one. To find ${named(whole)} as text, put it in double quotes.`,
    );
}

function askOf({ options, id, window }: Sorted, now: Date): LogQuestion['ask'] {
  if (id !== undefined) return { what: 'request', id };
  if (!options.has('follow')) return { what: options.has('lines') ? 'lines' : 'invocations' };
  if (window && window.window.to < now)
    throw new UserError(`"follow" goes on from now, and ${named(window.written)} is over: write \`15m follow\`.`);
  return { what: 'follow' };
}
