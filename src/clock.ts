import type { Clock } from './usecases/ports.ts';

/** The ordinary clock. */
export const systemClock: Clock = () => new Date();

/** A clock that shows `start` now and runs on from there (BILLHOOK_CLOCK). */
export function clockFrom(start: Date): Clock {
  const offset = start.getTime() - Date.now();
  return () => new Date(Date.now() + offset);
}

/** The clock a one-run command goes by; where BILLHOOK_CLOCK sets it, that is said on standard error. */
export function commandClock(start: Date | undefined): Clock {
  if (!start) return systemClock;
  console.error(`BILLHOOK_CLOCK is set: this run goes by ${start.toISOString()}, not by the real time.`);
  return clockFrom(start);
}
