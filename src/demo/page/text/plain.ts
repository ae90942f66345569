import { emojiOf } from './emoji.ts';
import type { Inline } from './nodes.ts';

const SPECIAL = /:([a-z0-9_+-]+):|https?:\/\/[^\s<>]*[^\s<>.,;:!?)'"]/g;

/** Undoes the three escapes Slack knows; done last, so that what was escaped never becomes markup. */
export function unescapeText(text: string): string {
  return text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
}

/** Text without markup: emoji codes, and bare addresses where `links` is set, become pieces of their own. */
export function plainPieces(text: string, links: boolean): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  const push = (to: number) => {
    if (to > from) pieces.push({ kind: 'text', text: unescapeText(text.slice(from, to)) });
  };
  for (const match of text.matchAll(SPECIAL)) {
    const [whole, name] = match;
    const symbol = name === undefined ? undefined : emojiOf(name);
    if (name === undefined ? !links : symbol === undefined) continue;
    push(match.index);
    from = match.index + whole.length;
    if (name !== undefined && symbol) pieces.push({ kind: 'emoji', name, symbol });
    else
      pieces.push({ kind: 'link', url: unescapeText(whole), children: [{ kind: 'text', text: unescapeText(whole) }] });
  }
  push(text.length);
  return pieces;
}
