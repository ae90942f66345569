import type { Block, View } from './blocks.ts';

/** A message as a terminal can show it: its words, block by block; charts and buttons by their names. */
export function plainText({ text, blocks }: View): string {
  const parts = blocks.map(wordsOf).filter(Boolean);
  return unescaped(parts.length ? parts.join('\n') : text);
}

function wordsOf(block: Block): string {
  switch (block.type) {
    case 'section':
      return [block.text?.text, ...(block.fields ?? []).map(({ text }) => text.replace('\n', ' '))]
        .filter(Boolean)
        .join('\n');
    case 'header':
      return block.text.text;
    case 'context':
      return block.elements.map((element) => ('text' in element ? element.text : '')).join(' ');
    case 'actions':
      return block.elements
        .map((element) => ('text' in element && element.text ? `[${element.text.text}]` : ''))
        .join(' ');
    case 'table':
      return block.rows.map((row) => row.map((cell) => ('text' in cell ? cell.text : '')).join('  ')).join('\n');
    case 'rich_text':
      return block.elements
        .map((element) => element.elements.map((inner) => ('text' in inner ? inner.text : '')).join(''))
        .join('\n');
    default:
      return '';
  }
}

function unescaped(text: string): string {
  return text
    .replaceAll(/\*([^*\n]+)\*/g, '$1')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&amp;', '&');
}
