import type { Day } from '../../../../src/domain/day.ts';

/** A part of the bill by its keys; a key left out means all its values. */
export interface Scope {
  readonly account?: string;
  readonly service?: string;
  readonly usageType?: string;
  readonly team?: string;
}

/** One line of the bill through time: final figures in dollars, one for each day; NaN where the day is missing. */
export interface WorldRow extends Required<Scope> {
  readonly values: Float64Array;
}

/**
 * What a labelled event is: an `anomaly` is to be found; an `info` may be told or not; what is `innocent` must not be.
 */
export type LabelKind = 'anomaly' | 'info' | 'innocent';

/** Something that happened and is known to have happened. */
export interface LabelledIncident {
  readonly id: string;
  /** Such as `step_up` or `first_of_month`. */
  readonly class: string;
  readonly kind: LabelKind;
  /** The first and the last day it is labelled for, as indices into the world's days. */
  readonly start: number;
  readonly end: number;
  /** Whether it began after the warm-up and so counts towards recall. */
  readonly scored: boolean;
  /** Whether it moves money between owners and leaves the total as it was. */
  readonly attribution: boolean;
  /** Where it happened, for people. */
  readonly scope: Scope;
  /** By index of row: the signed dollars it added on each day from start to end. */
  readonly excess: ReadonlyMap<number, Float64Array>;
}

/** An organisation's bill with everything that is wrong in it labelled. */
export interface World {
  readonly first: Day;
  readonly days: number;
  /** The days at the start that are history only: alerts in them are not scored. */
  readonly warmup: number;
  readonly rows: readonly WorldRow[];
  /**
   * Of a row's account and service: by lag 0–3, then by day, the share of the final figure that can be seen so many
   * days later. From lag 4 on it is 1. A detector standing on a day may use nothing else.
   */
  readonly completeness: (row: Scope) => readonly Float64Array[];
  /** Anomalies and innocent events alike. */
  readonly incidents: readonly LabelledIncident[];
  /** The rows' figures without the anomalies, complete where a day is missing from the rows: for the scorer alone. */
  readonly baseline: readonly Float64Array[];
}

export interface WorldOptions {
  readonly seed: number;
  readonly accounts: number;
  /** The first so many of the catalogue. */
  readonly services: number;
  readonly days: number;
  readonly warmup: number;
  /** Multiplies every random spread; 1 is usual. */
  readonly noise: number;
  /** Multiplies every incident; 0.5 is half the size. */
  readonly effect: number;
  /** The weekdays of the weekend, 0 = Sunday … 6 = Saturday. */
  readonly weekend: readonly number[];
  /** Whether whole days, and single days of an account, are missing. */
  readonly holes: boolean;
  /** Whether incidents begin in mid-day, wobble, rise in stairs and leave a residue behind. */
  readonly shapes: boolean;
  /** Whether some early figures lie above the final one. */
  readonly overestimates: boolean;
  /** Multiplies all money, as another currency would. */
  readonly scale: number;
  /** Whether accounts, services, usage types and teams bear names that nobody has seen; prefixes of fees stay. */
  readonly renamed: boolean;
}
