import type { Incident } from '../domain/incident.ts';
import type { Delivery, Message } from '../domain/message.ts';
import type { TimelineEntry } from './incident-ports.ts';

/** Where a message stands in Slack. */
export interface Place {
  readonly channel: string;
  readonly ts: string;
}

/** An outbox row that is due. */
export interface DueDelivery {
  readonly id: string;
  readonly subject: string;
  readonly action: 'post' | 'edit';
  /** Where it goes: an edit or a reply to where its post went. */
  readonly channel: string;
  readonly message: Message;
  /** Names the last attempt; undefined before the first. */
  readonly token: string | undefined;
  /** Set where an earlier attempt may have reached Slack: look before posting. */
  readonly attemptedAt: Date | undefined;
  /** The Slack message to edit. */
  readonly target: Place | undefined;
  /** The Slack message in whose thread to post. */
  readonly thread: Place | undefined;
  /** Since when Slack refuses it; undefined where it never did. */
  readonly failingSince: Date | undefined;
}

/** Deliveries to a channel that wait for one reason after a failure, or were given up. */
export interface Trouble {
  readonly channel: string;
  readonly reason: string;
  readonly since: Date;
  /** Slack said no; otherwise it asked to wait, or gave no word. */
  readonly refused: boolean;
  readonly givenUp: boolean;
}

/** For so long what was given up is shown. */
export const TROUBLES_SHOWN_MS = 7 * 24 * 3_600_000;

/**
 * What waits to be said. All instants are real time: Slack's clock, not the business clock. An attempt has a token; whoever
 * reports with another one is late, and is not heard.
 */
export interface Outbox {
  /** Gives how many were new: what was posted before is not written again. */
  put(deliveries: readonly Delivery[], at: Date): Promise<number>;
  /** Due deliveries in order, at most one a channel; those whose last attempt is younger than the grace are not due. */
  due(now: Date, graceMs: number, most: number): Promise<readonly DueDelivery[]>;
  /** Takes a delivery for an attempt and marks it before it is made, so that a crash leaves a trace. Undefined where another process has taken it. */
  attempt(delivery: Pick<DueDelivery, 'id' | 'token' | 'channel'>, now: Date): Promise<string | undefined>;
  /** @param token of the attempt that arrived; that of the last attempt where the message was found in Slack */
  sent(id: string, token: string | undefined, place: Place, now: Date): Promise<void>;
  /** Not sent for certain; due again at `notBefore`. */
  refused(id: string, token: string, reason: string, now: Date, notBefore: Date): Promise<void>;
  /** Not sent for certain, as Slack asks to wait: no fault of its own. The channel is to be paused beside. */
  postponed(id: string, token: string, reason: string): Promise<void>;
  /** May have been sent: it is looked for once the grace is over. */
  unsure(id: string, token: string | undefined, reason: string): Promise<void>;
  /** May have been sent, and Slack refuses to be looked into; the next look is due at `notBefore`. */
  unseen(id: string, token: string | undefined, reason: string, now: Date, notBefore: Date): Promise<void>;
  /** Given up, and what hangs on it: its edits, and what waits for its thread. */
  undeliverable(id: string, token: string | undefined, reason: string, now: Date): Promise<void>;
  /** Slack asks to leave a channel alone until then. */
  pause(channel: string, until: Date): Promise<void>;
  /** Has all that Slack refused tried at once, pauses of channels kept: for the start of a process. */
  wake(): Promise<void>;
  /** What fails, and what was given up since an instant, once a channel and reason; for doctor and the digest. */
  troubles(since: Date): Promise<readonly Trouble[]>;
  /** When the next delivery falls due; undefined where nothing waits. */
  nextDue(graceMs: number): Promise<Date | undefined>;
}

/** What became of an attempt to say something. */
export type ChatOutcome =
  | { readonly outcome: 'sent'; readonly channel: string; readonly ts: string }
  | { readonly outcome: 'rate-limited'; readonly retryAfterMs: number }
  /** Slack refused: certain that nothing was posted. @property final whether it would refuse for ever */
  | { readonly outcome: 'refused'; readonly reason: string; readonly final: boolean }
  /** No answer, or an error after which it may have been posted. */
  | { readonly outcome: 'unsure'; readonly reason: string };

/** What a look into Slack for an earlier attempt gives; `sent` where the message is there. */
export type LookOutcome = ChatOutcome | { readonly outcome: 'absent' };

/** Called before each further request of one attempt, which it marks anew; false: it is someone else's by now. */
export type Again = () => Promise<boolean>;

/** An incident with all that its looks need. */
export interface IncidentFacts {
  readonly incident: Incident;
  readonly accountNames: ReadonlyMap<string, string>;
}

/** A message with all that its looks need. */
export type Post =
  | ({ readonly kind: 'alert' } & IncidentFacts)
  | ({ readonly kind: 'details'; readonly timeline: readonly TimelineEntry[] } & IncidentFacts)
  | ({ readonly kind: 'rest'; readonly incidents: readonly Incident[] } & Pick<IncidentFacts, 'accountNames'>)
  | (Extract<Message, { kind: 'note' }> & IncidentFacts)
  | Exclude<Message, { kind: 'alert' | 'details' | 'rest' | 'note' }>;

/** Slack, as far as the outbox needs it. What goes wrong comes back as an outcome, never as an error. */
export interface Chat {
  /** @param thread the `ts` of the message in whose thread it goes */
  post(channel: string, post: Post, deliveryId: string, thread: string | undefined, again: Again): Promise<ChatOutcome>;
  edit(channel: string, ts: string, post: Post, again: Again): Promise<ChatOutcome>;
  /** Looks for the message that carries the delivery id in the channel or the thread. */
  lookFor(channel: string, deliveryId: string, since: Date, thread: string | undefined): Promise<LookOutcome>;
}
