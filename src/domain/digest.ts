import type { Day } from './day.ts';
import type { ChartDay, Metric } from './finding.ts';
import type { IncidentState } from './incident.ts';
import type { Micros } from './money.ts';

/** A settled day against what is usual for its weekday. */
export interface DigestDay {
  readonly day: Day;
  readonly total: Micros;
  /** Undefined while there is too little history. */
  readonly usual: { readonly expected: Micros; readonly spread: Micros } | undefined;
}

/** A service in an account that moved against its usual day. */
export interface Mover {
  readonly label: string;
  readonly change: Micros;
  /** The incident that has it, if one does. */
  readonly incident: number | undefined;
}

export interface DigestIncident {
  readonly id: number;
  readonly title: string;
  readonly perDay: Micros;
  readonly since: Day;
  readonly state: IncidentState;
  /** Who has it; undefined where nobody has. */
  readonly ownedBy: string | undefined;
  /** Below the floor of posting: told here only. */
  readonly small: boolean;
}

/** The day's spend for the channels that care: all that the message says, as data. */
export interface Digest {
  readonly currency: string;
  readonly metric: Metric;
  /** The settled days it covers, the last one is the headline; empty while no day has settled. */
  readonly covered: readonly DigestDay[];
  /** Yesterday, of which more is still to come. Undefined where nothing of it has arrived. */
  readonly soFar: { readonly day: Day; readonly total: Micros; readonly share: number | undefined } | undefined;
  readonly yesterday: Day;
  readonly month: { readonly through: Day; readonly total: Micros; readonly unknownDays: number };
  readonly budgets: readonly { readonly team: string; readonly total: Micros; readonly budget: Micros }[];
  readonly movers: readonly Mover[];
  readonly others: { readonly count: number; readonly change: Micros };
  readonly untagged: { readonly total: Micros; readonly share: number } | undefined;
  /** What is not usage, this month: credits, tax, fees, and other currencies. */
  readonly apart: readonly { readonly label: string; readonly total: Micros; readonly currency: string }[];
  readonly incidents: readonly DigestIncident[];
  readonly checked: { readonly accounts: number; readonly at: string | undefined };
  /** What could not be read or said, each with its reason. */
  readonly troubles: readonly string[];
  readonly chart: readonly ChartDay[];
}

const QUIET_SIGMAS = 3;

/** Whether the headline day lies within what is usual. Undefined where that is not known. */
export function isNormal({ covered }: Digest): boolean | undefined {
  const last = covered.at(-1);
  if (!last?.usual) return undefined;
  return Math.abs(last.total - last.usual.expected) <= QUIET_SIGMAS * last.usual.spread;
}

/** The days a digest is to cover: from the one after the last digest's yesterday to this one's; the headline is the last that has settled. */
export function coveredDays(settled: readonly Day[], sinceLast: Day): Day[] {
  const last = settled.at(-1);
  if (last === undefined) return [];
  return settled.filter((day) => day >= (sinceLast < last ? sinceLast : last));
}
