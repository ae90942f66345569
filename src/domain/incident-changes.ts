import { addDays, type Day, daysBetween, formatDay } from './day.ts';
import type { CostSeries } from './detection/index.ts';
import type { Finding } from './finding.ts';
import type { Floors, Incident, IncidentState } from './incident.ts';
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
  readonly found: readonly Finding[];
  readonly active: readonly Incident[];
  readonly series: readonly CostSeries[];
  readonly floors: Floors;
  readonly today: Day;
  /** What began before this day is known, and not posted. */
  readonly installed: Day;
  readonly teams: Teams;
  readonly alertsChannel: string;
}

/** Back to usual: what is left of the change is below this share of it … */
const LEFT_SHARE = 0.25;
/** … on these days, counted back from today: the two youngest that are full. */
const CALM_DAYS = [2, 3];

/** What is to change: a finding joins the incident of its cause or opens one; an incident whose cost is back to usual ends. */
export function decideChanges(situation: Situation): IncidentChange[] {
  const taken = new Set<number>();
  const changes: IncidentChange[] = [];
  for (const finding of situation.found) {
    const incident = situation.active.find((one) => sameCause(one.finding, finding));
    if (!incident) changes.push(opening(situation, finding));
    else if (!taken.has(incident.id)) {
      taken.add(incident.id);
      const update = updating(situation, incident, finding);
      if (update) changes.push(update);
    }
  }
  for (const incident of situation.active)
    if (!taken.has(incident.id) && isBackToUsual(incident.finding, situation))
      changes.push({ change: 'resolve', id: incident.id, note: 'cost is back to usual for two full days' });
  return changes;
}

/** The same cause has the same key, or moves the same service of the same account in the same direction. */
function sameCause(known: Finding, found: Finding): boolean {
  if (known.cause === found.cause) return true;
  if (Math.sign(known.perDay) !== Math.sign(found.perDay)) return false;
  return known.parts.some((part) =>
    found.parts.some((other) => other.account === part.account && other.service === part.service),
  );
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

function updating(
  situation: Situation,
  { id, state, announced, since, finding: known }: Incident,
  found: Finding,
): IncidentChange | undefined {
  // The cause keeps its name and its first day, whatever level sees it today.
  const finding: Finding = { ...found, cause: known.cause, since: found.since < since ? found.since : since };
  const channel = announced || state !== 'open' ? undefined : channelFor(situation, finding);
  if (channel === undefined && JSON.stringify(finding) === JSON.stringify(known)) return undefined;
  return {
    change: 'update',
    id,
    finding,
    channel,
    note: channel ? `grew to ${formatChange(finding.perDay, finding.currency)} a day` : undefined,
  };
}

/** The channel of the team that owns every account of it, else the common one; none below the floor of posting. */
function channelFor({ floors, teams, alertsChannel }: Situation, finding: Finding): string | undefined {
  if (Math.abs(finding.perDay) < floors.post) return undefined;
  const owner = ownerOf(teams, [...new Set(finding.parts.map(({ account }) => account))]);
  return (owner && teams[owner]?.channel) ?? alertsChannel;
}

function isBackToUsual(finding: Finding, { series, today }: Situation): boolean {
  const parts = series.filter((one) =>
    finding.parts.some(({ account, service }) => account === one.account && service === one.service),
  );
  return CALM_DAYS.map((age) => addDays(today, -age)).every((day) => {
    if (day <= finding.since) return false;
    const values = parts.map(({ series: { first, values } }) => values[daysBetween(first, day)]);
    if (values.some((value) => value === undefined)) return false;
    const left = values.reduce((all: number, value) => all + (value ?? 0), 0) - finding.usual;
    return left * Math.sign(finding.perDay) < LEFT_SHARE * Math.abs(finding.perDay);
  });
}
