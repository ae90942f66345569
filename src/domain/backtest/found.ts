import { addDays, type Day } from '../day.ts';
import { floorsOf } from '../incident.ts';
import { type Micros, micros, units } from '../money.ts';
import { NO_TEAM } from '../team.ts';
import type { Cause, Scope, Test } from './engine.ts';

export const KINDS = ['rise', 'drop', 'new', 'tag-shift'] as const;
export type Kind = (typeof KINDS)[number];

/** What detection would have raised on a day. Amounts in units of the bill's currency, above 0 in either direction. */
export interface Found {
  readonly raised: Day;
  readonly since: Day;
  readonly kind: Kind;
  readonly test: Test;
  /** What it is about, the largest first; of a tag shift the team that lost before the one that gained. */
  readonly scopes: readonly Scope[];
  readonly perDay: number;
  /** What it had come to when it was raised. */
  readonly total: number;
  /** The bill's mean day over the 28 days before, for the floor of posting. */
  readonly meanDay: number;
}

/** A cause as it is kept, freed from the panel. */
export function foundOf(cause: Cause, { first, raised, meanDay }: { first: Day; raised: Day; meanDay: number }): Found {
  const parts = cause.breadth === 'tag' ? cause.parts : [...cause.parts].sort((a, b) => b.perDay - a.perDay);
  return {
    raised,
    since: addDays(first, cause.since),
    kind: kindOf(cause),
    test: cause.sign.test,
    scopes: parts.map(({ node }) => node.scope),
    perDay: cause.perDay,
    total: cause.total,
    meanDay,
  };
}

function kindOf({ breadth, direction, sign }: Cause): Kind {
  if (breadth === 'tag') return 'tag-shift';
  return sign.test === 'new' ? 'new' : direction;
}

/** The least change a day that was posted at the time; never below its share of the bill's day, whatever `minImpact` is. */
export function postFloor({ meanDay }: Found, minImpact: Micros): number {
  return units(floorsOf(micros(meanDay), minImpact).post);
}

/** Whether it would have been a message, and not a line of the digest only. */
export function isPosted(found: Found, minImpact: Micros): boolean {
  return found.perDay >= postFloor(found, minImpact);
}

/** One line of JSON, without its line end. */
export function alertLine(found: Found, minImpact: Micros): string {
  return JSON.stringify({
    date_raised: found.raised,
    keys: found.scopes.map(({ account, service, usageType, team }) => ({
      account,
      service,
      usage_type: usageType,
      tag_team: team === NO_TEAM ? '' : team,
    })),
    impact: cents(found.total),
    kind: found.kind,
    test: found.test,
    since: found.since,
    per_day: cents(found.perDay),
    posted: isPosted(found, minImpact),
  });
}

const cents = (amount: number) => Math.round(amount * 100) / 100;
