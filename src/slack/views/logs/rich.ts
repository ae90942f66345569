import type { types } from '@slack/bolt';
import type { Block } from '../../blocks.ts';
import type { Piece } from './fitting.ts';

type Element = types.RichTextBlockElement;

/** Lines as they are, without any markup. */
export function verbatim(text: string): Element {
  return { type: 'rich_text_preformatted', elements: [{ type: 'text', text: text === '' ? ' ' : text }] };
}

/** A line of ours between them; its text is no markup either. */
export function heading(text: string): Element {
  return { type: 'rich_text_section', elements: [{ type: 'text', text, style: { bold: true } }] };
}

/** Invocations below one another: heads, each with its lines. Heads without lines stand together. */
export function invocationElements(pieces: readonly Piece[]): Element[] {
  const elements: Element[] = [];
  let heads: string[] = [];
  const flush = () => {
    if (heads.length) elements.push(heading(heads.join('\n')));
    heads = [];
  };
  for (const { invocation, head, lines } of pieces) {
    heads.push(head);
    if (invocation.own.length === 0) continue;
    flush();
    elements.push(verbatim(lines.text));
  }
  flush();
  return elements;
}

/** One block of them all; undefined of none. */
export function richText(elements: Element[]): Block | undefined {
  return elements.length ? { type: 'rich_text', elements } : undefined;
}
