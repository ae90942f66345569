import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day } from '../domain/day.ts';
import type { Metric } from '../domain/finding.ts';
import { type Floors, floorsOf } from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import { amountOf, type Ledger, type Memory } from './ports.ts';

/** What messages show of this bill. */
export interface Bill {
  readonly currency: string;
  readonly metric: Metric;
  /** Other currencies on the bill; they are never added. */
  readonly otherCurrencies: readonly string[];
  /** The mean of the last 28 days that are known. */
  readonly meanDay: Micros;
}

const MEAN_DAYS = 28;
/** Amortized and net amortized differ by more than this share where there is a private discount. */
const DISCOUNT_SHARE = 0.002;

/**
 * The main currency of the bill, the metric to show, and its mean day; undefined while the ledger is empty.
 * @param metric the one of the configuration; without it amortized, or net amortized where a private discount sets them apart
 */
export async function readBill(
  ledger: Ledger,
  metric: Metric | undefined,
  today: Day,
  now: Date,
): Promise<Bill | undefined> {
  const window = { from: addDays(today, -MEAN_DAYS - 1), end: addDays(today, -1) };
  const rows = await ledger.sums({ cut: ACCOUNT_SERVICE.name, window, by: [] });
  const [main, ...others] = [...rows].sort((a, b) => b.amortized - a.amortized);
  if (!main) return undefined;
  const discounted = Math.abs(main.amortized - main.netAmortized) > DISCOUNT_SHARE * Math.abs(main.amortized);
  const shown = metric ?? (discounted ? 'net_amortized' : 'amortized');
  const days = (await ledger.days(window, now)).size;
  return {
    currency: main.currency,
    metric: shown,
    otherCurrencies: others.map(({ currency }) => currency),
    meanDay: Math.round(amountOf(main, shown) / Math.max(1, days)) as Micros,
  };
}

const MIN_IMPACT = 'min-impact';

/** The sensitivity someone chose in Slack. */
export interface ChosenImpact {
  readonly micros: Micros;
  readonly by: string;
}

export async function chosenImpact(memory: Memory): Promise<ChosenImpact | undefined> {
  const value = await memory.recall(MIN_IMPACT);
  return isChosen(value) ? value : undefined;
}

export async function chooseImpact(memory: Memory, chosen: ChosenImpact): Promise<void> {
  await memory.remember(MIN_IMPACT, chosen);
}

function isChosen(value: unknown): value is ChosenImpact {
  return typeof value === 'object' && value !== null && 'micros' in value && typeof value.micros === 'number';
}

/** The floors in force: by billhook.yml, or by what was chosen in Slack since. */
export async function floorsInForce(memory: Memory, bill: Bill, configured: Micros): Promise<Floors> {
  return floorsOf(bill.meanDay, (await chosenImpact(memory))?.micros ?? configured);
}
