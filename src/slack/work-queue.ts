/** Work that goes on after Slack was answered, a few pieces at a time, so that answering stays quick. */
export interface WorkQueue {
  /** Takes a piece of work; false if too much waits already. */
  add(work: () => Promise<void>): boolean;
  /** Takes no more, and resolves when all that was taken is done. */
  drain(): Promise<void>;
  readonly size: number;
}

const AT_ONCE = 4;
const MOST_WAITING = 500;

/** @param onError told of what a piece of work throws */
export function createWorkQueue(onError: (thrown: unknown) => void): WorkQueue {
  const waiting: (() => Promise<void>)[] = [];
  let running = 0;
  let closed = false;
  let drained: (() => void) | undefined;

  const next = () => {
    if (running === 0 && waiting.length === 0) drained?.();
    while (running < AT_ONCE) {
      const work = waiting.shift();
      if (!work) return;
      running++;
      // A turn of its own: other acks go first.
      setImmediate(() => {
        work()
          .catch(onError)
          .finally(() => {
            running--;
            next();
          });
      });
    }
  };

  return {
    add(work) {
      if (closed || waiting.length >= MOST_WAITING) return false;
      waiting.push(work);
      next();
      return true;
    },
    drain() {
      closed = true;
      return new Promise((resolve) => {
        drained = resolve;
        next();
      });
    },
    get size() {
      return running + waiting.length;
    },
  };
}
