import { reasonOf } from '../domain/errors.ts';
import { composePost } from './compose-post.ts';
import type { Chat, ChatOutcome, Clock, DueDelivery, Incidents, Ledger, Log, LookOutcome, Outbox } from './ports.ts';

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
  /** Once true, nothing new is sent: what is left waits for the next start. */
  readonly stopping: () => boolean;
}

/** Sent one after another, so many a run at most. */
const MOST_A_RUN = 20;
/** What Slack refuses is tried again after so long, then ever less often: each wait is as long as it has failed. */
const FIRST_RETRY_MS = 60_000;
const LAST_RETRY_MS = 30 * 60_000;
/** What Slack has refused for so long is given up. */
const GIVE_UP_MS = 24 * 3_600_000;

type Refusal = Extract<ChatOutcome, { outcome: 'refused' }>;

/**
 * Sends what is due. Nothing is lost: an attempt is marked before it is made. Nothing is said twice: after an attempt that may have
 * arrived, the channel is looked into for the delivery id once the grace is over.
 * @returns how many deliveries were handled
 */
export async function deliverOutbox(deps: DeliverDeps): Promise<number> {
  const due = await deps.outbox.due(deps.realClock(), deps.graceMs, MOST_A_RUN);
  let handled = 0;
  for (const delivery of due) {
    if (deps.stopping()) break;
    await deliver(deps, delivery);
    handled++;
  }
  return handled;
}

async function deliver(deps: DeliverDeps, delivery: DueDelivery): Promise<void> {
  const { id, channel, action, attemptedAt, thread } = delivery;
  // An edit said twice is the same edit: only posts are looked for.
  if (action === 'post' && attemptedAt) {
    const look = await deps.chat.lookFor(channel, id, attemptedAt, thread?.ts);
    if (look.outcome !== 'absent') return settleLook(deps, delivery, look);
    if (deps.stopping()) return;
  }
  await attempt(deps, delivery);
}

async function attempt(deps: DeliverDeps, delivery: DueDelivery): Promise<void> {
  const { outbox, realClock, chat, log } = deps;
  const { id, channel, target, thread } = delivery;
  let token = await outbox.attempt(delivery, realClock());
  if (token === undefined) return;
  const last = { token };
  const again = async () => {
    token = await outbox.attempt({ id, channel, token: last.token }, realClock());
    if (token !== undefined) last.token = token;
    return token !== undefined;
  };
  let outcome: ChatOutcome;
  try {
    // Only now: what changes before the attempt is marked makes no edit of its own.
    const post = await composePost(deps, delivery.message);
    if (!post) return giveUp(deps, delivery, last.token, 'The incident it speaks of is gone.');
    outcome = target
      ? await chat.edit(target.channel, target.ts, post, again)
      : await chat.post(channel, post, id, thread?.ts, again);
  } catch (thrown) {
    // One message that cannot be composed must not hold up the others.
    log.error({ err: thrown, delivery: delivery.subject }, 'A message could not be composed');
    outcome = { outcome: 'refused', reason: `It could not be composed: ${reasonOf(thrown)}`, final: false };
  }
  await settle(deps, delivery, last.token, outcome);
}

async function settle(deps: DeliverDeps, delivery: DueDelivery, token: string, outcome: ChatOutcome): Promise<void> {
  const { outbox, realClock, log } = deps;
  const { id, channel } = delivery;
  switch (outcome.outcome) {
    case 'sent':
      return outbox.sent(id, token, outcome, realClock());
    case 'rate-limited':
      await outbox.pause(channel, after(deps, outcome.retryAfterMs));
      return outbox.postponed(id, token, 'Slack asked to wait');
    case 'refused': {
      if (isOver(deps, delivery, outcome)) return giveUp(deps, delivery, token, outcome.reason);
      log.warn({ channel, reason: outcome.reason }, 'Slack refused a message; it is tried again');
      return outbox.refused(id, token, outcome.reason, realClock(), nextTry(deps, delivery));
    }
    case 'unsure':
      log.warn({ channel, reason: outcome.reason }, 'No word from Slack whether a message arrived');
      return outbox.unsure(id, token, outcome.reason);
  }
}

/** As long as the channel cannot be read, posting again could say it twice. */
async function settleLook(
  deps: DeliverDeps,
  delivery: DueDelivery,
  look: Exclude<LookOutcome, { outcome: 'absent' }>,
): Promise<void> {
  const { outbox, realClock, log, graceMs } = deps;
  const { id, token, channel } = delivery;
  switch (look.outcome) {
    case 'sent':
      return outbox.sent(id, token, look, realClock());
    case 'rate-limited':
      return outbox.pause(channel, after(deps, look.retryAfterMs));
    case 'refused': {
      if (isOver(deps, delivery, look)) return giveUp(deps, delivery, token, look.reason);
      log.warn(
        { channel, reason: look.reason },
        'Slack does not let a channel be read for a message that may be there',
      );
      return outbox.unseen(id, token, look.reason, realClock(), nextTry(deps, delivery));
    }
    case 'unsure':
      log.warn({ channel, reason: look.reason }, 'Could not look whether a message arrived; it is tried again');
      await outbox.unsure(id, token, look.reason);
      return outbox.pause(channel, after(deps, graceMs));
  }
}

function isOver({ realClock }: DeliverDeps, { failingSince }: DueDelivery, { final }: Refusal): boolean {
  return final || (failingSince !== undefined && realClock().getTime() - failingSince.getTime() >= GIVE_UP_MS);
}

function nextTry(deps: DeliverDeps, { failingSince }: DueDelivery): Date {
  const failing = failingSince ? deps.realClock().getTime() - failingSince.getTime() : 0;
  return after(deps, Math.min(LAST_RETRY_MS, Math.max(FIRST_RETRY_MS, failing)));
}

async function giveUp(deps: DeliverDeps, delivery: DueDelivery, token: string | undefined, reason: string) {
  const { id, channel, subject, action } = delivery;
  deps.log.error({ channel, subject, action, reason }, 'A message is undeliverable');
  await deps.outbox.undeliverable(id, token, reason, deps.realClock());
}

function after({ realClock }: DeliverDeps, ms: number): Date {
  return new Date(realClock().getTime() + ms);
}
