import type { Finding } from './finding.ts';
import type { Floors } from './incident.ts';
import type { Micros } from './money.ts';

/** Another least impact a day for an account, a service, or a service in an account. */
export interface ImpactOverride {
  readonly account: string | undefined;
  readonly service: string | undefined;
  readonly minImpact: Micros;
}

/**
 * From what size a finding is posted, a day. The first override that all of its parts fit counts, and may go below the
 * share of the bill's day that holds elsewhere: who names a service wants to know of it.
 */
export function postFloorOf(floors: Floors, overrides: readonly ImpactOverride[]): (finding: Finding) => number {
  return ({ parts }) => {
    const own = overrides.find((one) =>
      parts.every(
        (part) =>
          (one.account === undefined || one.account === part.account) &&
          (one.service === undefined || one.service === part.service),
      ),
    );
    return own ? own.minImpact : floors.post;
  };
}
