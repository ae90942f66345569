import type { Day } from './day.ts';
import type { Finding } from './finding.ts';
import type { Micros } from './money.ts';

/** `expected`: known and not to be raised, such as what began before the bot was there. */
export type IncidentState = 'open' | 'acknowledged' | 'expected' | 'resolved';

/** One cause from its detection to its end. */
export interface Incident {
  readonly id: number;
  readonly state: IncidentState;
  readonly finding: Finding;
  readonly since: Day;
  /** The channel it was posted to; undefined where it was too small to post. */
  readonly channel: string | undefined;
  /** Whether it was posted, or is only a line of the digest. */
  readonly announced: boolean;
  readonly openedAt: Date;
  readonly checkedAt: Date;
  readonly acknowledged: { readonly by: string; readonly at: Date } | undefined;
  readonly resolvedAt: Date | undefined;
}

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

/** Whether an incident still asks for someone. */
export function isOpen(incident: Incident): boolean {
  return incident.state === 'open' || incident.state === 'acknowledged';
}
