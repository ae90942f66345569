import { formatMoney, type Micros } from '../domain/money.ts';
import { estimateRequests, type PlannedRead } from '../domain/reading.ts';
import type { Spent } from './ports.ts';
import { REQUEST_COST } from './read-cut.ts';

export interface EstimatedRead extends PlannedRead {
  /** Rows a day of the cut, as last read. */
  readonly rowsADay: number;
}

export interface BackfillPlan {
  /** The reads that fit the budget, in order. */
  readonly within: readonly EstimatedRead[];
  readonly estimate: Micros;
  /** What it will cost and what the budget leaves out, for people. */
  readonly words: string;
}

/**
 * Holds the reads of a backfill against its budget before the first is made. Reads that do not fit are left out from the end:
 * the cuts come in order of what they tell, each from its newest month back.
 * @param spent what backfills have cost so far
 */
export function planBackfill(reads: readonly EstimatedRead[], budget: Micros, spent: Spent): BackfillPlan {
  let estimate = 0;
  const within: EstimatedRead[] = [];
  for (const read of reads) {
    const cost = costOf(read);
    if (spent.cost + estimate + cost > budget) break;
    estimate += cost;
    within.push(read);
  }
  const all = reads.reduce((sum, read) => sum + costOf(read), 0);
  const money = (amount: number) => formatMoney(amount as Micros, 'USD');
  const of = spent.cost > 0 ? `, ${money(spent.cost)} of it already spent` : '';
  const words =
    within.length === reads.length
      ? `Backfill: about ${all / REQUEST_COST} requests to Cost Explorer, about ${money(all)} (budget ${money(budget)}${of}).`
      : `Backfill: the whole history would take about ${all / REQUEST_COST} requests, ${money(all)}; the budget of ${money(budget)}${of} covers ${within.length} of ${reads.length} reads (${money(estimate)}), the newest months first. Raise costs.backfillBudget for the rest.`;
  return { within, estimate: estimate as Micros, words };
}

function costOf(read: EstimatedRead): number {
  return estimateRequests(read.window, read.rowsADay) * REQUEST_COST;
}
