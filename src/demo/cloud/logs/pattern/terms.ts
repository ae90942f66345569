import { badCharacters, malformed, notSimulated } from './refusal.ts';

/** One word or phrase of an unstructured pattern, and what its mark asks of it: nothing, `?` or `-`. */
export interface Term {
  readonly kind: 'required' | 'optional' | 'excluded';
  readonly text: string;
}

const GAP = /\s*/y;
const WORD = /[A-Za-z0-9_]+/y;
const PHRASE = /"((?:[^"\\]|\\.)*)"/sy;

/**
 * Reads an unstructured pattern: words of letters, digits and `_`, and phrases in double quotes (`\"` and `\\` inside),
 * each after an optional `?` or `-`, with blanks between them. Other characters outside quotes are refused, as AWS does.
 */
export function parseTerms(pattern: string): Term[] {
  const terms: Term[] = [];
  let at = skip(GAP, pattern, 0);
  while (at < pattern.length) {
    const kind = kindOf(pattern.charAt(at));
    if (kind !== 'required') at++;
    const { text, end } = readText(pattern, at);
    terms.push({ kind, text });
    at = skip(GAP, pattern, end);
    if (at === end && at < pattern.length) throw badCharacters(pattern.charAt(at));
  }
  return terms;
}

function kindOf(mark: string): Term['kind'] {
  if (mark === '?') return 'optional';
  return mark === '-' ? 'excluded' : 'required';
}

function readText(pattern: string, at: number): { text: string; end: number } {
  const first = pattern.charAt(at);
  if (first === '' || /\s/.test(first)) throw malformed();
  if (first === '%') throw notSimulated('a regex beside other terms is');
  if (first === '"') return readPhrase(pattern, at);
  const end = skip(WORD, pattern, at);
  if (end === at) throw badCharacters(first);
  return { text: pattern.slice(at, end), end };
}

function readPhrase(pattern: string, at: number): { text: string; end: number } {
  PHRASE.lastIndex = at;
  const phrase = PHRASE.exec(pattern);
  if (!phrase) throw malformed();
  const [whole, text = ''] = phrase;
  if (text === '') throw badCharacters('""');
  return { text: text.replaceAll(/\\(["\\])/g, '$1'), end: at + whole.length };
}

/** Where the match of a sticky expression at `at` ends; `at` itself where there is none. */
function skip(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}
