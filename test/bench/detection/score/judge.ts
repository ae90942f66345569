import type { LabelledIncident } from '../world/types.ts';
import { type Alert, baselineIn, type Owners, overlap, ownersOf, type Truth, touches, type Window } from './truth.ts';

/** Days after its end on which an alert may still be the detection of an incident. */
const GRACE_DAYS = 4;
/** Days after its end on which an alert may be taken for its echo, such as the drop after the fix. */
const ECHO_DAYS = 14;
/** Days up to the alert over which alert and incident are compared. */
const WINDOW_DAYS = 14;
/** Days at the end of an incident that tell whether an alert after it is its echo. */
const LAST_DAYS = 7;
/** An alert must hold so much of an incident to be its detection. */
const LEAST_SHARE = 0.2;
/** What happened must be so much of what the alert's scope usually costs: an alert on everything finds nothing. */
const MATERIAL_SHARE = 0.05;
/** The same for innocent events. */
const INNOCENT_SHARE = 0.03;
/** Less, in dollars, is a rounding error. */
const LEAST_DOLLARS = 1e-6;
/** A scope that costs nothing still has a baseline, in dollars. */
const LEAST_BASELINE = 1e-9;

/** What an alert matches, before it is known which alert came first. */
export interface Judgement {
  /** The anomalies it could be a detection of. */
  readonly found: readonly LabelledIncident[];
  /** Whether it is a true but small part of one. */
  readonly isFragment: boolean;
  /** Whether it comes of the end of one. */
  readonly isEcho: boolean;
  /** Whether it matches something that may be told or not. */
  readonly isInfo: boolean;
  /** The class of the innocent event it sits on, if it does. */
  readonly innocent: string | undefined;
}

interface Claim {
  readonly truth: Truth;
  readonly day: number;
  readonly owners: Owners;
  readonly keys: number;
}

/** Judges an alert by itself, against everything that happened. */
export function judge(truth: Truth, { day, keys }: Alert): Judgement {
  const claim: Claim = { truth, day, owners: ownersOf(truth.rows, keys), keys: keys.length };
  const near = truth.incidents.filter(
    (incident) => incident.start <= day && day <= incident.end + ECHO_DAYS && touches(incident, claim.owners),
  );
  const matches = near.flatMap((incident) =>
    incident.kind === 'anomaly' ? [{ incident, as: matchAnomaly(claim, incident) }] : [],
  );
  const others = near.filter((incident) => incident.kind !== 'anomaly' && matchesOther(claim, incident));
  return {
    found: matches.flatMap(({ incident, as }) => (as === 'found' ? [incident] : [])),
    isFragment: matches.some(({ as }) => as === 'fragment'),
    isEcho: matches.some(({ as }) => as === 'echo'),
    isInfo: others.some(({ kind }) => kind === 'info'),
    innocent: others.findLast(({ kind }) => kind === 'innocent')?.class,
  };
}

function matchAnomaly(claim: Claim, incident: LabelledIncident): 'found' | 'fragment' | 'echo' | undefined {
  const { day } = claim;
  const { start, end } = incident;
  const window = { from: Math.max(start, day - WINDOW_DAYS + 1), to: Math.min(day, end) };
  if (day <= end + GRACE_DAYS && window.from <= window.to) {
    const { inside, whole } = overlap(incident, claim, window);
    if (inside > LEAST_DOLLARS && isMaterial(claim, inside, window, MATERIAL_SHARE))
      return inside >= LEAST_SHARE * whole ? 'found' : 'fragment';
  }
  if (day <= end) return undefined;
  const last = { from: Math.max(start, end - LAST_DAYS + 1), to: end };
  return isMaterial(claim, overlap(incident, claim, last).inside, last, MATERIAL_SHARE) ? 'echo' : undefined;
}

function matchesOther(claim: Claim, incident: LabelledIncident): boolean {
  const { start, end } = incident;
  if (claim.day > end + GRACE_DAYS) return false;
  const to = Math.min(claim.day, end);
  const { inside } = overlap(incident, claim, { from: Math.max(start, to - WINDOW_DAYS + 1), to });
  return isMaterial(claim, inside, { from: start, to }, INNOCENT_SHARE);
}

function isMaterial({ truth, owners }: Claim, inside: number, window: Window, share: number): boolean {
  return inside >= share * Math.max(baselineIn(truth, owners, window), LEAST_BASELINE);
}
