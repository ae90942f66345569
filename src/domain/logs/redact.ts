import type { Finder } from './redaction/finder.ts';
import { keyLines } from './redaction/key-lines.ts';
import { finderOf, type OwnPattern } from './redaction/own-pattern.ts';
import { RULES } from './redaction/rules.ts';

/** Text with its secrets hidden, and how many there were. */
export interface Redacted {
  readonly text: string;
  readonly hidden: number;
}

export type Redact = (text: string) => Redacted;

/** What stands for a secret that was hidden; it is no part of one when a text is read again. */
const HIDDEN = /(\[hidden: [^[\]\n]{1,60}\])/;
/** Two are the rule where something was hidden. */
const MOST_PASSES = 5;
/** More blanks than any rule passes over. */
const BETWEEN = '\n'.repeat(8);

/** Hides what looks like a secret, and what patterns of one's own find. Runs before a line is shown, stored or logged. */
export function createRedact(own: readonly OwnPattern[]): Redact {
  const finders = own.map(finderOf);
  const findAll: Finder = (text, hide) => {
    for (const { trigger, find } of RULES) if (trigger.test(text)) find(text, hide);
    for (const find of finders) find(text, hide);
  };
  return (text) => {
    // By turns what is seen and what is hidden.
    let parts = text.includes('[hidden: ') ? text.split(HIDDEN) : [text];
    let hidden = 0;
    // What is hidden changes what stands beside its neighbours: they are looked at again, until nothing is found.
    for (let pass = 0; pass < MOST_PASSES; pass++) {
      const next = cutUp(parts, findAll);
      if (next.length === parts.length) break;
      hidden += (next.length - parts.length) / 2;
      parts = next;
    }
    return hidden === 0 ? { text, hidden } : { text: parts.join(''), hidden };
  };
}

interface Stretch {
  readonly start: number;
  end: number;
  readonly name: string;
}

/** Hides within what is seen. All of that is looked at as one text: one look costs less than one at each of many parts. */
function cutUp(parts: readonly string[], findAll: Finder): string[] {
  const seen = parts.length === 1 ? (parts[0] ?? '') : parts.filter((_, i) => i % 2 === 0).join(BETWEEN);
  const found: Stretch[] = [];
  findAll(seen, (start, end, name) => {
    if (end > start) found.push({ start, end, name });
  });
  if (found.length === 0) return [...parts];
  const stretches = merged(found);
  const next: string[] = [];
  let at = 0;
  let nth = 0;
  for (const [i, part] of parts.entries()) {
    if (i % 2) {
      next.push(part);
      continue;
    }
    const end = at + part.length;
    for (let stretch = stretches[nth]; stretch && stretch.start < end; stretch = stretches[++nth]) {
      const [from, to] = [Math.max(stretch.start, at), Math.min(stretch.end, end)];
      if (to > from) next.push(seen.slice(at, from), `[hidden: ${stretch.name}]`);
      at = Math.max(at, to);
      // It goes on in the next part.
      if (stretch.end > end) break;
    }
    next.push(seen.slice(at, end));
    at = end + BETWEEN.length;
  }
  return next;
}

/** Stretches in order, those that overlap as one. */
function merged(found: Stretch[]): Stretch[] {
  found.sort((a, b) => a.start - b.start);
  const stretches: Stretch[] = [];
  for (const next of found) {
    const last = stretches.at(-1);
    if (last && next.start < last.end) last.end = Math.max(last.end, next.end);
    else stretches.push(next);
  }
  return stretches;
}

/** `redact` without patterns of one's own. */
export const redact: Redact = createRedact([]);

/**
 * The same for lines, in their order, with how many secrets were hidden in all. Also hides the lines of a private key
 * that was written line by line.
 */
export function createRedactor(own: readonly OwnPattern[]) {
  const hide = createRedact(own);
  return <Line extends { readonly text: string }>(lines: readonly Line[]): { lines: Line[]; hidden: number } => {
    const ofKeys = keyLines(lines.map(({ text }) => text));
    let hidden = 0;
    const clean = lines.map((line, i) => {
      // The line the key begins in counts for all of it.
      if (ofKeys.has(i)) return { ...line, text: '[hidden: private key]' };
      const done = hide(line.text);
      hidden += done.hidden;
      return { ...line, text: done.text };
    });
    return { lines: clean, hidden };
  };
}
