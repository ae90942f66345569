import type { Cuts } from '../domain/detection/panel.ts';
import type { Metric } from '../domain/finding.ts';
import type { Window } from '../domain/reading.ts';

/** Which figures detection is to read. */
export interface CutsQuery {
  /** Column 0 is its first day. */
  readonly window: Window;
  /** Lines in any other currency are left out. */
  readonly currency: string;
  readonly metric: Metric;
  /** Tells which payers are being read. */
  readonly now: Date;
}

/**
 * The ledger as detection reads it: all series of a window at once, in columns.
 * A day that is not known is NaN, a known day without a line 0.
 */
export interface LedgerCuts {
  read(query: CutsQuery): Promise<Cuts>;
}
