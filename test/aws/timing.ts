import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Timing } from '../../src/aws/limiter.ts';

/** A time that passes only where something waits for it, and then at once. */
export function simulatedTiming(): Timing {
  let time = 0;
  return {
    now: () => time,
    async sleep(ms) {
      const until = time + ms;
      await nextTurn();
      time = Math.max(time, until);
    },
  };
}
