import type { Json } from '../../server/protocol.ts';
import { wordsIn } from './cell.tsx';

export interface Order {
  readonly column: number;
  readonly down: boolean;
}

type Row = readonly Json[];

/** The rows in another order: by value where the whole column is numbers, else by words. */
export function sortRows(rows: readonly Row[], order: Order | undefined): readonly Row[] {
  if (!order) return rows;
  const { column, down } = order;
  const numeric = isNumeric(rows, column);
  const compare = (a: Row, b: Row) =>
    numeric
      ? Number(a[column]?.value) - Number(b[column]?.value)
      : wordsIn(a[column]).localeCompare(wordsIn(b[column]), 'en', { numeric: true });
  return [...rows].sort((a, b) => (down ? -compare(a, b) : compare(a, b)));
}

/** Whether every cell of a column is a number. */
export function isNumeric(rows: readonly Row[], column: number): boolean {
  return rows.every((row) => row[column]?.type === 'raw_number');
}
