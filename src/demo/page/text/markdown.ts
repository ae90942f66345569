import type { Inline } from './nodes.ts';
import { plainPieces } from './plain.ts';

/** A part of a Markdown text. */
export type Part =
  | { readonly kind: 'heading'; readonly level: number; readonly children: readonly Inline[] }
  | { readonly kind: 'paragraph' | 'quote'; readonly children: readonly Inline[] }
  | { readonly kind: 'list'; readonly ordered: boolean; readonly items: readonly (readonly Inline[])[] }
  | { readonly kind: 'code'; readonly text: string }
  | { readonly kind: 'rule' };

const INLINE =
  /`([^`\n]+)`|\[([^\]\n]+)\]\(((?:https?:|mailto:)[^)\s]+)\)|\*\*(.+?)\*\*|__(.+?)__|~~(.+?)~~|\*(?! )(.+?)\*|\b_(.+?)_\b/;
const ITEM = /^\s*(?:[-*+]|(\d+)[.)]) +(.*)$/;

/** Reads the part of Markdown that messages use; what it does not know stays as text. */
export function parseMarkdown(source: string): Part[] {
  return source.split(/(^```[^\n]*\n[\s\S]*?^```$)/m).flatMap((chunk) => {
    const fence = /^```[^\n]*\n([\s\S]*?)\n?```$/.exec(chunk);
    if (fence) return [{ kind: 'code', text: fence[1] ?? '' } as const];
    return chunk.split(/\n{2,}/).flatMap((paragraph) => parseLines(paragraph.split('\n')));
  });
}

function parseLines(lines: readonly string[]): Part[] {
  const parts: Part[] = [];
  for (const line of lines) {
    const last = parts.at(-1);
    const heading = /^(#{1,6}) +(.*)$/.exec(line);
    const item = ITEM.exec(line);
    if (line.trim() === '') continue;
    if (heading)
      parts.push({ kind: 'heading', level: heading[1]?.length ?? 1, children: parseWords(heading[2] ?? '') });
    else if (/^ {0,3}([-*_] ?){3,}$/.test(line)) parts.push({ kind: 'rule' });
    else if (item) addItem(parts, item[1] !== undefined, parseWords(item[2] ?? ''));
    else {
      const kind = line.startsWith('>') ? 'quote' : 'paragraph';
      const children = parseWords(line.replace(/^> ?/, ''));
      if (last?.kind === kind) parts[parts.length - 1] = { kind, children: [...last.children, newLine, ...children] };
      else parts.push({ kind, children });
    }
  }
  return parts;
}

const newLine: Inline = { kind: 'text', text: '\n' };

function addItem(parts: Part[], ordered: boolean, item: readonly Inline[]): void {
  const last = parts.at(-1);
  if (last?.kind === 'list' && last.ordered === ordered)
    parts[parts.length - 1] = { kind: 'list', ordered, items: [...last.items, item] };
  else parts.push({ kind: 'list', ordered, items: [item] });
}

function parseWords(source: string): Inline[] {
  const match = INLINE.exec(source);
  if (!match) return plainPieces(source, true);
  const [whole, code, words, url, bold, bold2, strike, italic, italic2] = match;
  const before = plainPieces(source.slice(0, match.index), true);
  const rest = parseWords(source.slice(match.index + whole.length));
  return [...before, styled(), ...rest];

  function styled(): Inline {
    if (code !== undefined) return { kind: 'code', children: [{ kind: 'text', text: code }] };
    if (url !== undefined) return { kind: 'link', url, children: parseWords(words ?? '') };
    const strong = bold ?? bold2;
    if (strong !== undefined) return { kind: 'bold', children: parseWords(strong) };
    if (strike !== undefined) return { kind: 'strike', children: parseWords(strike) };
    return { kind: 'italic', children: parseWords(italic ?? italic2 ?? '') };
  }
}
