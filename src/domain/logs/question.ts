import { UserError } from '../errors.ts';

/** What `/logs` was asked. */
export interface LogQuestion {
  readonly functionName: string;
  readonly windowMs: number;
  /** The window as it was written: `2h`. */
  readonly windowLabel: string;
  /** In CloudWatch's own pattern language; undefined for all lines. */
  readonly pattern: string | undefined;
}

const UNIT_MS: Readonly<Record<string, number>> = { m: 60_000, h: 3_600_000, d: 86_400_000 };
const DEFAULT_WINDOW = '15m';
/** A week: longer windows take many pages at five requests a second. */
const LONGEST_MS = 7 * 86_400_000;
/** CloudWatch's limit for a filter pattern. */
const LONGEST_PATTERN = 1024;
const EXAMPLE = 'Try `/logs orders-poller 2h ERROR`.';

/** Reads `<function> [window] [filter…]`. Throws a UserError that names the wrong word and shows a right example. */
export function parseLogQuestion(text: string): LogQuestion {
  const [functionName, rest] = firstWord(text);
  if (!functionName) throw new UserError(`Which function? ${EXAMPLE}`);
  if (!/^[\w.-]+$/.test(functionName)) throw new UserError(`"${functionName}" is not a function's name. ${EXAMPLE}`);
  // What follows is CloudWatch's to read: blanks within a phrase are part of it.
  const [window, pattern] = /^\d/.test(rest) ? firstWord(rest) : [DEFAULT_WINDOW, rest];
  if (pattern.length > LONGEST_PATTERN)
    throw new UserError(`The filter has ${pattern.length} characters; CloudWatch takes ${LONGEST_PATTERN} at most.`);
  return {
    functionName,
    windowLabel: window,
    windowMs: windowOf(window),
    pattern: pattern === '' ? undefined : pattern,
  };
}

/** The first word of a text, and what follows it. */
function firstWord(text: string): [string, string] {
  const [, word = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text.trim()) ?? [];
  return [word, rest];
}

function windowOf(word: string): number {
  const match = /^(\d{1,4})([mhd])$/.exec(word);
  const ms = match ? Number(match[1]) * (UNIT_MS[match[2] as string] as number) : 0;
  if (ms <= 0)
    throw new UserError(`"${word}" is not a window: write minutes, hours or days, such as \`15m\`, \`2h\` or \`1d\`.`);
  if (ms > LONGEST_MS) throw new UserError(`"${word}" is too long a window: 7d at most.`);
  return ms;
}
