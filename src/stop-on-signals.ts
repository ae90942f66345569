import type { Logger } from 'pino';

/** Supervisors wait some 10 s before they kill. */
export const LONGEST_STOP_MS = 8_000;
/** A key pressed once reaches the process twice where npm or a shell hands the signal on. */
const SAME_SIGNAL_MS = 300;

/**
 * Ends the process at SIGTERM or SIGINT: once all is finished, at the latest after 8 s, at once at a second signal. What is cut
 * short is not lost: every attempt is marked in the outbox before it is made, and is looked for at the next start.
 * @param stop finishes what is under way, and tells what it is waiting for
 * @param longestMs how long it may take
 */
export function stopOnSignals(
  stop: (tell: (waitingFor: string) => void) => Promise<void>,
  log: Logger,
  longestMs: number = LONGEST_STOP_MS,
): void {
  let began: number | undefined;
  let waitingFor = 'nothing';
  const cutShort = (why: string) => {
    log.warn({ waitingFor }, `${why}: stopped before all was finished; the next start goes on with it`);
    process.exit(0);
  };
  const end = (signal: NodeJS.Signals) => {
    if (began !== undefined) {
      if (performance.now() - began > SAME_SIGNAL_MS) cutShort('A second signal');
      return;
    }
    began = performance.now();
    log.info({ signal }, 'Stopping');
    setTimeout(() => cutShort(`${longestMs / 1000} s have gone`), longestMs);
    stop((what) => {
      waitingFor = what;
    }).then(
      () => process.exit(0),
      (err: unknown) => {
        log.error({ err }, 'Could not stop cleanly');
        process.exit(1);
      },
    );
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, end);
}
