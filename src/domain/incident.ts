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

/** From what size an incident is kept, and from what size it is posted; both a day, on the sum over its cause. */
export interface Floors {
  readonly detect: Micros;
  readonly post: Micros;
}

const DETECT_AT_LEAST = 10_000_000; // $10 a day
const DETECT_SHARE = 0.001; // of the mean day
const POST_SHARE = 0.003; // of the mean day

/**
 * The floors of the design: detected from max($10, 0.1 % of the 28-day mean day), posted from max(minImpact, 0.3 %).
 * @param meanDay the organisation's mean day over 28 days
 */
export function floorsOf(meanDay: Micros, minImpact: Micros): Floors {
  const detect = Math.max(DETECT_AT_LEAST, DETECT_SHARE * meanDay);
  const post = Math.max(minImpact, POST_SHARE * meanDay, detect);
  return { detect: Math.round(detect) as Micros, post: Math.round(post) as Micros };
}

/** Whether an incident still asks for someone. */
export function isOpen(incident: Incident): boolean {
  return incident.state === 'open' || incident.state === 'acknowledged';
}
