import { UserError } from '../errors.ts';
import { LOG_OPTIONS, type LogOption } from './log-words.ts';
import { type LogWindow, parseWindow } from './window.ts';
import type { Word } from './words.ts';
import { named } from './wrong-word.ts';

/** What the words after the name were found to be. */
export interface Sorted {
  window: { readonly window: LogWindow; readonly written: string } | undefined;
  id: string | undefined;
  readonly options: Set<LogOption>;
  readonly filter: Word[];
}

const REQUEST_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const LIKE_AN_ID = /^(?=[a-f-]*\d)[0-9a-f-]{8,}$/i;

/** Tells window, options and filter apart, in whatever order they stand. Throws a UserError on a word that is none of them. */
export function sortWords(words: readonly Word[], now: Date, zone: string): Sorted {
  const sorted: Sorted = { window: undefined, id: undefined, options: new Set(), filter: [] };
  for (let at = 0; at < words.length; ) at += takeWord(words, at, sorted, now, zone);
  return sorted;
}

/** Sorts the word at `at`, and says how many it took with those that belong to it. */
function takeWord(words: readonly Word[], at: number, sorted: Sorted, now: Date, zone: string): number {
  const word = words[at] as Word;
  if (word.kind === 'plain') {
    const taken = takeWindow(words, at, sorted, now, zone) || takeOption(word.text, words[at + 1], sorted);
    if (taken) return taken;
    refuseStrange(word.text, sorted);
  }
  sorted.filter.push(word);
  return 1;
}

function takeWindow(words: readonly Word[], at: number, sorted: Sorted, now: Date, zone: string): number {
  const end = words.findIndex((word, i) => i > at && word.kind !== 'plain');
  const texts = words.slice(at, end < 0 ? undefined : end).map((word) => word.text);
  const found = parseWindow(texts, now, zone);
  if (!found) return 0;
  const written = texts.slice(0, found.used).join(' ');
  if (sorted.window)
    throw new UserError(
      `${named(sorted.window.written)} and ${named(written)} are two windows: leave out one, or put in double quotes what is text to find.`,
    );
  sorted.window = { window: found.window, written };
  return found.used;
}

function takeOption(text: string, next: Word | undefined, sorted: Sorted): number {
  if (!isOption(text)) return 0;
  if (text !== 'request') {
    sorted.options.add(text);
    return 1;
  }
  const id = next?.kind === 'plain' ? next.text : undefined;
  // "request failed" and "bad request" are text to find.
  if (next ? !(id !== undefined && (REQUEST_ID.test(id) || LIKE_AN_ID.test(id))) : sorted.filter.length > 0) return 0;
  if (id === undefined || !REQUEST_ID.test(id) || (sorted.id !== undefined && sorted.id !== id.toLowerCase()))
    throw new UserError(
      `${named(id ?? text)} ${id === undefined ? 'wants an id' : 'is not one whole request id'}: write \`request 8f5a1c2e-3b4d-4e5f-8a6b-7c8d9e0f1a2b\`. To find the text itself, put it in double quotes.`,
    );
  sorted.options.add('request');
  sorted.id = id.toLowerCase();
  return 2;
}

function isOption(text: string): text is LogOption {
  return Object.hasOwn(LOG_OPTIONS, text);
}

/** Words that are neither window nor option and unlikely to be text to find. */
function refuseStrange(text: string, { window, filter }: Sorted): void {
  if (/^(?:--|—)./.test(text)) {
    const option = text.replace(/^(?:--|—)/, '');
    const mend = isOption(option)
      ? `write \`${option}\``
      : `options are ${Object.keys(LOG_OPTIONS)
          .map((one) => `\`${one}\``)
          .join(', ')}`;
    throw new UserError(`${named(text)} is not an option: ${mend}. To find the text itself, put it in double quotes.`);
  }
  if (/^[\d±]/.test(text) && !window && filter.length === 0)
    throw new UserError(
      `${named(text)} is not a window: write \`15m\`, \`2h\`, \`14:05\` or \`yesterday 14:00-14:30\`. To find the text itself, put it in double quotes.`,
    );
}
