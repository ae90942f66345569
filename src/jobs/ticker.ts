import { schedule } from 'node-cron';

/** Calls `tick` each minute, never twice at a time; what is due is decided by the slots, not by this. Gives the way to stop. */
export function startTicker(tick: () => Promise<void>): () => void {
  const task = schedule('* * * * *', tick, { noOverlap: true, timezone: 'UTC' });
  return () => void task.destroy();
}
