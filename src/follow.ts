import type { BotEdges } from './bot.ts';
import { reasonOf } from './domain/errors.ts';
import type { Clock } from './usecases/ports.ts';

/** Word from the parent process of a bot that follows it: the business time, and whether to run what is due. */
interface Beat {
  readonly now: string;
  readonly tick?: number;
}

function isBeat(message: unknown): message is Beat {
  return typeof message === 'object' && message !== null && 'now' in message && typeof message.now === 'string';
}

interface Parent {
  readonly clock: Clock;
  readonly ticker: BotEdges['ticker'];
  /** Tells the parent that the bot listens. */
  ready(): void;
  /** Goes by itself from here on. */
  leave(): void;
}

/** The edges of a bot whose business clock and ticks come from its parent over IPC. Slack's clock stays the real one. */
export function followParent(): Parent {
  let now = new Date();
  let onTick: (() => Promise<void>) | undefined;
  process.on('message', (message) => {
    if (!isBeat(message)) return;
    now = new Date(message.now);
    const { tick } = message;
    if (tick === undefined) return;
    // A parent that waits must hear of a failure too.
    Promise.resolve(onTick?.()).then(
      () => tell({ ticked: tick }),
      (thrown: unknown) => tell({ ticked: tick, failed: reasonOf(thrown) }),
    );
  });
  // Without its parent it has no time to go by.
  const orphaned = () => process.kill(process.pid, 'SIGTERM');
  process.on('disconnect', orphaned);
  return {
    clock: () => now,
    ticker: (tick) => {
      onTick = tick;
      return () => {
        onTick = undefined;
      };
    },
    ready: () => tell({ ready: true }),
    leave() {
      process.off('disconnect', orphaned);
      process.disconnect?.();
    },
  };
}

/** Tells the parent. Without the callback, one that has gone meanwhile would be an error that ends the bot in the midst of things. */
function tell(message: object): void {
  process.send?.(message, undefined, undefined, () => {});
}
