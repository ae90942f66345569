import { addDays, dayOf } from './day.ts';
import type { Finding } from './finding.ts';
import { BOT, type Ending, type Incident, keepSince, partNames, tellNow } from './incident.ts';
import type { IncidentChange, Situation } from './incident-changes.ts';
import { step } from './lifecycle.ts';
import type { Micros } from './money.ts';
import type { Reopening } from './note.ts';
import { channelFor } from './post-channel.ts';
import { isThereAfter } from './still-there.ts';

/** A cost that comes back within so many days is the same incident. */
const RETURNS_DAYS = 14;
/** What was called a false alarm is not raised again for so long, unless it is so many times as large. */
export const FALSE_DAYS = 90;
const FALSE_TIMES = 2;

/** The closed incident that a cause found now belongs to: the one of this very cause, else one like it that ended lately. */
export function closedOne(
  { resolved, now }: Pick<Situation, 'resolved' | 'now'>,
  found: Finding,
): Incident | undefined {
  const same = resolved.find(({ finding }) => finding.cause === found.cause);
  return same ?? resolved.find((one) => isLike(one, found, now));
}

function isLike({ finding: known, end }: Incident, found: Finding, now: Date): boolean {
  const within = end?.how === 'calm' ? RETURNS_DAYS : end?.how === 'false-alarm' ? FALSE_DAYS : undefined;
  if (!end || within === undefined || dayOf(end.at) < addDays(dayOf(now), -within)) return false;
  if (directionOf(known) !== directionOf(found)) return false;
  return isSameService(known, found) || (end.how === 'false-alarm' && isSameParts(known, found));
}

/** What is new is a rise too. */
const directionOf = ({ kind }: Finding) => (kind === 'new' ? 'rise' : kind);

const isSameService = (a: Finding, b: Finding) =>
  a.service !== undefined && a.account === b.account && a.service === b.service;

function isSameParts(a: Finding, b: Finding): boolean {
  const [known, found] = [partNames(a).sort(), partNames(b).sort()];
  return known.length === found.length && known.every((name, i) => name === found[i]);
}

/** From what size a day a false alarm is raised again. */
export function silencedBelow({ told: { perDay } }: Pick<Incident, 'told'>): Micros {
  return (FALSE_TIMES * Math.abs(perDay)) as Micros;
}

/** Why what ended is open again, by how it ended. */
const WHY: Readonly<Record<Ending, keyof typeof REOPENED>> = {
  calm: 'returned',
  withdrawn: 'returned',
  absorbed: 'returned',
  fixed: 'still-running',
  'false-alarm': 'outgrown',
};

/** A closed incident whose cause runs. One that was called mended: if a whole day after that was still out of the ordinary. */
export function returning(situation: Situation, incident: Incident, finding: Finding): IncidentChange | undefined {
  const { end } = incident;
  if (!end) return undefined;
  // A false alarm stays one until it is another size.
  if (end.how === 'false-alarm' && Math.abs(finding.perDay) < silencedBelow(incident)) return undefined;
  if (finding.through <= dayOf(end.at)) return undefined;
  if (end.how === 'fixed' && !isThereAfter(finding, incident.told.perDay, dayOf(end.at))) return undefined;
  const open = step(incident, { do: 'return' }, { by: BOT, at: situation.now, saw: undefined });
  return open.done ? reopened(situation, open.incident, finding, WHY[end.how]) : undefined;
}

/** What follows from an incident that is open again: a word in its thread, or a message where it has none. */
export function reopened(
  situation: Situation,
  open: Incident,
  found: Finding,
  why: keyof typeof REOPENED,
): IncidentChange {
  const finding = keepSince(found, open);
  return {
    change: 'update',
    incident: tellNow({ ...open, finding, named: false }),
    saw: open.version - 1,
    channel: open.announced ? undefined : channelFor(situation, finding),
    note: `opened again: ${REOPENED[why]}`,
    thread: { note: 'reopened', why, by: BOT, perDay: finding.perDay },
  };
}

const REOPENED: Readonly<Record<Exclude<Reopening, 'snooze-over' | 'by-hand'>, string>> = {
  returned: 'the cost is back',
  'still-running': 'a day after it was resolved the cost was still there',
  outgrown: 'it was called a false alarm, and is another size now',
  'expectation-over': 'it was expected until then, and still runs',
};
