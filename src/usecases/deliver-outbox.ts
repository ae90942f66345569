import type { Message } from '../domain/message.ts';
import type { Chat, ChatOutcome, Clock, DueDelivery, Incidents, Ledger, Log, Outbox, Post } from './ports.ts';

export interface DeliverDeps {
  readonly outbox: Outbox;
  readonly incidents: Incidents;
  readonly ledger: Ledger;
  readonly chat: Chat;
  /** Real time: what is compared with Slack's. */
  readonly realClock: Clock;
  readonly log: Log;
  /** Longer than the longest request in flight: only then does the channel tell whether an attempt arrived. */
  readonly graceMs: number;
}

/** Sent one after another, so many a run at most. */
const MOST_A_RUN = 20;
/** A channel that refuses is tried again after so long; what is wrong there is for a person to mend. */
const REFUSED_RETRY_MS = 60_000;

/**
 * Sends what is due. Nothing is lost: an attempt is marked before it is made. Nothing is said twice: after an attempt that may have
 * arrived, the channel is looked into for the delivery id once the grace is over.
 * @returns how many deliveries were handled
 */
export async function deliverOutbox(deps: DeliverDeps): Promise<number> {
  const due = await deps.outbox.due(deps.realClock(), deps.graceMs, MOST_A_RUN);
  for (const delivery of due) await deliver(deps, delivery);
  return due.length;
}

async function deliver(deps: DeliverDeps, delivery: DueDelivery): Promise<void> {
  const { outbox, realClock } = deps;
  if (delivery.action === 'post' && delivery.attemptedAt) {
    const look = await lookFor(deps, delivery, delivery.attemptedAt);
    if (!look) return;
    if (look.ts) return outbox.sent(delivery.id, delivery.channel, look.ts, realClock());
  }
  await outbox.attempt(delivery.id, realClock());
  const post = await composeFor(deps, delivery.message);
  if (!post) return outbox.undeliverable(delivery.id, 'the incident it speaks of is gone');
  const outcome = delivery.target
    ? await deps.chat.edit(delivery.target.channel, delivery.target.ts, post)
    : await deps.chat.post(delivery.channel, post, delivery.id);
  await settle(deps, delivery, outcome);
}

/** What the channel has of a delivery; undefined where it could not be read. */
async function lookFor(
  deps: DeliverDeps,
  { id, channel }: DueDelivery,
  since: Date,
): Promise<{ readonly ts: string | undefined } | undefined> {
  try {
    return { ts: await deps.chat.lookFor(channel, id, since) };
  } catch (thrown) {
    // As long as the channel cannot be read, posting again could say it twice.
    deps.log.warn({ channel, err: thrown }, 'Could not look whether a message arrived; it is tried again');
    await deps.outbox.pause(channel, new Date(deps.realClock().getTime() + deps.graceMs));
    return undefined;
  }
}

/** An alert is composed at the last moment, so that it shows how things stand. */
async function composeFor({ incidents, ledger }: DeliverDeps, message: Message): Promise<Post | undefined> {
  if (message.kind !== 'alert') return message;
  const incident = await incidents.find(message.incidentId);
  return incident && { kind: 'alert', incident, accountNames: await ledger.accountNames() };
}

async function settle(deps: DeliverDeps, { id, channel, action }: DueDelivery, outcome: ChatOutcome): Promise<void> {
  const { outbox, realClock, log } = deps;
  const after = (ms: number) => new Date(realClock().getTime() + ms);
  switch (outcome.outcome) {
    case 'sent':
      return outbox.sent(id, outcome.channel, outcome.ts, realClock());
    case 'rate-limited':
      await outbox.pause(channel, after(outcome.retryAfterMs));
      return outbox.refused(id, 'Slack asked to wait', after(outcome.retryAfterMs));
    case 'refused':
      log.warn({ channel, reason: outcome.reason }, 'Slack refused a message; it is tried again');
      return outbox.refused(id, outcome.reason, after(REFUSED_RETRY_MS));
    case 'unsure':
      log.warn({ channel, reason: outcome.reason }, 'No word from Slack whether a message arrived');
      // An edit said twice is the same edit.
      return action === 'edit'
        ? outbox.refused(id, outcome.reason, after(deps.graceMs))
        : outbox.unsure(id, outcome.reason);
  }
}
