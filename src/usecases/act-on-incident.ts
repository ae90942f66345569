import { UserError } from '../domain/errors.ts';
import type { AwsFeedback, Incident } from '../domain/incident.ts';
import { endNote } from '../domain/incident-ends.ts';
import { type Deed, type Outcome, step } from '../domain/lifecycle.ts';
import { incidentSubject } from '../domain/message.ts';
import type { Note } from '../domain/note.ts';
import type { Clock, IncidentStep, Incidents, Outbox } from './ports.ts';

/** What became of a click: the incident as it now stands, and why nothing happened where nothing did. */
export interface Acted {
  readonly incident: Incident;
  readonly refused: 'already' | 'stale' | 'impossible' | undefined;
}

interface Deps {
  readonly incidents: Incidents;
  readonly clock: Clock;
}

/** A click: on what, by whom, and the version of the incident that the message showed. */
export interface IncidentClick {
  readonly id: number;
  readonly by: string;
  readonly saw: number;
}

/** Does to an incident what a person wants. The race of two clicks is settled in the database; the loser is told how things stand. */
export async function actOnIncident(deps: Deps, { id, by, saw }: IncidentClick, deed: Deed): Promise<Acted> {
  const at = deps.clock();
  const active = await deps.incidents.active();
  let outcome: Outcome | undefined;
  const decide = (known: Incident): IncidentStep | undefined => {
    outcome = step(known, deed, { by, at, saw });
    // Another incident may have the cause by now: of one cause there is one.
    const isTaken = active.some((one) => one.id !== id && one.finding.cause === known.finding.cause);
    if (deed.do === 'reopen' && isTaken) outcome = { done: false, why: 'impossible' };
    if (!outcome.done) return undefined;
    const incident = withFeedback(outcome.incident, deed);
    const note = noteOf(incident, deed, by);
    return {
      incident,
      timeline: { actor: by, what: outcome.words },
      ...(note && {
        reply: { subject: `${note.note}:${incident.version}`, message: { kind: 'note', incidentId: id, note } },
      }),
    };
  };
  const incident = found(await deps.incidents.step(id, decide, at), id);
  return { incident, refused: outcome?.done === false ? outcome.why : undefined };
}

/**
 * Puts days, parts and evidence into the thread; again only once they have changed.
 * @returns whether they are on their way: they stand there already where not, or there is no message to thread them to
 */
export async function showDetails(
  deps: Deps & { readonly outbox: Outbox },
  id: number,
): Promise<{ readonly incident: Incident; readonly isNew: boolean }> {
  const incident = await readIncident(deps, id);
  const { announced, channel, version, checkedAt } = incident;
  if (!announced || channel === undefined) return { incident, isNew: false };
  const thread = incidentSubject(id);
  const subject = `${thread}:details:${version}:${checkedAt.getTime()}`;
  const message = { kind: 'details', incidentId: id } as const;
  const written = await deps.outbox.put([{ subject, action: 'post', channel, message, thread }], deps.clock());
  return { incident, isNew: written > 0 };
}

/** Gives an incident that was only named with others a message of its own. */
export async function announceIncident(deps: Deps, id: number, by: string): Promise<Incident> {
  const decide = (incident: Incident): IncidentStep | undefined =>
    incident.channel === undefined || incident.announced
      ? undefined
      : {
          incident: { ...incident, named: false },
          announce: incident.channel,
          timeline: { actor: by, what: 'asked for its message' },
        };
  return found(await deps.incidents.step(id, decide, deps.clock()), id);
}

/** An incident as it stands now. Throws a UserError where there is none. */
export async function readIncident({ incidents }: Pick<Deps, 'incidents'>, id: number): Promise<Incident> {
  return found(await incidents.find(id), id);
}

function found(incident: Incident | undefined, id: number): Incident {
  if (incident) return incident;
  throw new UserError(
    `I don't know incident #${id} any more. The message may be from another installation of Billhook.`,
  );
}

/** The thread is told of the end and of what is open again; all else the message itself shows. */
function noteOf(incident: Incident, deed: Deed, by: string): Note | undefined {
  if (deed.do === 'resolve' || deed.do === 'false-alarm') return endNote(incident);
  return deed.do === 'reopen' ? { note: 'reopened', why: 'by-hand', by, perDay: incident.finding.perDay } : undefined;
}

const FEEDBACK: Partial<Record<Deed['do'], AwsFeedback>> = {
  expect: 'PLANNED_ACTIVITY',
  'false-alarm': 'NO',
};

/** What AWS is to hear of its anomaly; whether it is told at all, the configuration says. */
function withFeedback(incident: Incident, deed: Deed): Incident {
  const { aws } = incident;
  if (!aws) return incident;
  const isTakenBack = deed.do === 'unexpect' || deed.do === 'reopen';
  // What AWS has not heard yet it need not hear; what it has is put right.
  const wanted = isTakenBack ? aws.sent && 'YES' : (FEEDBACK[deed.do] ?? aws.wanted);
  return { ...incident, aws: { ...aws, wanted } };
}
