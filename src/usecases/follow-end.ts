import type { FollowDeps, FollowsShared } from './follow-ports.ts';
import type { FollowState } from './log-report.ts';
import type { Place } from './ports.ts';

/** While alerts are due, it is looked so often whether they are gone. */
export const BUSY_LOOK_MS = 500;
const FIRST_RETRY_MS = 6_000;
const LONGEST_RETRY_MS = 60_000;
/** For so long a message that is to say its end is tried; then the next start tries it. */
const LONGEST_MS = 30 * 60_000;

/** How long to wait after so many failures in a row, at least one. */
export function backoff(failures: number): number {
  return Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (failures - 1));
}

/** Whether alerts wait to be sent. Where that cannot be told, they do. */
export async function isBusy({ busy, log }: FollowDeps): Promise<boolean> {
  try {
    return await busy();
  } catch (err) {
    log.error({ err }, 'Could not look whether alerts wait');
    return true;
  }
}

/** Waits for real milliseconds, or until the signal. */
export async function pause({ wait }: FollowDeps, ms: number, signal: AbortSignal): Promise<void> {
  if (ms > 0 && !signal.aborted) await wait(ms, signal).catch(() => undefined);
}

/**
 * Has a message say that it is over. Alerts go first, and what Slack asks to wait is waited, but not by a process that stops: that
 * tries once, and at once.
 * @param notBefore real milliseconds
 * @returns whether nothing is left to do: it was said, or the message is gone
 */
export async function sayEnd(
  deps: FollowDeps,
  shared: FollowsShared,
  place: Place,
  state: FollowState,
  notBefore: number,
): Promise<boolean> {
  const now = () => deps.realClock().getTime();
  const { closing } = shared;
  const giveUpAt = now() + LONGEST_MS;
  let at = notBefore;
  for (let failures = 0; now() < giveUpAt; ) {
    while (!closing.aborted && now() < Math.max(at, shared.pausedUntil))
      await pause(deps, Math.max(at, shared.pausedUntil) - now(), closing);
    if (!closing.aborted && (await isBusy(deps))) {
      await pause(deps, BUSY_LOOK_MS, closing);
      continue;
    }
    if (now() < shared.pausedUntil) return false;
    const last = closing.aborted;
    const outcome = await deps.messages.edit(place, state);
    if (outcome.outcome === 'sent' || (outcome.outcome === 'refused' && outcome.final)) return true;
    deps.log.warn({ ...place, ...outcome }, 'The message of a follow could not be ended');
    if (outcome.outcome === 'rate-limited') shared.pausedUntil = now() + outcome.retryAfterMs;
    else at = now() + backoff(++failures);
    if (last) return false;
  }
  return false;
}
