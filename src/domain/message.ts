import type { DayOne } from './day-one.ts';
import type { Digest } from './digest.ts';

/**
 * What is to be said, before it has any looks. An alert is composed anew from its incident at each sending,
 * so that it always shows how things stand; the others are kept as they were when they became true.
 */
export type Message =
  | { readonly kind: 'alert'; readonly incidentId: number }
  | { readonly kind: 'digest'; readonly digest: Digest }
  | { readonly kind: 'day-one'; readonly dayOne: DayOne };

/** A message for the outbox. Posts and edits of one Slack message share their subject; a subject is posted once. */
export interface Delivery {
  readonly subject: string;
  readonly action: 'post' | 'edit';
  readonly channel: string;
  readonly message: Message;
}

export function incidentSubject(id: number): string {
  return `incident:${id}`;
}
