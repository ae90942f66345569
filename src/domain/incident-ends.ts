import { daysUntil } from './day.ts';
import type { Standing } from './detection/running.ts';
import type { Finding } from './finding.ts';
import { BOT, type Incident, keepSince } from './incident.ts';
import type { IncidentChange } from './incident-changes.ts';
import { step } from './lifecycle.ts';
import type { Note } from './note.ts';
import { lastDayOf } from './still-there.ts';

/** The end of an incident whose cause is over. The last figures go with it, but for what was never there. */
export function ending(
  incident: Incident,
  finding: Finding,
  how: Exclude<Standing, 'running'>,
  now: Date,
): IncidentChange | undefined {
  const last = how === 'calm' ? { ...incident, finding: keepSince(finding, incident) } : incident;
  const over = step(last, { do: 'end', how }, { by: BOT, at: now, saw: undefined });
  if (!over.done) return undefined;
  return {
    change: 'update',
    incident: over.incident,
    saw: incident.version,
    channel: undefined,
    note: over.words,
    thread: endNote(over.incident),
  };
}

/** What the thread is told at the end. */
export function endNote({ finding, told, end }: Incident): Note | undefined {
  const days = daysUntil(finding.since, lastDayOf(finding, told.perDay)).length + 1;
  return end && { note: 'resolved', how: end.how, by: end.by, total: finding.total, days };
}
