import { UserError } from '../domain/errors.ts';
import type { Incident } from '../domain/incident.ts';
import type { Clock, Incidents } from './ports.ts';

export interface Acknowledgement {
  /** False where someone was faster, or the incident is over. */
  readonly won: boolean;
  readonly incident: Incident;
}

/** Takes an incident for a person. The race of two clicks is settled in the database; the loser is told how things stand. */
export async function acknowledge(
  deps: { incidents: Incidents; clock: Clock },
  id: number,
  by: string,
): Promise<Acknowledgement> {
  const { won, incident } = await deps.incidents.acknowledge(id, by, deps.clock());
  if (!incident)
    throw new UserError(
      `I don't know incident #${id} any more. The message may be from another installation of Billhook.`,
    );
  return { won, incident };
}
