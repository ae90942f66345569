import type { Log } from '../usecases/ports.ts';

/** Sends the outbox: at once when something was written, else when the next delivery falls due. */
export interface Pump {
  kick(): void;
  /** Sends until nothing is due, or `ms` have gone. */
  flush(ms: number): Promise<void>;
  /** Begins nothing more, and resolves once what is under way is over. */
  stop(): Promise<void>;
}

/** Something else may write to the database: look at least this often. */
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 50;
/** After a failure of our own (a full disk), which the next moment will hardly mend. */
const AFTER_FAILURE_MS = 1000;

export interface PumpDeps {
  /** Sends what is due; gives how much that was. Once `stopping`, it sends nothing new. */
  readonly deliver: (stopping: () => boolean) => Promise<number>;
  /** Real time at which the next delivery falls due; undefined where nothing waits. */
  readonly nextDue: () => Promise<Date | undefined>;
  readonly log: Log;
}

export function createPump({ deliver, nextDue, log }: PumpDeps): Pump {
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | undefined;
  let again = false;
  let stopped = false;

  const round = async () => {
    do {
      again = false;
      while (!stopped && (await deliver(() => stopped)) > 0);
    } while (again && !stopped);
  };

  const sleepFor = (ms: number) => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(kick, Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, ms)));
  };
  const sleep = async () => {
    const due = await nextDue();
    sleepFor(due ? due.getTime() - Date.now() : LONGEST_SLEEP_MS);
  };

  const kick = () => {
    if (stopped) return;
    again = true;
    clearTimeout(timer);
    running ??= round()
      .then(sleep)
      .catch((err: unknown) => {
        log.error({ err }, 'Sending failed; it is tried again');
        sleepFor(AFTER_FAILURE_MS);
      })
      .finally(() => {
        running = undefined;
        if (again) kick();
      });
  };

  return {
    kick,
    async flush(ms) {
      const end = Date.now() + ms;
      while (Date.now() < end) {
        kick();
        await running;
        const due = await nextDue();
        if (!due || due.getTime() > end) return;
        await new Promise((resolve) => setTimeout(resolve, Math.max(SHORTEST_SLEEP_MS, due.getTime() - Date.now())));
      }
    },
    async stop() {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
