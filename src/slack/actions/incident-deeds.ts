import { UserError } from '../../domain/errors.ts';
import type { Incident } from '../../domain/incident.ts';
import type { Deed } from '../../domain/lifecycle.ts';
import type { Acted, IncidentClick } from '../../usecases/act-on-incident.ts';
import type { Clock } from '../../usecases/ports.ts';
import { section, type View, view } from '../blocks.ts';
import { type IncidentRef, readRef } from '../incident-ref.ts';
import type { Mrkdwn } from '../mrkdwn.ts';
import type { Names } from '../views/facts.ts';
import type { Click } from './action.ts';

/** What the controls of an incident need of the use cases. */
export interface IncidentDeeds {
  readonly act: (click: IncidentClick, deed: Deed) => Promise<Acted>;
  readonly details: (id: number) => Promise<{ readonly incident: Incident; readonly isNew: boolean }>;
  readonly announce: (id: number, by: string) => Promise<Incident>;
  /** Throws a UserError where there is no such incident. */
  readonly read: (id: number) => Promise<Incident>;
  readonly accountNames: () => Promise<Names>;
  readonly clock: Clock;
  readonly zone: string;
}

/**
 * The incident a click is about, in the version its message showed. Messages of the first release named it in the button alone,
 * and its version was 0.
 */
export function incidentOf({ blockId, value }: Pick<Click, 'blockId' | 'value'>): IncidentRef {
  const ref = readRef(blockId) ?? (/^\d+$/.test(value) ? { id: Number(value), version: 0 } : undefined);
  if (ref) return ref;
  throw new UserError('I cannot tell which incident this message shows. Try `/cost incidents`.');
}

/** A private answer of one sentence. */
export function says(text: Mrkdwn): View {
  return view(text, section(text));
}
