import { setImmediate as nextTurn } from 'node:timers/promises';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day, daysBetween } from '../domain/day.ts';
import type { Metric } from '../domain/finding.ts';
import type { CostSeries } from '../domain/forecast.ts';
import type { Window } from '../domain/reading.ts';
import { amountOf, type Ledger } from './ports.ts';

/** A read of the ledger stays below 50 ms at 40 accounts if it takes a week at a time. */
const DAYS_A_READ = 7;

/** Every account's services as series over a window; days the ledger does not know are undefined, days without a line 0. */
export async function readSeries(
  ledger: Ledger,
  window: Window,
  currency: string,
  metric: Metric,
  now: Date,
): Promise<CostSeries[]> {
  const known = await ledger.days(window, now);
  const length = daysBetween(window.from, window.end);
  const empty = Array.from({ length }, (_, i) => (known.has(addDays(window.from, i)) ? 0 : undefined));
  const series = new Map<string, { account: string; service: string; values: (number | undefined)[] }>();
  for (let from = window.from; from < window.end; from = addDays(from, DAYS_A_READ)) {
    const end = earlier(addDays(from, DAYS_A_READ), window.end);
    const rows = await ledger.sums({ cut: ACCOUNT_SERVICE.name, window: { from, end }, by: ['keyA', 'keyB', 'day'] });
    for (const row of rows) {
      const { keyA: account = '', keyB: service = '', day } = row;
      if (row.currency !== currency || !day || !known.has(day)) continue;
      const key = `${account}\n${service}`;
      const one = series.get(key) ?? { account, service, values: [...empty] };
      series.set(key, one);
      one.values[daysBetween(window.from, day)] = amountOf(row, metric);
    }
    await nextTurn();
  }
  return [...series.values()].map(({ account, service, values }) => ({
    account,
    service,
    series: { first: window.from, values },
  }));
}

function earlier(a: Day, b: Day): Day {
  return a < b ? a : b;
}
