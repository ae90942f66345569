import { addDays, type Day, daysUntil } from '../../../domain/day.ts';
import type { LineItem, Scenario } from '../../scenario/types.ts';
import type { AnomalyBook } from './anomaly-book.ts';
import type { Filter } from './expression.ts';
import type { Period } from './period.ts';
import { refreshedAt, visibleLine } from './visible.ts';

/** What Cost Explorer answers from. */
export interface CostExplorerContext {
  readonly scenario: Scenario;
  readonly now: () => Date;
  /** Groups, or values, on a page. */
  readonly pageSize: number;
  readonly anomalies: AnomalyBook;
  /** The member account that asks and sees its own lines only; undefined for the payer, who sees all. */
  readonly account?: string | undefined;
}

/** The lines of a period as they are visible at an instant, filtered. */
export function linesIn(
  { scenario, account }: CostExplorerContext,
  period: Period,
  at: Date,
  filter: Filter,
): LineItem[] {
  const from = period.start > scenario.firstDay ? period.start : scenario.firstDay;
  const last = addDays(scenario.lastDay, 1);
  return daysUntil(from, period.end < last ? period.end : last)
    .flatMap((day) => visibleOn(scenario, day, refreshedAt(at)))
    .filter((line) => (account ?? line.account) === line.account && filter(line));
}

interface Shown {
  readonly refreshed: number;
  readonly lines: readonly LineItem[];
}

/** Each day as it was last asked for: a sync asks for every day some twenty times between two refreshes. */
const shown = new WeakMap<Scenario, Map<Day, Shown>>();

function visibleOn(scenario: Scenario, day: Day, refreshed: Date): readonly LineItem[] {
  const days = shown.get(scenario) ?? new Map<Day, Shown>();
  shown.set(scenario, days);
  const known = days.get(day);
  if (known?.refreshed === refreshed.getTime()) return known.lines;
  const lines = scenario.linesOf(day).flatMap((line) => visibleLine(line, refreshed) ?? []);
  days.set(day, { refreshed: refreshed.getTime(), lines });
  return lines;
}
