import type { Micros } from '../domain/money.ts';
import type { Bill } from './bill.ts';
import { amountOf, type SumRow } from './ports.ts';

const MOST_LINES = 8;

/** A line of the table: what it is, its total over the period, and its change on the period before. */
export interface CostLine {
  readonly label: string;
  readonly total: Micros;
  /** Undefined where the period before is not known whole. */
  readonly change: Micros | undefined;
}

/** A line for each label, the dearest first, with its change on the period before where that is known whole. */
export function costLines(
  rows: readonly SumRow[],
  before: readonly SumRow[] | undefined,
  label: (row: SumRow) => string,
  { metric }: Bill,
): CostLine[] {
  const lines = new Map<string, { label: string; total: number; was: number }>();
  const line = (row: SumRow) => {
    const key = label(row);
    const known = lines.get(key) ?? { label: key, total: 0, was: 0 };
    lines.set(key, known);
    return known;
  };
  for (const row of rows) line(row).total += amountOf(row, metric);
  for (const row of before ?? []) line(row).was += amountOf(row, metric);
  return [...lines.values()]
    .map(({ label: name, total, was }) => ({
      label: name,
      total: total as Micros,
      change: before ? ((total - was) as Micros) : undefined,
    }))
    .sort((a, b) => b.total - a.total);
}

/** The largest lines, and all others in one. */
export function largest(lines: readonly CostLine[]): {
  readonly lines: readonly CostLine[];
  readonly others: CostLine & { readonly count: number };
} {
  const rest = lines.slice(MOST_LINES);
  const comparable = lines.every(({ change }) => change !== undefined);
  return {
    lines: lines.slice(0, MOST_LINES),
    others: {
      label: `${rest.length} others`,
      count: rest.length,
      total: rest.reduce((all, { total }) => all + total, 0) as Micros,
      change: comparable ? (rest.reduce((all, { change }) => all + (change ?? 0), 0) as Micros) : undefined,
    },
  };
}
