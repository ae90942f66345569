import type { LogProgress } from '../usecases/ports.ts';
import type { View } from './blocks.ts';
import type { Tell } from './commands/command.ts';

/** Searches that are under way, so that the one who asked can cancel them. */
export interface Searches {
  /** Runs a search; one that takes longer says how far it is. */
  run<Result>(
    search: { readonly user: string; readonly tell: Tell; readonly looks: (id: string, at: LogProgress) => View },
    work: (on: { readonly signal: AbortSignal; readonly progress: (at: LogProgress) => void }) => Promise<Result>,
  ): Promise<Result>;
  /** Whether there was one of theirs to cancel. */
  cancel(id: string, user: string): boolean;
  /** Ends them all with what they have, for the end of the process. */
  cancelAll(): void;
}

/** What is answered by then needs no word in between; the second word comes where it takes much longer. */
const TOLD_AFTER_MS = [1_200, 8_000];

export function createSearches(): Searches {
  const running = new Map<string, { readonly user: string; readonly abort: AbortController }>();
  let count = 0;
  return {
    async run({ user, tell, looks }, work) {
      const id = String(++count);
      const abort = new AbortController();
      running.set(id, { user, abort });
      let at: LogProgress = { share: 0, lines: 0 };
      const timers = TOLD_AFTER_MS.map((ms) => setTimeout(() => void tell(looks(id, at)), ms));
      try {
        return await work({
          signal: abort.signal,
          progress: (now) => {
            at = now;
          },
        });
      } finally {
        for (const timer of timers) clearTimeout(timer);
        running.delete(id);
      }
    },
    cancel(id, user) {
      const search = running.get(id);
      if (search?.user !== user) return false;
      search.abort.abort();
      return true;
    },
    cancelAll() {
      for (const { abort } of running.values()) abort.abort();
    },
  };
}
