import { setImmediate } from 'node:timers/promises';
import { type Cuts, createEngine, createPanel, meanDay } from '../domain/backtest/engine.ts';
import { type Found, foundOf } from '../domain/backtest/found.ts';
import { addDays, type Day, daysBetween } from '../domain/day.ts';
import { UserError } from '../domain/errors.ts';

/** Days of history after which detection is at its best, and without which it finds nothing. */
export const FULL_HISTORY = 60;
export const LEAST_HISTORY = 14;

/** A walk through history. */
export interface Walk {
  /** The first and the last day judged, and how many they are. */
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  /** Series of usage that were looked at. */
  readonly series: number;
  readonly found: readonly Found[];
}

export interface WalkOptions {
  /** The first day to judge; by default the first with 60 days of history, or with 14 where the cuts are shorter. */
  readonly from?: Day | undefined;
  /** Told before each day. */
  readonly onDay?: (day: Day, done: number, all: number) => void;
}

/**
 * Walks through the cuts day by day, as if each were today, and keeps what would have been raised.
 * Throws a UserError where there is too little history, or none of the days asked for.
 */
export async function backtest(cuts: Cuts, { from, onDay }: WalkOptions = {}): Promise<Walk> {
  const start = startOf(cuts, from);
  const panel = createPanel(cuts);
  const engine = createEngine(panel);
  const found: Found[] = [];
  for (let column = start; column < cuts.days; column++) {
    const today = addDays(cuts.first, column);
    onDay?.(today, column - start, cuts.days - start);
    // The progress is drawn and Ctrl-C heard between two days.
    await setImmediate();
    const day = { first: cuts.first, raised: today, meanDay: meanDay(panel.organisation, column) };
    found.push(...engine.judge(column).raised.map(({ cause }) => foundOf(cause, day)));
  }
  return {
    from: addDays(cuts.first, start),
    to: addDays(cuts.first, cuts.days - 1),
    days: cuts.days - start,
    series: panel.leaves.length,
    found,
  };
}

/** The column of the first day to judge. */
function startOf({ first, days }: Cuts, from: Day | undefined): number {
  const last = addDays(first, days - 1);
  if (days <= LEAST_HISTORY)
    throw new UserError(
      `There are ${days} days of costs (${first} to ${last}); a backtest needs at least ${LEAST_HISTORY + 1}.`,
    );
  if (from === undefined) return days > FULL_HISTORY ? FULL_HISTORY : LEAST_HISTORY;
  if (from > last) throw new UserError(`--from ${from}: the costs end on ${last}.`);
  const earliest = addDays(first, LEAST_HISTORY);
  if (from < earliest)
    throw new UserError(
      `--from ${from}: the costs begin on ${first}, and ${LEAST_HISTORY} days of history are needed; the first day that can be judged is ${earliest}.`,
    );
  return daysBetween(first, from);
}
