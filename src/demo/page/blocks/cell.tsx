import type { JSX } from 'preact';
import type { Json } from '../../server/protocol.ts';
import { objects, text } from '../json.ts';
import { RichTextView } from '../text/rich-text-view.tsx';
import { Undrawable } from './undrawable.tsx';

/** What stands in a cell of a table. */
export function Cell({ cell }: { cell: Json }): JSX.Element {
  if (cell.type === 'raw_text' || cell.type === 'raw_number') return <>{text(cell.text)}</>;
  if (cell.type === 'rich_text') return <RichTextView elements={objects(cell.elements)} />;
  return <Undrawable what="cell" type={text(cell.type)} />;
}

/** The rows of a table: lists of cells. */
export function rowsOf(value: unknown): readonly (readonly Json[])[] {
  return Array.isArray(value) ? value.map(objects) : [];
}

/** The words of a cell, to sort and to name by. */
export function wordsIn(value: unknown): string {
  if (Array.isArray(value)) return value.map(wordsIn).join('');
  if (typeof value !== 'object' || value === null) return '';
  return 'text' in value ? text(value.text) : 'elements' in value ? wordsIn(value.elements) : '';
}
