import { UserError } from '../errors.ts';
import { named } from './wrong-word.ts';

/**
 * A word of a question as it was written. `phrase`: in double quotes, after a mark or none. `json`: in braces.
 * `regex`: between two `%`. `fields`: a pattern of fields in brackets, such as `[ip, user, status = 5*]`.
 */
export interface Word {
  readonly kind: 'plain' | 'phrase' | 'json' | 'regex' | 'fields';
  readonly text: string;
}

const GAP = /\s*/y;
const PLAIN = /\S+/y;
const PHRASE = /[-?]?"(?:[^"\\]|\\.)*"(?!\S)/sy;
const REGEX = /%[^%]+%(?!\S)/y;
const FIELDS = /\[[^[\]]*\](?!\S)/y;
const FIELD = /^\s*(?:\.\.\.|[A-Za-z_]\w*(?:\s*(?:!?=|[<>]=?).*)?)\s*$/s;

/** Cuts a text into words; blanks within quotes, braces or `%` are part of theirs. Throws a UserError on what is left open. */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (let at = skip(GAP, text, 0); at < text.length; ) {
    const word = readWord(text, at);
    words.push(word);
    at = skip(GAP, text, at + word.text.length);
  }
  return words;
}

function readWord(text: string, at: number): Word {
  if (text[at] === '{') return { kind: 'json', text: text.slice(at, endOfBraces(text, at)) };
  for (const [kind, form] of [
    ['phrase', PHRASE],
    ['regex', REGEX],
    ['fields', FIELDS],
  ] as const) {
    const found = text.slice(at, skip(form, text, at));
    if (found && (kind !== 'fields' || hasFields(found))) return { kind, text: found };
  }
  return plain(text.slice(at, skip(PLAIN, text, at)));
}

function plain(word: string): Word {
  const quotes = word.split('"').length - 1;
  if (quotes % 2 === 1)
    throw new UserError(
      `The quotes in ${named(word)} do not match up: a phrase stands in two, such as \`"timed out"\`.`,
    );
  if (/^[-?]?%/.test(word))
    throw new UserError(
      `${named(word)} is not a regular expression: write \`%4\\d\\d%\`, alone between two percent signs. To find the text itself, put it in double quotes.`,
    );
  return { kind: 'plain', text: word };
}

/** Whether what stands in brackets is fields; `[2026-11-17 14:05:03,123]` is text from a log line. */
function hasFields(text: string): boolean {
  const fields = text.slice(1, -1).split(',');
  return fields.length > 1 && fields.every((field) => FIELD.test(field));
}

/** After the brace that closes the one at `at`; braces in strings and regular expressions are none. */
function endOfBraces(text: string, at: number): number {
  let depth = 0;
  for (let i = at; i < text.length; i++) {
    const char = text.charAt(i);
    if (char === '"' || char === '%') i = endOfQuoted(text, i, at);
    else if (char === '{') depth++;
    else if (char === '}' && --depth === 0) return afterBraces(text, at, i + 1);
  }
  throw new UserError(
    `${named(text.slice(at))} has no closing brace: write \`{ $.level = "ERROR" }\`, or the text itself in double quotes.`,
  );
}

function afterBraces(text: string, at: number, end: number): number {
  if (end === text.length || /\s/.test(text.charAt(end))) return end;
  const rest = text.slice(end, skip(PLAIN, text, end));
  throw new UserError(
    `${named(rest)} follows ${named(text.slice(at, end))} without a blank: a JSON pattern stands alone.`,
  );
}

function endOfQuoted(text: string, from: number, at: number): number {
  const mark = text.charAt(from);
  for (let i = from + 1; i < text.length; i++) {
    if (text[i] === mark) return i;
    if (mark === '"' && text[i] === '\\') i++;
  }
  throw new UserError(`${named(text.slice(at))} has a ${mark} without its second: write \`{ $.level = "ERROR" }\`.`);
}

/** Where the match of a sticky expression at `at` ends; `at` itself where there is none. */
function skip(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}
