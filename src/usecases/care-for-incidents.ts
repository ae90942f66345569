import { BOT, type Incident } from '../domain/incident.ts';
import { step } from '../domain/lifecycle.ts';
import type { Micros } from '../domain/money.ts';
import type { Note } from '../domain/note.ts';
import { isWorkingTime, nextWorkingMorning, type WorkingHours } from '../domain/working-hours.ts';
import { isDataLate } from './late-data.ts';
import type { Clock, IncidentStep, Incidents, Memory } from './ports.ts';

export interface CareDeps {
  readonly incidents: Incidents;
  readonly memory: Memory;
  readonly clock: Clock;
  /** From what amount a day someone is reminded. */
  readonly remindAbove: Micros;
  /** A person or a user group to mention at last. */
  readonly escalateTo: string | undefined;
  readonly workingHours: WorkingHours;
}

/** What falls due with time alone: snoozes that end, and a word where nobody took it. Run as often as wanted; each is said once. */
export async function careForIncidents(deps: CareDeps): Promise<void> {
  const now = deps.clock();
  const late = await isDataLate(deps.memory);
  for (const { id } of await deps.incidents.active())
    await deps.incidents.step(id, (incident) => dueStep(deps, incident, now, late), now);
}

function dueStep(deps: CareDeps, incident: Incident, now: Date, late: boolean): IncidentStep | undefined {
  if (incident.state === 'snoozed') return awakened(incident, now);
  // Of a bill that is late nothing is known: nobody is to be pressed with it.
  return late ? undefined : pressing(deps, incident, now);
}

function awakened(incident: Incident, now: Date): IncidentStep | undefined {
  if (!incident.snooze || incident.snooze.until > now) return undefined;
  const woken = step(incident, { do: 'wake' }, { by: BOT, at: now, saw: undefined });
  if (!woken.done) return undefined;
  const note: Note = { note: 'reopened', why: 'snooze-over', by: BOT, perDay: incident.finding.perDay };
  return said(woken.incident, note, woken.words);
}

/** A reminder the next working morning, a mention a working day after it; never outside working hours. */
function pressing(deps: CareDeps, incident: Incident, now: Date): IncidentStep | undefined {
  const { state, announced, named, channel, finding, askedAt, remindedAt, escalatedAt } = incident;
  const { perDay, total } = finding;
  const asks = state === 'open' && (announced || named) && Math.abs(perDay) >= deps.remindAbove && !escalatedAt;
  if (!asks || !isWorkingTime(now, deps.workingHours)) return undefined;
  if (nextWorkingMorning(remindedAt ?? askedAt, deps.workingHours) > now) return undefined;
  // One that was only named with others is posted now; it is reminded of after that.
  if (!announced)
    return channel === undefined
      ? undefined
      : {
          incident: { ...incident, named: false },
          announce: channel,
          timeline: { actor: BOT, what: 'posted: nobody has it' },
        };
  return remindedAt
    ? said(
        { ...incident, escalatedAt: now },
        { note: 'escalation', to: deps.escalateTo, perDay, total },
        'escalated: nobody has it',
      )
    : said({ ...incident, remindedAt: now }, { note: 'reminder', perDay, total }, 'reminded: nobody has it');
}

function said(incident: Incident, note: Note, words: string): IncidentStep {
  const subject = `${note.note}:${incident.version}`;
  return {
    incident,
    timeline: { actor: BOT, what: words },
    reply: { subject, message: { kind: 'note', incidentId: incident.id, note } },
  };
}
