import type { Day } from './day.ts';
import type { Micros } from './money.ts';

/** The figure of a cost that a message shows. */
export type Metric = 'unblended' | 'amortized' | 'net_amortized';

export const METRIC_NAMES: Readonly<Record<Metric, string>> = {
  unblended: 'unblended',
  amortized: 'amortized',
  net_amortized: 'net amortized',
};

/** One series that moved: a service in an account. Amounts are means over the full days since it began. */
export interface FindingPart {
  readonly account: string;
  readonly service: string;
  readonly now: Micros;
  readonly usual: Micros;
}

/** A day of a finding's chart; `actual` undefined where the day is unknown, `partial` where more is still to come. */
export interface ChartDay {
  readonly day: Day;
  readonly actual: Micros | undefined;
  readonly usual: Micros;
  readonly partial: boolean;
}

/** One cause of a change in cost, with what is needed to tell it: the detector's result. */
export interface Finding {
  /** Stable for as long as the cause lasts: the same cause found tomorrow has the same key. */
  readonly cause: string;
  /** `moved`: from one team's tag to another's, while the sum stayed. */
  readonly kind: 'rise' | 'drop' | 'new' | 'moved';
  /** What it narrows down to; undefined where it spans several. */
  readonly account: string | undefined;
  readonly service: string | undefined;
  /** The usage type that explains most of it, where one does. */
  readonly usageType: string | undefined;
  /** Of cost that moved: the team that bore it, and those that bear it now. */
  readonly teams: { readonly from: string; readonly to: readonly string[] } | undefined;
  /** The team whose tag bears most of its account; undefined where it spans accounts, or no team does. */
  readonly team: string | undefined;
  /** The first day that is out of the ordinary. */
  readonly since: Day;
  /** The last full day judged. */
  readonly through: Day;
  /** Mean change a day, negative for a drop, over the full days since, a week at most: what it comes to at present. */
  readonly perDay: Micros;
  readonly now: Micros;
  readonly usual: Micros;
  /** One standard deviation of the usual day. */
  readonly spread: Micros;
  /** What it has cost (or, negative, spared) so far. */
  readonly total: Micros;
  readonly parts: readonly FindingPart[];
  readonly chart: readonly ChartDay[];
  /** Which test fired and with what numbers, as a sentence for people. */
  readonly rule: string;
  readonly currency: string;
  readonly metric: Metric;
  /** Days of history it stands on. */
  readonly historyDays: number;
}
