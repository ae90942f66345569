import type { Clock } from './usecases/ports.ts';

/** The ordinary clock. */
export const systemClock: Clock = () => new Date();

/** A clock that shows `start` now and runs on from there (BILLHOOK_CLOCK). */
export function clockFrom(start: Date): Clock {
  const offset = start.getTime() - Date.now();
  return () => new Date(Date.now() + offset);
}
