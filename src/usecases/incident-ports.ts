import type { Incident } from '../domain/incident.ts';
import type { IncidentChange } from '../domain/incident-changes.ts';
import type { Message } from '../domain/message.ts';

export interface TimelineEntry {
  readonly at: Date;
  readonly actor: string;
  readonly what: string;
}

/** What becomes of an incident: as it then is, a row of its timeline, and what its thread is told. */
export interface IncidentStep {
  readonly incident: Incident;
  readonly timeline?: { readonly actor: string; readonly what: string };
  /** Said in the thread of its message, if it has one; `subject` names it, so that it is said once. */
  readonly reply?: { readonly subject: string; readonly message: Message };
  /** Give it a message of its own in this channel. */
  readonly announce?: string;
}

/** Incidents with their timeline; whatever a change makes true in Slack goes to the outbox in the same transaction. */
export interface Incidents {
  /** Those that are not resolved. */
  active(): Promise<readonly Incident[]>;
  /** Those that were resolved since an instant, the newest first. */
  resolvedSince(at: Date): Promise<readonly Incident[]>;
  find(id: number): Promise<Incident | undefined>;
  timeline(id: number): Promise<readonly TimelineEntry[]>;
  /** Makes the changes, posts what has a channel and edits what was posted before: all or nothing. */
  commit(changes: readonly IncidentChange[], at: Date): Promise<void>;
  /**
   * One step of one incident, in one transaction: of two racing clicks each decides on what it reads, and one reads what the other
   * has written. Where `decide` gives nothing, nothing changes. Undefined where there is no such incident.
   */
  step(id: number, decide: (incident: Incident) => IncidentStep | undefined, at: Date): Promise<Incident | undefined>;
}
