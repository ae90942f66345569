import type { Cut } from '../domain/cuts.ts';
import type { Day, Month } from '../domain/day.ts';
import type { Metric } from '../domain/finding.ts';
import { type Micros, sum } from '../domain/money.ts';
import type { Window } from '../domain/reading.ts';

export * from './anomaly-ports.ts';
export * from './delivery-ports.ts';
export * from './incident-ports.ts';
export * from './log-ports.ts';
export * from './snapshot-ports.ts';

/** The three figures of a cost, read in one request. */
export interface Amounts {
  readonly unblended: Micros;
  readonly amortized: Micros;
  readonly netAmortized: Micros;
}

/** A line of the ledger: one day under the two keys of a cut. */
export interface CostRow extends Amounts {
  readonly keyA: string;
  readonly keyB: string;
  readonly day: Day;
  readonly usage: number;
  readonly usageUnit: string;
  readonly currency: string;
  readonly estimated: boolean;
}

/** One page of Cost Explorer's answer: one paid request. */
export interface CostPage {
  readonly rows: readonly CostRow[];
  /** Every day the page speaks of, those without a row included. */
  readonly days: ReadonlyMap<Day, { readonly estimated: boolean }>;
  /** Linked account → name, as far as the page tells. */
  readonly accountNames: ReadonlyMap<string, string>;
  readonly nextToken: string | undefined;
}

/** Cost Explorer behind one payer account. */
export interface CostSource {
  readonly payer: string;
  /** One paid request. Throws a CostFailure. */
  page(cut: Cut, window: Window, token: string | undefined): Promise<CostPage>;
}

/** Why a read of costs failed, in words with the mend. */
export class CostFailure extends Error {
  override readonly name = 'CostFailure';
}

/** A whole read of a cut, ready to replace what the ledger holds of its window. */
export interface CutRead {
  readonly payer: string;
  readonly cut: string;
  readonly window: Window;
  readonly rows: readonly CostRow[];
  readonly days: ReadonlyMap<Day, { readonly estimated: boolean }>;
  readonly accountNames: ReadonlyMap<string, string>;
  /** Months that are complete with this read. */
  readonly months: readonly Month[];
  readonly at: Date;
}

export type Purpose = 'daily' | 'backfill' | 'doctor';

export interface PaidRequest {
  readonly at: Date;
  readonly payer: string;
  readonly operation: string;
  readonly cut: string;
  readonly purpose: Purpose;
  readonly cost: Micros;
  /** Failed requests are free, and are kept all the same. */
  readonly failure?: string;
}

export interface Spent {
  readonly requests: number;
  readonly cost: Micros;
}

/** Every paid request, kept in the database with its cost. */
export interface Meter {
  record(request: PaidRequest): Promise<void>;
  /** Requests that were charged on a UTC day. */
  spentOn(day: Day): Promise<Spent>;
  /** All that was ever charged for a purpose. */
  spentFor(purpose: Purpose): Promise<Spent>;
}

export type GroupField = 'payer' | 'keyA' | 'keyB' | 'day';

/** A question to the ledger: sums over the rows of a cut in a window, by some of its keys. */
export interface SumQuery {
  readonly cut: string;
  readonly window: Window;
  readonly by: readonly GroupField[];
  readonly keyA?: string;
  readonly keyB?: string;
}

export interface SumRow extends Amounts {
  readonly payer?: string;
  readonly keyA?: string;
  readonly keyB?: string;
  readonly day?: Day;
  readonly currency: string;
}

/** What is known of a day of account/service, over all payers. */
export interface DayState {
  readonly day: Day;
  readonly estimated: boolean;
  readonly readAt: Date;
  /** Two days old, and two reads agree (or older than re-reading reaches). */
  readonly settled: boolean;
}

export interface Sighting extends Amounts {
  readonly day: Day;
  readonly currency: string;
  readonly readAt: Date;
}

export interface CutState {
  readonly payer: string;
  readonly cut: string;
  readonly succeededAt: Date | undefined;
  readonly failedAt: Date | undefined;
  readonly failure: string | undefined;
}

/** The ledger: what Billhook knows of the bill. Reading it costs nothing. */
export interface Ledger {
  /** Replaces what the ledger holds of the read's window, whole days at a time, and notes what was visible when. */
  saveRead(read: CutRead): Promise<void>;
  saveFailure(payer: string, cut: string, reason: string, at: Date): Promise<void>;
  monthsRead(payer: string, cut: string): Promise<ReadonlyMap<Month, Date>>;
  /** Has the months of a cut read again, as history that is missing. */
  forgetMonths(payer: string, cut: string): Promise<void>;
  cutStates(): Promise<readonly CutState[]>;
  /** Mean rows a day of a cut over the days of a window that were read; undefined where none was. */
  rowsADay(payer: string, cut: string, window: Window): Promise<number | undefined>;
  sums(query: SumQuery): Promise<readonly SumRow[]>;
  /** Days of account/service that are known; a day that is missing here is unknown. */
  days(window: Window, now: Date): Promise<ReadonlyMap<Day, DayState>>;
  sightings(window: Window): Promise<readonly Sighting[]>;
  accountNames(): Promise<ReadonlyMap<string, string>>;
}

/** Small things to remember across restarts, by name; values are JSON. */
export interface Memory {
  recall(name: string): Promise<unknown>;
  remember(name: string, value: unknown): Promise<void>;
}

/** Who asks, as Slack knows them. */
export interface Person {
  readonly id: string;
  readonly zone: string;
  /** Why this person or channel may not see logs at all; undefined where nothing speaks against it. */
  readonly barred: string | undefined;
}

/** People and places in Slack. */
export interface Directory {
  person(userId: string, channelId: string): Promise<Person>;
  isInGroup(userId: string, usergroupId: string): Promise<boolean>;
}

export type SlotState = 'running' | 'done' | 'failed';

/** Which slots of a job ran: each slot one row. */
export interface Slots {
  last(
    job: string,
  ): Promise<
    | { readonly slot: string; readonly state: SlotState; readonly notBefore: Date; readonly attempts: number }
    | undefined
  >;
  /** Takes a slot, or takes it again after a failure or a crash. False if it is done. */
  begin(job: string, slot: string, at: Date): Promise<boolean>;
  end(
    job: string,
    slot: string,
    at: Date,
    outcome: { readonly state: 'done' | 'failed'; readonly words: string; readonly notBefore: Date },
  ): Promise<void>;
}

/** The structured log. */
export interface Log {
  info(facts: object, words: string): void;
  warn(facts: object, words: string): void;
  error(facts: object, words: string): void;
}

/** The business clock: days, slots, snoozes. It can be simulated. */
export type Clock = () => Date;

export function amountOf(amounts: Amounts, metric: Metric): Micros {
  if (metric === 'unblended') return amounts.unblended;
  return metric === 'amortized' ? amounts.amortized : amounts.netAmortized;
}

/** The sum of rows of one currency, in the figure that is shown. */
export function sumOf(rows: readonly Amounts[], metric: Metric): Micros {
  return sum(rows.map((row) => amountOf(row, metric)));
}
