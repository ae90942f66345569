import type { Message } from '../domain/message.ts';
import type { IncidentFacts, Incidents, Ledger, Post } from './ports.ts';

interface Deps {
  readonly incidents: Incidents;
  readonly ledger: Ledger;
}

/** A message with all that its looks need, as things stand now. Undefined where the incident it speaks of is gone. */
export async function composePost(deps: Deps, message: Message): Promise<Post | undefined> {
  switch (message.kind) {
    case 'alert': {
      const facts = await factsOf(deps, message.incidentId);
      return facts && { kind: 'alert', ...facts };
    }
    case 'details': {
      const facts = await factsOf(deps, message.incidentId);
      return facts && { kind: 'details', timeline: await deps.incidents.timeline(message.incidentId), ...facts };
    }
    case 'note': {
      const facts = await factsOf(deps, message.incidentId);
      return facts && { ...message, ...facts };
    }
    case 'rest':
      return restOf(deps, message.incidentIds);
    default:
      return message;
  }
}

async function factsOf({ incidents, ledger }: Deps, id: number): Promise<IncidentFacts | undefined> {
  const incident = await incidents.find(id);
  return incident && { incident, accountNames: await ledger.accountNames() };
}

async function restOf({ incidents, ledger }: Deps, ids: readonly number[]): Promise<Post | undefined> {
  const known = await Promise.all(ids.map((id) => incidents.find(id)));
  const left = known.filter((incident) => incident !== undefined);
  return left.length ? { kind: 'rest', incidents: left, accountNames: await ledger.accountNames() } : undefined;
}
