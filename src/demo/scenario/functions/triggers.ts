import type { FunctionTrigger } from '../types.ts';

/** When the organisation's plain triggers were made. */
export const SET_UP = new Date('2024-05-06T08:12:00Z');

/** A queue that is polled for a function. */
export function queue(name: string, since = SET_UP, enabled = true): FunctionTrigger {
  return { kind: 'queue', name, enabled, since };
}

/** A rule of EventBridge. */
export function schedule(name: string, expression: string): FunctionTrigger {
  return { kind: 'schedule', name, expression };
}
