import { reasonOf, UserError } from '../domain/errors.ts';
import { BUSY_LOOK_MS, backoff, isBusy, pause, sayEnd } from './follow-end.ts';
import type { FollowDeps, FollowEnd, FollowRequest, FollowsShared, Viewer } from './follow-ports.ts';
import { createFollowReader } from './follow-reader.ts';
import type { FollowRecords } from './follow-records.ts';
import type { FollowState } from './log-report.ts';
import type { Place } from './ports.ts';

/** A follow lasts so long, and so much longer at each request. */
export const FOLLOW_MS = 10 * 60_000;
/** In all: what is left on by the hour reads CloudWatch for nobody. */
const LONGEST_MS = 60 * 60_000;
const READ_EVERY_MS = 3_000;
/** After a read that took longer than that: others want to read too. */
const SHORTEST_GAP_MS = 1_000;
const EDIT_EVERY_MS = 6_000;
/** With nothing new, the message tells at least each minute that it is kept up to date; a read may lie between. */
const REFRESH_MS = 55_000;
const CHECK_EVERY_MS = 60_000;

const UNSURE_RIGHTS = 'Slack does not tell whether these logs may still be shown, so nothing is read.';

/** A follow that is under way. */
export interface FollowRun {
  readonly request: FollowRequest;
  readonly until: Date;
  /** Reads for the first time, and gives what is to be posted. Throws where that fails. */
  begin(): Promise<FollowState>;
  /** Keeps the message up to date until the follow is over, calls `over`, and has the message say so. */
  keep(place: Place, over: () => void): Promise<void>;
  /** Adds ten minutes. Throws a UserError where it would last more than an hour in all. */
  extend(): void;
  /** Ends it; the first reason counts. */
  end(why: FollowEnd): void;
}

/** As whom a person sees a follow: its channel is the one it was asked in, also for who clicks on its message elsewhere. */
export function viewerOf({ asker, thread }: Pick<FollowRequest, 'asker' | 'thread'>, user: string): Viewer {
  return { ...asker, user, shown: thread ? 'in the channel' : 'privately' };
}

export function createFollowRun(
  deps: FollowDeps,
  shared: FollowsShared,
  records: FollowRecords,
  request: FollowRequest,
): FollowRun {
  const now = () => deps.realClock().getTime();
  const stop = new AbortController();
  const reader = createFollowReader(deps, request, stop.signal);
  let nap = new AbortController();
  let ended: FollowEnd | undefined;
  let isGone = false;
  const lastEnd = now() + LONGEST_MS;
  let endsAt = now() + FOLLOW_MS;
  let until = new Date(deps.clock().getTime() + FOLLOW_MS);
  let rightsTrouble: string | undefined;
  /** Goes up with what the reader does not know of. */
  let changes = 0;
  let editFailures = 0;
  const next = { read: 0, check: 0, edit: 0 };
  let shown = { version: 0, updatedAt: deps.clock(), at: 0 };

  const versionNow = () => reader.version + changes;
  const stateNow = (): FollowState => {
    const { target, question, zone } = request;
    const by = request.asker.user;
    const seen = reader.seen();
    // From someone who may not see them any more, what was shown is taken away.
    const lines = ended?.why === 'rights' ? [] : seen.lines;
    return { ...seen, lines, target, question, by, zone, until, trouble: rightsTrouble ?? seen.trouble, ended };
  };
  const save = (place: Place, { lines: _, ...state }: FollowState) =>
    records.save({ place, asker: request.asker, thread: request.thread, state });
  const end = (why: FollowEnd) => {
    ended ??= why;
    stop.abort();
    nap.abort();
  };

  const check = async () => {
    const before = rightsTrouble;
    try {
      const refusal = await deps.rights.refusal(viewerOf(request, request.asker.user), request.target);
      if (refusal !== undefined) return end({ why: 'rights' });
      rightsTrouble = undefined;
    } catch (thrown) {
      deps.log.warn(
        { user: request.asker.user, reason: reasonOf(thrown) },
        'The rights of a follow could not be checked',
      );
      rightsTrouble = UNSURE_RIGHTS;
    }
    next.check = now() + (rightsTrouble ? EDIT_EVERY_MS : CHECK_EVERY_MS);
    if (rightsTrouble !== before) changes++;
  };

  const read = async () => {
    const began = now();
    await reader.next();
    const every = reader.failures ? backoff(reader.failures) : READ_EVERY_MS;
    next.read = Math.max(began + every, now() + SHORTEST_GAP_MS);
  };

  const edit = async (place: Place) => {
    if (await isBusy(deps)) {
      next.edit = now() + BUSY_LOOK_MS;
      return;
    }
    const state = stateNow();
    const version = versionNow();
    const outcome = await deps.messages.edit(place, state);
    next.edit = now() + EDIT_EVERY_MS;
    if (outcome.outcome === 'rate-limited') shared.pausedUntil = now() + outcome.retryAfterMs;
    if (outcome.outcome === 'sent') {
      editFailures = 0;
      shown = { version, updatedAt: state.updatedAt, at: now() };
      return save(place, state);
    }
    deps.log.warn({ ...place, ...outcome }, 'The message of a follow could not be edited');
    if (outcome.outcome === 'rate-limited') return;
    isGone = outcome.outcome === 'refused' && outcome.final;
    next.edit = now() + backoff(++editFailures);
  };

  /** Whether the message is to be edited, and from when on it may be. */
  const editDue = (): number | undefined => {
    const isOld = now() - shown.at >= REFRESH_MS && reader.updatedAt > shown.updatedAt;
    return shown.version !== versionNow() || isOld ? Math.max(next.edit, shared.pausedUntil) : undefined;
  };

  const step = async (place: Place) => {
    if (now() >= endsAt) return end({ why: 'time' });
    if (now() >= next.check) await check();
    // What may not be shown any more is not read either.
    if (!ended && !rightsTrouble && now() >= next.read) await read();
    if (!ended && now() >= (editDue() ?? Number.POSITIVE_INFINITY)) await edit(place);
    if (ended || isGone) return;
    const wakeAt = Math.min(
      endsAt,
      next.check,
      rightsTrouble ? next.check : next.read,
      editDue() ?? Number.POSITIVE_INFINITY,
    );
    nap = new AbortController();
    await pause(deps, wakeAt - now(), nap.signal);
  };

  return {
    request,
    get until() {
      return until;
    },
    async begin() {
      await reader.first();
      return stateNow();
    },
    async keep(place, over) {
      const at = now();
      Object.assign(next, { read: at + READ_EVERY_MS, check: at + CHECK_EVERY_MS, edit: at + EDIT_EVERY_MS });
      shown = { version: versionNow(), updatedAt: reader.updatedAt, at };
      await save(place, stateNow());
      while (!ended && !isGone) await step(place);
      over();
      if (isGone) return records.drop(place);
      const last = stateNow();
      await save(place, last);
      // Whoever clicked, and a process that stops, do not wait for the pace of the edits.
      const atOnce = ended?.why === 'stopped' || ended?.why === 'shutdown';
      if (await sayEnd(deps, shared, place, last, atOnce ? now() : next.edit)) await records.drop(place);
    },
    extend() {
      if (endsAt + FOLLOW_MS > lastEnd)
        throw new UserError('A follow lasts an hour at most. Once this one is over, ask again with `/logs`.');
      endsAt += FOLLOW_MS;
      until = new Date(until.getTime() + FOLLOW_MS);
      changes++;
      nap.abort();
    },
    end,
  };
}
