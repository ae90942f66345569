import { setTimeout as sleep } from 'node:timers/promises';

export interface Turn {
  /** Behind those that someone waits for. */
  readonly background?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Lets calls begin at AWS's pace, in the order of their coming. Rejects where the signal aborts while it waits. */
export type Limiter = (turn?: Turn) => Promise<void>;

interface Waiting {
  readonly turn: Turn;
  readonly begin: () => void;
}

const SECOND_MS = 1000;

/** What calls wait by, in milliseconds: the real time, whatever the business clock says. */
export interface Timing {
  now(): number;
  sleep(ms: number): Promise<unknown>;
}

const REAL: Timing = { now: () => performance.now(), sleep };

/** A limiter of so many calls in any second. */
export function createLimiter(perSecond: number, { now, sleep }: Timing = REAL): Limiter {
  const began: number[] = [];
  let waiting: Waiting[] = [];
  let isServing = false;

  async function serve(): Promise<void> {
    isServing = true;
    while (waiting.length > 0) {
      const oldest = began.length < perSecond ? undefined : began.shift();
      const wait = oldest === undefined ? 0 : oldest + SECOND_MS - now();
      if (wait > 0) await sleep(wait);
      const next = waiting.find(({ turn }) => !turn.background) ?? waiting[0];
      // All may have given up in the meantime: the slot is still free.
      if (next === undefined) break;
      waiting = waiting.filter((one) => one !== next);
      began.push(now());
      next.begin();
    }
    isServing = false;
  }

  return (turn = {}) =>
    new Promise((resolve, reject) => {
      const { signal } = turn;
      if (signal?.aborted) return reject(signal.reason);
      const giveUp = () => {
        waiting = waiting.filter((one) => one !== mine);
        reject(signal?.reason);
      };
      const begin = () => {
        signal?.removeEventListener('abort', giveUp);
        resolve();
      };
      const mine: Waiting = { turn, begin };
      signal?.addEventListener('abort', giveUp, { once: true });
      waiting.push(mine);
      if (!isServing) void serve();
    });
}

/** One limiter for each place and service, as AWS counts. */
export function createLimiters(perSecond: number, timing?: Timing): (key: string) => Limiter {
  const made = new Map<string, Limiter>();
  return (key) => {
    const limiter = made.get(key) ?? createLimiter(perSecond, timing);
    made.set(key, limiter);
    return limiter;
  };
}
