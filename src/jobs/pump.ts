import type { Log } from '../usecases/ports.ts';

/** Sends the outbox: at once when something was written, else when the next delivery falls due. */
export interface Pump {
  kick(): void;
  /** Sends until nothing is due, or `ms` have gone. */
  flush(ms: number): Promise<void>;
  stop(): Promise<void>;
}

/** Something else may write to the database: look at least this often. */
const LONGEST_SLEEP_MS = 30_000;
const SHORTEST_SLEEP_MS = 50;

export interface PumpDeps {
  /** Sends what is due; gives how much that was. */
  readonly deliver: () => Promise<number>;
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
      while (!stopped && (await deliver()) > 0);
    } while (again && !stopped);
  };

  const sleep = async () => {
    const due = await nextDue();
    const ms = due ? due.getTime() - Date.now() : LONGEST_SLEEP_MS;
    if (!stopped) timer = setTimeout(kick, Math.min(LONGEST_SLEEP_MS, Math.max(SHORTEST_SLEEP_MS, ms)));
  };

  const kick = () => {
    if (stopped) return;
    again = true;
    clearTimeout(timer);
    running ??= round()
      .catch((err: unknown) => log.error({ err }, 'Sending failed; it is tried again'))
      .then(sleep)
      .catch((err: unknown) => log.error({ err }, 'Cannot tell what is to be sent next'))
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
