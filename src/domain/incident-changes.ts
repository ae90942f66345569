import { type Day, formatDay } from './day.ts';
import type { Judged } from './detection/judge.ts';
import type { Standing } from './detection/running.ts';
import { afterExpectation, isPast, isTaught } from './expectation.ts';
import type { Finding } from './finding.ts';
import { type Incident, keepSince, partNames, tellNow } from './incident.ts';
import { ending } from './incident-ends.ts';
import { closedOne, returning } from './incident-returns.ts';
import { formatChange, type Micros } from './money.ts';
import type { Note } from './note.ts';
import { channelFor } from './post-channel.ts';
import type { Teams } from './team.ts';

/** A change to an incident that follows from a day's findings. */
export type IncidentChange =
  | {
      readonly change: 'open';
      readonly finding: Finding;
      /** It began before Billhook was there: known, and not to be raised. */
      readonly old: boolean;
      /** Where to post it; undefined for what is not posted. */
      readonly channel: string | undefined;
      /** Only named there, in one message with others. */
      readonly named: boolean;
      readonly note: string;
    }
  | {
      readonly change: 'update';
      /** As it is to be: its figures, and its state where that changed. */
      readonly incident: Incident;
      /** The version it was decided on: if that has changed by then, someone was faster. */
      readonly saw: number;
      /** Where to post it now, if it has no message of its own yet. */
      readonly channel: string | undefined;
      /** For its timeline. */
      readonly note: string | undefined;
      /** For the thread of its message. */
      readonly thread: Note | undefined;
    };

export interface Situation {
  /** Every cause that detection knows, as it stands today. */
  readonly judged: readonly Judged[];
  readonly active: readonly Incident[];
  /** Those that were resolved lately: their cause may come back. */
  readonly resolved: readonly Incident[];
  /** From what size a cause is posted. */
  readonly postFloor: (finding: Finding) => number;
  /** What began before this day is known, and not posted. */
  readonly installed: Day;
  readonly teams: Teams;
  readonly alertsChannel: string;
  readonly now: Date;
}

/** Worth a word in the thread: so many times what was told last. */
const GREW = 1.5;
/** A part joins from this share of the cause. */
const JOINS = 0.1;

/**
 * What is to change: a cause joins its incident or opens one; an incident whose cause is over ends, and one whose cause is back
 * opens again. Of two incidents with one cause there is only ever one, whatever level saw it first: detection says what is the same.
 */
export function decideChanges(situation: Situation): IncidentChange[] {
  const { judged, active } = situation;
  const known = new Set(judged.map(({ finding }) => finding.cause));
  // Detection speaks of a cause for some days after its last sign; what it says nothing of any more is over.
  const forgotten = active.filter((incident) => !known.has(incident.finding.cause) && !isTaught(incident));
  return [
    ...judged.flatMap((one) => changeOf(situation, one) ?? []),
    ...forgotten.flatMap((incident) => {
      const how = incident.finding.kind === 'moved' ? 'absorbed' : 'calm';
      return ending(incident, incident.finding, how, situation.now) ?? [];
    }),
  ];
}

function changeOf(situation: Situation, { finding, standing }: Judged): IncidentChange | undefined {
  const incident = situation.active.find((one) => one.finding.cause === finding.cause);
  if (incident) return following(situation, incident, finding, standing);
  if (standing !== 'running') return undefined;
  const before = closedOne(situation, finding);
  return before ? returning(situation, before, finding) : opening(situation, finding);
}

function following(
  situation: Situation,
  incident: Incident,
  finding: Finding,
  standing: Standing,
): IncidentChange | undefined {
  if (isTaught(incident)) {
    if (isPast(incident.expectation?.until, situation.now))
      return afterExpectation(situation, incident, finding, standing);
    // Detection takes it for usual by now, so that its figures say nothing of it.
    return standing === 'absorbed' ? ending(incident, finding, standing, situation.now) : undefined;
  }
  return standing === 'running'
    ? updating(situation, incident, finding)
    : ending(incident, finding, standing, situation.now);
}

function opening(situation: Situation, finding: Finding): IncidentChange {
  const old = finding.since < situation.installed;
  const note = `found: ${formatChange(finding.perDay, finding.currency)} a day since ${formatDay(finding.since)}`;
  return {
    change: 'open',
    finding,
    old,
    channel: old ? undefined : channelFor(situation, finding),
    named: false,
    note: old ? `${note}; it began before Billhook was installed` : note,
  };
}

function updating(situation: Situation, incident: Incident, found: Finding): IncidentChange | undefined {
  const finding = keepSince(found, incident);
  const news = newsOf(incident, finding);
  const quiet = incident.named && !news;
  const channel = incident.announced || incident.state !== 'open' || quiet ? undefined : channelFor(situation, finding);
  if (channel === undefined && JSON.stringify(finding) === JSON.stringify(incident.finding)) return undefined;
  const next = { ...incident, finding, named: incident.named && channel === undefined };
  const tells = news !== undefined && incident.announced && isLoud(incident);
  const words = `grew to ${formatChange(finding.perDay, finding.currency)} a day`;
  return {
    change: 'update',
    incident: tells || channel ? tellNow(next) : next,
    saw: incident.version,
    channel,
    note: tells || channel ? words : undefined,
    thread: tells ? news : undefined,
  };
}

/** Quiet ones keep their thread quiet: what grew is told when they ask for someone again. */
const isLoud = ({ state }: Incident) => state === 'open' || state === 'acknowledged';

/** What is worth a word: it grew by half, or an account or service joined. */
function newsOf({ told: { perDay: before, parts } }: Incident, finding: Finding): Note | undefined {
  const { perDay } = finding;
  const large = finding.parts.filter((part) => Math.abs(part.now - part.usual) >= JOINS * Math.abs(perDay));
  const joined = partNames({ ...finding, parts: large }).filter((name) => !parts.includes(name));
  const grew = Math.abs(perDay) > Math.abs(before) && Math.abs(perDay) >= GREW * Math.abs(before);
  return grew || joined.length ? { note: 'grew', perDay, before: before as Micros, joined } : undefined;
}
