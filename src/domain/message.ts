import type { Day } from './day.ts';
import type { DayOne } from './day-one.ts';
import type { Digest } from './digest.ts';
import type { Note } from './note.ts';

/**
 * What is to be said, before it has any looks. Alerts, their details and the list of the rest are composed anew from their incidents
 * at each sending, so that they always show how things stand; the others are kept as they were when they became true.
 */
export type Message =
  | { readonly kind: 'alert'; readonly incidentId: number }
  | { readonly kind: 'details'; readonly incidentId: number }
  | { readonly kind: 'note'; readonly incidentId: number; readonly note: Note }
  /** Incidents of one run above the cap on new messages. */
  | { readonly kind: 'rest'; readonly incidentIds: readonly number[] }
  | { readonly kind: 'late-data'; readonly late: LateData }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'day-one'; readonly dayOne: DayOne };

/** The bill is late, so that costs cannot be judged. */
export interface LateData {
  /** The newest day that is known; undefined where none is. */
  readonly newest: Day | undefined;
  /** Why, where a read failed. */
  readonly reason: string | undefined;
  /** An ISO instant. */
  readonly noticedAt: string;
  /** An ISO instant; undefined while it lasts. */
  readonly overAt: string | undefined;
}

/** A message for the outbox. Posts and edits of one Slack message share their subject; a subject is posted once. */
export interface Delivery {
  readonly subject: string;
  readonly action: 'post' | 'edit';
  readonly channel: string;
  readonly message: Message;
  /** The subject of the message in whose thread it goes; it waits until that one was sent. */
  readonly thread?: string;
}

export function incidentSubject(id: number): string {
  return `incident:${id}`;
}
