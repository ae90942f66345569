import { type Day, daysBetween } from './day.ts';
import { groupBy } from './group.ts';
import { DAILY_LAG } from './reading.ts';

/** Two reads of a day agree if they differ by less than this share. */
const AGREEMENT = 0.005;
const SETTLED_AFTER_DAYS = 2;

/** A read of a day's total, of one payer and currency. */
export interface TotalRead {
  readonly payer: string;
  readonly currency: string;
  readonly readAt: Date;
  readonly amortized: number;
}

/**
 * Whether a day's figures can be taken for final: two days old, and the last two reads of every payer agree.
 * A day older than daily reading reaches is settled as it is.
 * @param reads of that day, oldest first
 */
export function isSettled(day: Day, today: Day, reads: readonly TotalRead[]): boolean {
  const age = daysBetween(day, today);
  if (age > DAILY_LAG) return true;
  if (age < SETTLED_AFTER_DAYS || reads.length === 0) return false;
  const series = groupBy(reads, ({ payer, currency }) => `${payer} ${currency}`);
  return [...series.values()].every((own) => {
    const [before, last] = [own.at(-2)?.amortized, own.at(-1)?.amortized];
    return before !== undefined && last !== undefined && Math.abs(last - before) <= AGREEMENT * Math.abs(last);
  });
}
