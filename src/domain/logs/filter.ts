import { UserError } from '../errors.ts';
import { ERROR_PATTERN } from './error-lines.ts';
import { checkJsonPattern, checkRegex } from './pattern-checks.ts';
import type { Word } from './words.ts';
import { named } from './wrong-word.ts';

export { looksLikeError } from './error-lines.ts';

/** Which lines are wanted. */
export interface LogFilter {
  /**
   * `errors`: lines that look like errors, in text and JSON: of those that `pattern` finds, the ones of which
   * `looksLikeError` holds. `pattern`: CloudWatch's own language.
   */
  readonly kind: 'all' | 'errors' | 'pattern';
  /** What CloudWatch is asked for; undefined for all lines. */
  readonly pattern: string | undefined;
  /** As it was written, for the answer. */
  readonly words: string;
}

/** CloudWatch's limit for a filter pattern. */
export const LONGEST_PATTERN = 1024;
const EITHER = '`?ERROR ?WARN` finds either word';
const BOTH = '`ERROR payment` finds both words';
/** What people write to join words, and how CloudWatch has it. */
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ...['|', '||', 'OR'].map((word) => [word, EITHER] as const),
  ...['&', '&&', 'AND'].map((word) => [word, BOTH] as const),
  ['NOT', '`-health` leaves out a word'],
]);

/** A plain word or phrase, and what its mark asks for. */
interface Term {
  readonly mark: '' | '?' | '-';
  readonly body: string;
  readonly written: string;
}

/**
 * The filter that words ask for: errors, CloudWatch's language, or all lines. Words with special characters are put in
 * quotes, as CloudWatch wants them. Throws a UserError on what CloudWatch would refuse or silently ignore.
 */
export function readFilter(words: readonly Word[], errorsOnly: boolean): LogFilter {
  const written = words.map((word) => word.text).join(' ');
  const pattern = words.length ? patternOf(words) : undefined;
  if (pattern !== undefined && pattern.length > LONGEST_PATTERN)
    throw new UserError(
      `The filter ${named(written)} has ${pattern.length.toLocaleString('en')} characters; CloudWatch takes 1,024 at most.`,
    );
  if (!errorsOnly) return { kind: pattern === undefined ? 'all' : 'pattern', pattern, words: written };
  return { kind: 'errors', pattern: pattern ?? ERROR_PATTERN, words: `errors ${written}`.trim() };
}

function patternOf(words: readonly Word[]): string {
  const alone = words.find((word) => word.kind === 'json' || word.kind === 'regex' || word.kind === 'fields');
  if (!alone) return termsPattern(words.map(termOf));
  const other = words.find((word) => word !== alone);
  if (other)
    throw new UserError(
      `${named(other.text)} cannot stand beside ${named(alone.text)}: JSON patterns and regular expressions stand alone. In one pair of braces \`&&\` joins two conditions.`,
    );
  if (alone.kind === 'json') checkJsonPattern(alone.text);
  if (alone.kind === 'regex') checkRegex(alone.text);
  return alone.text;
}

function termsPattern(terms: readonly Term[]): string {
  const optional = terms.find((term) => term.mark === '?');
  const other = terms.find((term) => term.mark !== '?');
  if (optional && other)
    throw new UserError(
      `CloudWatch ignores ${named(optional.written)} beside ${named(other.written)}: write words with \`?\` alone, such as \`?ERROR ?WARN\`, or alternatives as \`%ERROR|WARN%\`.`,
    );
  return terms.map(({ mark, body }) => mark + (/^[A-Za-z0-9_]+$/.test(body) ? body : inQuotes(body))).join(' ');
}

function termOf({ kind, text }: Word): Term {
  const operator = OPERATORS.get(text);
  if (operator !== undefined)
    throw new UserError(
      `${named(text)} joins nothing here: ${operator}. To find the text itself, put it in double quotes.`,
    );
  const mark = text.startsWith('?') ? '?' : text.startsWith('-') ? '-' : '';
  const rest = text.slice(mark.length);
  const body = kind === 'phrase' ? rest.slice(1, -1).replaceAll(/\\(["\\])/g, '$1') : rest;
  if (body.trim() === '')
    throw new UserError(`${named(text)} names no word: write \`-health\`, \`?ERROR ?WARN\` or \`"timed out"\`.`);
  return { mark, body, written: text };
}

function inQuotes(text: string): string {
  return `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
}
