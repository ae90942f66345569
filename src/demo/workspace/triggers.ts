import { SlackError } from './slack-error.ts';
import type { State } from './state.ts';

const LIFETIME_MS = 3_000;

/** A trigger_id for something this user just did. */
export function issueTrigger(state: State, user: string): string {
  const id = `${state.nextId('')}.${Date.now()}`;
  state.triggers.set(id, { user, issuedAt: Date.now(), used: false });
  return id;
}

/** The user behind a trigger_id. Throws where it is unknown, used or older than 3 s (real time). */
export function useTrigger(state: State, id: unknown): string {
  const trigger = state.triggers.get(String(id));
  if (!trigger) throw new SlackError('invalid_trigger_id');
  if (Date.now() - trigger.issuedAt > LIFETIME_MS) throw new SlackError('expired_trigger_id');
  if (trigger.used) throw new SlackError('exchanged_trigger_id');
  trigger.used = true;
  return trigger.user;
}
