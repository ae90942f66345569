import { ACCOUNT_SERVICE, type Cut, KNOWN_USAGE, NOT_USAGE, SERVICE_CHARGE_TYPE } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, type Month } from '../domain/day.ts';
import { reasonOf } from '../domain/errors.ts';
import { type Micros, micros } from '../domain/money.ts';
import { estimateRequests, type Window } from '../domain/reading.ts';
import {
  type Clock,
  CostFailure,
  type CostRow,
  type CostSource,
  type Ledger,
  type Log,
  type Meter,
  type Purpose,
} from './ports.ts';

/** What AWS charges for a request to Cost Explorer, each page being one (AWS's price list). */
export const REQUEST_COST: Micros = micros(0.01);

export interface ReadDeps {
  readonly ledger: Ledger;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly log: Log;
  /** Hard cap of paid requests a UTC day, over all purposes and payers. */
  readonly requestsPerDay: number;
}

export type ReadResult = {
  readonly cut: string;
  readonly window: Window;
  readonly requests: number;
} & (
  | { readonly outcome: 'read'; readonly rows: number }
  | { readonly outcome: 'failed'; readonly reason: string }
  | { readonly outcome: 'capped' }
);

export type ReadCut = (cut: Cut, window: Window, months: readonly Month[], purpose: Purpose) => Promise<ReadResult>;

/**
 * Reads one window of one cut, all its pages, and only then replaces what the ledger holds of it.
 * Meters each request. Does not begin what the day's cap would cut short.
 */
export function createReader(deps: ReadDeps, source: CostSource): ReadCut {
  return async (cut, window, months, purpose) => {
    const rowsADay = (await deps.ledger.rowsADay(source.payer, cut.name, window)) ?? 0;
    const result = (fields: Partial<ReadResult> & { outcome: ReadResult['outcome'] }, requests: number) =>
      ({ cut: cut.name, window, requests, ...fields }) as ReadResult;
    const left = deps.requestsPerDay - (await deps.meter.spentOn(dayOf(deps.clock()))).requests;
    if (left < estimateRequests(window, rowsADay, PAGE_ROWS_SEEN)) return result({ outcome: 'capped' }, 0);
    const pages = await readPages(deps, source, cut, window, purpose);
    if ('failure' in pages) {
      await deps.ledger.saveFailure(source.payer, cut.name, pages.failure, deps.clock());
      deps.log.warn(
        { payer: source.payer, cut: cut.name, window, reason: pages.failure },
        'A read of costs failed; the ledger is as it was',
      );
      return result({ outcome: 'failed', reason: pages.failure }, pages.requests);
    }
    if (!pages.complete) return result({ outcome: 'capped' }, pages.requests);
    const days = daysThatArrived(cut, pages.rows, pages.days);
    await deps.ledger.saveRead({
      payer: source.payer,
      cut: cut.name,
      window,
      rows: pages.rows,
      days,
      accountNames: pages.accountNames,
      months,
      at: deps.clock(),
    });
    if (cut.name === SERVICE_CHARGE_TYPE.name) logUnknownTypes(deps.log, pages.rows);
    return result({ outcome: 'read', rows: pages.rows.length }, pages.requests);
  };
}

/** For the question whether a read fits today's cap, a page is taken to be large: a read that runs into the cap is lost, one not begun is only late. */
const PAGE_ROWS_SEEN = 5000;

interface Pages {
  readonly rows: CostRow[];
  readonly days: Map<Day, { readonly estimated: boolean }>;
  readonly accountNames: Map<string, string>;
  readonly requests: number;
  readonly complete: boolean;
}

async function readPages(
  deps: ReadDeps,
  source: CostSource,
  cut: Cut,
  window: Window,
  purpose: Purpose,
): Promise<Pages | { readonly failure: string; readonly requests: number }> {
  const rows: CostRow[] = [];
  const days: Pages['days'] = new Map();
  const accountNames = new Map<string, string>();
  const tokens = new Set<string>();
  let token: string | undefined;
  let requests = 0;
  do {
    const at = deps.clock();
    if ((await deps.meter.spentOn(dayOf(at))).requests >= deps.requestsPerDay)
      return { rows, days, accountNames, requests, complete: false };
    const request = { at, payer: source.payer, operation: 'GetCostAndUsage', cut: cut.name, purpose };
    try {
      const page = await source.page(cut, window, token);
      await deps.meter.record({ ...request, cost: REQUEST_COST });
      requests++;
      rows.push(...page.rows);
      for (const [day, state] of page.days) days.set(day, state);
      for (const [id, name] of page.accountNames) accountNames.set(id, name);
      token = page.nextToken;
    } catch (thrown) {
      if (!(thrown instanceof CostFailure)) throw thrown;
      await deps.meter.record({ ...request, cost: 0 as Micros, failure: thrown.message });
      return { failure: reasonOf(thrown), requests };
    }
    // A walk in a circle would be paid for up to the day's cap.
    if (token !== undefined && tokens.has(token))
      return { failure: 'Cost Explorer gave the same page twice', requests };
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return { rows, days, accountNames, requests, complete: true };
}

/**
 * The days to write. A day on which the whole organisation has no line has not arrived: it stays unknown, and what was known of it stays.
 * In narrower cuts a day without lines is a day without cost.
 */
function daysThatArrived(cut: Cut, rows: readonly CostRow[], days: Pages['days']): Pages['days'] {
  if (cut.name !== ACCOUNT_SERVICE.name && cut.name !== SERVICE_CHARGE_TYPE.name) return days;
  const arrived = new Set(rows.map(({ day }) => day));
  return new Map([...days].filter(([day]) => arrived.has(day)));
}

function logUnknownTypes(log: Log, rows: readonly CostRow[]): void {
  const known = new Set<string>([...NOT_USAGE, ...KNOWN_USAGE]);
  const unknown = [...new Set(rows.map(({ keyB }) => keyB))].filter((type) => !known.has(type));
  if (unknown.length)
    log.warn({ chargeTypes: unknown }, 'Charge types that Billhook does not know; they count as usage');
}

/** `account/service, 1 to 17 Nov 2026` in words for a report. */
export function wordsOf({ cut, window }: Pick<ReadResult, 'cut' | 'window'>): string {
  return `${cut} ${window.from} to ${addDays(window.end, -1)}`;
}
