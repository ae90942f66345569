import { controlPiece } from './control.ts';
import type { Inline, Piece } from './nodes.ts';
import { plainPieces } from './plain.ts';

interface Found {
  readonly piece: Inline;
  readonly end: number;
}

const STYLES: Readonly<Record<string, 'bold' | 'italic' | 'strike'>> = { '*': 'bold', _: 'italic', '~': 'strike' };
const FENCE = /```\n?([\s\S]+?)\n?```/g;
const QUOTE = /^(?:&gt;|>) ?/;

/** Reads Slack's mrkdwn. What it does not know stays as text. */
export function parseMrkdwn(source: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  for (const match of source.matchAll(FENCE)) {
    pieces.push(...parseLines(source.slice(from, match.index).replace(/\n$/, '')));
    pieces.push({ kind: 'pre', children: parseInline(match[1] ?? '', false) });
    from = match.index + match[0].length;
  }
  pieces.push(...parseLines(source.slice(from).replace(from ? /^\n/ : /^$/, '')));
  return pieces;
}

/** Lines and quotes: neighbours of one kind are one piece. */
function parseLines(source: string): Piece[] {
  if (source === '') return [];
  const groups: { quote: boolean; lines: string[] }[] = [];
  for (const line of source.split('\n')) {
    const quote = QUOTE.test(line);
    const last = groups.at(-1);
    if (last?.quote === quote) last.lines.push(line.replace(QUOTE, ''));
    else groups.push({ quote, lines: [line.replace(QUOTE, '')] });
  }
  return groups.map(({ quote, lines }) => ({
    kind: quote ? 'quote' : 'lines',
    children: parseInline(lines.join('\n'), true),
  }));
}

/** Pieces of a line; inside code and preformatted text (`styled` false) links and mentions alone count. */
export function parseInline(source: string, styled: boolean): Inline[] {
  const pieces: Inline[] = [];
  let from = 0;
  let at = 0;
  while (at < source.length) {
    const found = control(source, at) ?? (styled ? (code(source, at) ?? style(source, at)) : undefined);
    if (found) {
      pieces.push(...text(source.slice(from, at), styled), found.piece);
      at = found.end;
      from = at;
    } else at++;
  }
  return [...pieces, ...text(source.slice(from), styled)];
}

function text(source: string, styled: boolean): Inline[] {
  return plainPieces(source, styled);
}

function control(source: string, at: number): Found | undefined {
  if (source[at] !== '<') return undefined;
  const end = source.indexOf('>', at);
  const piece = end < 0 ? undefined : controlPiece(source.slice(at + 1, end));
  return piece && { piece, end: end + 1 };
}

function code(source: string, at: number): Found | undefined {
  if (source[at] !== '`') return undefined;
  const end = source.indexOf('`', at + 1);
  const inner = source.slice(at + 1, end);
  if (end <= at + 1 || inner.includes('\n')) return undefined;
  return { piece: { kind: 'code', children: parseInline(inner, false) }, end: end + 1 };
}

function style(source: string, at: number): Found | undefined {
  const marker = source[at] ?? '';
  const kind = STYLES[marker];
  if (!kind || isWord(source[at - 1]) || /\s/.test(source[at + 1] ?? ' ')) return undefined;
  const end = closing(source, at + 1, marker);
  if (end === undefined) return undefined;
  return { piece: { kind, children: parseInline(source.slice(at + 1, end), true) }, end: end + 1 };
}

/** Where a style ends: on the same line, after something other than a space, before something other than a letter. */
function closing(source: string, from: number, marker: string): number | undefined {
  for (let at = from; at < source.length && source[at] !== '\n'; at++) {
    const inside = control(source, at) ?? code(source, at);
    if (inside) at = inside.end - 1;
    else if (source[at] === marker && at > from && !/\s/.test(source[at - 1] ?? ' ') && !isWord(source[at + 1]))
      return at;
  }
  return undefined;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}
