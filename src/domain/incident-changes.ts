import { type Day, formatDay } from './day.ts';
import type { Judged } from './detection/judge.ts';
import type { Standing } from './detection/running.ts';
import type { Finding } from './finding.ts';
import type { Incident, IncidentState } from './incident.ts';
import { formatChange } from './money.ts';
import { ownerOf, type Teams } from './team.ts';

/** A change to an incident that follows from a day's findings. */
export type IncidentChange =
  | {
      readonly change: 'open';
      readonly finding: Finding;
      readonly state: IncidentState;
      /** Where to post it; undefined for what is not posted. */
      readonly channel: string | undefined;
      readonly note: string;
    }
  | {
      readonly change: 'update';
      readonly id: number;
      readonly finding: Finding;
      /** Where to post it now, if it was too small before. */
      readonly channel: string | undefined;
      readonly note: string | undefined;
    }
  | { readonly change: 'resolve'; readonly id: number; readonly note: string };

export interface Situation {
  /** Every cause that detection knows, as it stands today. */
  readonly judged: readonly Judged[];
  readonly active: readonly Incident[];
  /** From what size a cause is posted. */
  readonly postFloor: (finding: Finding) => number;
  /** What began before this day is known, and not posted. */
  readonly installed: Day;
  readonly teams: Teams;
  readonly alertsChannel: string;
}

/** Why an incident ends, by how its cause stands. */
const ENDS: Readonly<Record<Exclude<Standing, 'running'>, string>> = {
  calm: 'cost is back to usual for two full days',
  withdrawn: 'withdrawn: AWS restated the days it stood on, and nothing of it is left',
  absorbed: 'it has lasted a month and counts as usual from now on',
};

/**
 * What is to change: a cause joins its incident or opens one; an incident whose cause is over ends. Of two incidents
 * with one cause there is only ever one, whatever level saw it first: detection itself says what is the same.
 */
export function decideChanges(situation: Situation): IncidentChange[] {
  return situation.judged.flatMap(({ finding, standing }) => {
    const incident = situation.active.find((one) => one.finding.cause === finding.cause);
    if (standing !== 'running') return incident ? ending(incident, finding, standing) : [];
    if (!incident) return [opening(situation, finding)];
    return updating(situation, incident, finding) ?? [];
  });
}

/** The last figures go with the end, but for what was never there. */
function ending(incident: Incident, finding: Finding, standing: Exclude<Standing, 'running'>): IncidentChange[] {
  const last: IncidentChange[] =
    standing === 'calm'
      ? [
          {
            change: 'update',
            id: incident.id,
            finding: keptName(finding, incident),
            channel: undefined,
            note: undefined,
          },
        ]
      : [];
  return [...last, { change: 'resolve', id: incident.id, note: ENDS[standing] }];
}

/** The cause keeps its first day, whatever is found later. */
function keptName(found: Finding, { since }: Incident): Finding {
  return { ...found, since: found.since < since ? found.since : since };
}

function opening(situation: Situation, finding: Finding): IncidentChange {
  const old = finding.since < situation.installed;
  const note = `found: ${formatChange(finding.perDay, finding.currency)} a day since ${formatDay(finding.since)}`;
  return {
    change: 'open',
    finding,
    state: old ? 'expected' : 'open',
    channel: old ? undefined : channelFor(situation, finding),
    note: old ? `${note}; it began before Billhook was installed` : note,
  };
}

function updating(situation: Situation, incident: Incident, found: Finding): IncidentChange | undefined {
  const { id, state, announced, finding: known } = incident;
  const finding = keptName(found, incident);
  const channel = announced || state !== 'open' ? undefined : channelFor(situation, finding);
  if (channel === undefined && JSON.stringify(finding) === JSON.stringify(known)) return undefined;
  const note = channel ? `grew to ${formatChange(finding.perDay, finding.currency)} a day` : undefined;
  return { change: 'update', id, finding, channel, note };
}

/** The channel of the team that owns every account of it, else the common one; none below the floor of posting. */
function channelFor({ postFloor, teams, alertsChannel }: Situation, finding: Finding): string | undefined {
  if (Math.abs(finding.perDay) < postFloor(finding)) return undefined;
  const owner = ownerOf(teams, [...new Set(finding.parts.map(({ account }) => account))]);
  return (owner && teams[owner]?.channel) ?? alertsChannel;
}
