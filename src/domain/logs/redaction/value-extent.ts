import { endAt } from './finder.ts';
import type { NameKind } from './secret-name.ts';

export interface Extent {
  readonly start: number;
  readonly end: number;
  /** Where to go on: behind the closing quote. */
  readonly after: number;
}

const LONGEST = 4_000;
const OPEN_QUOTE = /(?:\[\s{0,3})?\\{0,7}["'`]/y;
const NEXT_ELEMENT = /\s{0,3},\s{0,3}(?=\\{0,7}["'`])/y;
/** Signs of a value that stands without quotes; a comma, semicolon, ampersand or quote only where something goes on. */
const PLAIN =
  /(?:[^\s"'`<>\\,;&|]|[,;&|](?!\s|$|["'`\\]|%26|amp;|[\w.%-]{1,40}[=:])|["'`](?=[\w!@#$%^*+-])|\\(?!["'`\\nrt]|u00)){1,2000}/y;
const COOKIES = /(?:[^"'`\r\n\\]|\\(?![nr"'])){1,4000}/y;
const TO_BRACKET = /[^\]\n]{1,4000}/y;
const COOKIE_NAME = /[^=\s;"'`\\]{1,100}=/y;
const COOKIE_VALUE = /[^;\s"'`\\]{1,4000}/y;
/** The name of a way to sign in, before what it takes. */
const SCHEME = /(?:bearer|basic|digest|token|apikey|ssws|negotiate|oauth|genie-?key|key|aws4-hmac-sha256)\s{1,3}/iy;

/** Where something is, rather than what it is. */
const ADDRESS = /(?:\\{0,7}["'`])?(?:https?:\/\/|arn:aws|s3:\/\/)/y;

/** Where the value is that begins at `at`, one for each element of a list. */
export function extentsAt(text: string, at: number, kind: NameKind): Extent[] {
  if (kind === 'token' && endAt(ADDRESS, text, at) !== undefined) return [];
  const opened = endAt(OPEN_QUOTE, text, at);
  if (opened === undefined) {
    const extent = text[at] === '[' ? runOf(TO_BRACKET, text, at + 1) : plainAt(text, at, kind);
    return extent ? narrowed(text, extent, kind) : [];
  }
  const extents: Extent[] = [];
  const isList = text[at] === '[';
  for (let next: number | undefined = opened; next !== undefined; ) {
    const extent = quotedAt(text, next);
    extents.push(...narrowed(text, extent, kind));
    const comma: number | undefined = isList ? endAt(NEXT_ELEMENT, text, extent.after) : undefined;
    next = comma === undefined ? undefined : endAt(OPEN_QUOTE, text, comma);
  }
  return extents;
}

/** What stands between quotes: to the same quote under as many backslashes, else to the end of the line. */
function quotedAt(text: string, start: number): Extent {
  const quote = text[start - 1] as string;
  const depth = backslashesBefore(text, start - 1);
  const line = lineFrom(text, start);
  for (let at = line.indexOf(quote); at >= 0; at = line.indexOf(quote, at + 1)) {
    const slashes = backslashesBefore(line, at);
    if (slashes < depth || slashes % (2 * (depth + 1)) === depth)
      return { start, end: start + at - Math.min(slashes, depth), after: start + at + 1 };
  }
  return { start, end: start + line.length, after: start + line.length };
}

function lineFrom(text: string, start: number): string {
  const most = text.slice(start, start + LONGEST);
  const end = most.indexOf('\n');
  return end < 0 ? most : most.slice(0, end);
}

function backslashesBefore(text: string, at: number): number {
  let count = 0;
  while (count < 15 && text[at - 1 - count] === '\\') count++;
  return count;
}

function plainAt(text: string, at: number, kind: NameKind): Extent | undefined {
  if (kind === 'cookie') return endAt(COOKIE_NAME, text, at) === undefined ? undefined : runOf(COOKIES, text, at);
  const start = kind === 'header' ? (endAt(SCHEME, text, at) ?? at) : at;
  if (/["'`]/.test(text[start] ?? '')) return undefined;
  let end = endAt(PLAIN, text, start);
  if (end === undefined) return undefined;
  for (let more: number | undefined = end; more !== undefined; more = endAt(PLAIN, text, end)) end = more;
  return { start, end: withoutClosers(text, start, end), after: end };
}

function runOf(pattern: RegExp, text: string, start: number): Extent | undefined {
  const end = endAt(pattern, text, start);
  return end === undefined ? undefined : { start, end, after: end };
}

/** Brackets at the end that were opened before the value are not its own. */
function withoutClosers(text: string, start: number, end: number): number {
  const value = text.slice(Math.max(start, end - LONGEST), end);
  let last = end;
  for (const [open, close] of ['()', '[]', '{}'] as const)
    if (last > start && text[last - 1] === close && !value.includes(open as string)) last--;
  return last;
}

/** The part of a value that is secret: behind the name of a cookie, or of a way to sign in. None where that is not there. */
function narrowed(text: string, extent: Extent, kind: NameKind): Extent[] {
  if (kind === 'header') {
    const start = endAt(SCHEME, text, extent.start);
    return [start !== undefined && start < extent.end ? { ...extent, start } : extent];
  }
  if (kind !== 'set-cookie') return [extent];
  const start = endAt(COOKIE_NAME, text, extent.start);
  const end = start === undefined ? undefined : endAt(COOKIE_VALUE, text, start);
  return start !== undefined && end !== undefined && end <= extent.end ? [{ ...extent, start, end }] : [];
}
