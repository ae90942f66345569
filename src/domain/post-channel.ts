import type { Finding } from './finding.ts';
import type { Situation } from './incident-changes.ts';
import { ownerOf } from './team.ts';

/** The channel of the team that owns every account of it, or bears it by its tag; else the common one. None below the floor of posting. */
export function channelFor(
  { postFloor, teams, alertsChannel }: Pick<Situation, 'postFloor' | 'teams' | 'alertsChannel'>,
  finding: Finding,
): string | undefined {
  if (Math.abs(finding.perDay) < postFloor(finding)) return undefined;
  const owner = ownerOf(teams, [...new Set(finding.parts.map(({ account }) => account))]) ?? finding.team;
  return (owner !== undefined && teams[owner]?.channel) || alertsChannel;
}
