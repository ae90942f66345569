import type { Day } from './day.ts';
import type { Finding } from './finding.ts';
import type { Micros } from './money.ts';

/**
 * `open`: nobody has it. `acknowledged`: someone has. `snoozed`: quiet until an instant. `expected`: known, and quiet until a
 * day or for good. `resolved`: over.
 */
export type IncidentState = 'open' | 'acknowledged' | 'snoozed' | 'expected' | 'resolved';

/** Who has an incident, and who gave it to them: themselves, where they acknowledged it. */
export interface Owner {
  readonly user: string;
  readonly by: string;
  readonly at: Date;
}

export interface Snooze {
  readonly by: string;
  readonly at: Date;
  readonly until: Date;
}

export interface Expectation {
  readonly by: string;
  readonly at: Date;
  readonly reason: string;
  /** The last day on which it is expected; undefined for good. */
  readonly until: Day | undefined;
}

/** Why an incident is over: the first three are Billhook's word, the others a person's. */
export type Ending = 'calm' | 'withdrawn' | 'absorbed' | 'fixed' | 'false-alarm';

export interface End {
  readonly how: Ending;
  readonly by: string;
  readonly at: Date;
}

/** What AWS Cost Anomaly Detection found of the same cause. */
export interface AwsAnomaly {
  readonly id: string;
  readonly payer: string;
  readonly since: Day;
  /** What it has cost by AWS's count, in the bill's currency. */
  readonly impact: Micros;
  /** The answer AWS is to get (`wanted`), and the one it has got (`sent`). */
  readonly wanted: AwsFeedback | undefined;
  readonly sent: AwsFeedback | undefined;
}

/** AWS's words for what an anomaly was. */
export type AwsFeedback = 'YES' | 'NO' | 'PLANNED_ACTIVITY';

/** One cause from its detection to its end. */
export interface Incident {
  readonly id: number;
  readonly state: IncidentState;
  /** Rises with each change of state or owner, not with figures: a button that shows an older one is stale. */
  readonly version: number;
  readonly finding: Finding;
  readonly since: Day;
  /** The channel it was posted to, or named in; undefined where it was too small to post. */
  readonly channel: string | undefined;
  /** Whether it has a message of its own. */
  readonly announced: boolean;
  /** Named with others in one message, as a run had found more than it may post. */
  readonly named: boolean;
  readonly openedAt: Date;
  readonly checkedAt: Date;
  /** Since when it asks for someone: when it was found, or last became open again. */
  readonly askedAt: Date;
  readonly owner: Owner | undefined;
  readonly snooze: Snooze | undefined;
  readonly expectation: Expectation | undefined;
  readonly end: End | undefined;
  /** What people were last told of as news: its size a day, and its parts as `account/service`. */
  readonly told: { readonly perDay: Micros; readonly parts: readonly string[] };
  readonly remindedAt: Date | undefined;
  readonly escalatedAt: Date | undefined;
  readonly aws: AwsAnomaly | undefined;
}

/** The actor of what Billhook does by itself. */
export const BOT = 'billhook';

/** From what size an incident is posted, a day, on the sum over its cause; smaller ones are a line of the digest. */
export interface Floors {
  readonly post: Micros;
}

const POST_SHARE = 0.003; // of the mean day

/**
 * The floor of the design: posted from max(minImpact, 0.3 % of the 28-day mean day). What is found at all is up to
 * detection, whose floor follows the grain of the bill.
 * @param meanDay the organisation's mean day over 28 days
 */
export function floorsOf(meanDay: Micros, minImpact: Micros): Floors {
  return { post: Math.round(Math.max(minImpact, POST_SHARE * meanDay)) as Micros };
}

/** Whether an incident still asks for someone, now or when its snooze ends. */
export function isOpen({ state }: Pick<Incident, 'state'>): boolean {
  return state === 'open' || state === 'acknowledged' || state === 'snoozed';
}

/** The parts of a finding by name, as `account/service`. */
export function partNames({ parts }: Finding): string[] {
  return [...new Set(parts.map(({ account, service }) => `${account}/${service}`))];
}

/** A cause keeps its first day, whatever is found later. */
export function keepSince(found: Finding, { since }: Pick<Incident, 'since'>): Finding {
  return { ...found, since: found.since < since ? found.since : since };
}

/** Takes the present figures for what people were told. */
export function tellNow(incident: Incident): Incident {
  return { ...incident, told: { perDay: incident.finding.perDay, parts: partNames(incident.finding) } };
}
