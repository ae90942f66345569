import { UserError } from '../domain/errors.ts';
import { pause, sayEnd } from './follow-end.ts';
import type { FollowAnswer, FollowDeps, FollowRequest, FollowsShared } from './follow-ports.ts';
import { readAgain } from './follow-reader.ts';
import { createFollowRecords, type FollowRecord, keyOf } from './follow-records.ts';
import { createFollowRun, type FollowRun, viewerOf } from './follow-run.ts';
import type { FollowState } from './log-report.ts';
import type { ChatOutcome, Place } from './ports.ts';

/** Messages that are kept up to date with the end of a log group, for ten minutes each. */
export interface Follows {
  /** Posts the message and keeps it up to date from then on. Throws a UserError where it may not, or cannot, be begun. */
  start(request: FollowRequest): Promise<FollowAnswer>;
  /** Ends the follow of a message. Throws a UserError where the person may not, or there is none. */
  stop(place: Place, user: string): Promise<void>;
  /** Adds ten minutes; throws as `stop` does, and where it would last more than an hour in all. */
  extend(place: Place, user: string): Promise<void>;
  /** Has the messages that a crash left behind say that they are over. Returns before they do. */
  wake(): Promise<void>;
  /** Ends all, says so in their messages, and takes no more. For the end of the process: it waits a few seconds at most. */
  close(): Promise<void>;
}

/** At once, in all: they share CloudWatch's few requests a second with everyone who asks. */
export const MOST_FOLLOWS = 2;
const LONGEST_CLOSE_MS = 3_000;
const OVER = 'This follow is over. Ask again with `/logs`.';

export function createFollows(deps: FollowDeps): Follows {
  const closing = new AbortController();
  const shared: FollowsShared = { pausedUntil: 0, closing: closing.signal };
  const records = createFollowRecords(deps.memory, deps.log);
  /** Taken before anything is awaited, so that two requests at once do not both get the last place. */
  const runs = new Set<FollowRun>();
  const byMessage = new Map<string, FollowRun>();
  const work = new Set<Promise<unknown>>();

  const track = (task: Promise<unknown>) => {
    const tracked = task
      .catch((err: unknown) => deps.log.error({ err }, 'A follow failed'))
      .finally(() => work.delete(tracked));
    work.add(tracked);
  };

  const begin = async (run: FollowRun): Promise<FollowAnswer> => {
    const { asker, target, thread, zone } = run.request;
    const refusal = await deps.rights.refusal(viewerOf(run.request, asker.user), target);
    if (refusal !== undefined) throw new UserError(refusal);
    const state = await run.begin();
    const outcome = await deps.messages.post(thread ? { thread } : { user: asker.user }, state);
    if (outcome.outcome !== 'sent') throw notPosted(outcome);
    const place = { channel: outcome.channel, ts: outcome.ts };
    byMessage.set(keyOf(place), run);
    const over = () => {
      runs.delete(run);
      byMessage.delete(keyOf(place));
    };
    track(run.keep(place, over).finally(over));
    if (closing.signal.aborted) run.end({ why: 'shutdown' });
    return { kind: 'following', place, until: run.until, zone };
  };

  const runOf = (place: Place) => {
    const run = byMessage.get(keyOf(place));
    if (!run) throw new UserError(OVER);
    return run;
  };

  return {
    async start(request) {
      if (closing.signal.aborted) throw new UserError('Billhook is stopping. Ask again once it is back.');
      if (runs.size >= MOST_FOLLOWS) {
        const running = [...runs].map(({ request: { asker }, until }) => ({ by: asker.user, until }));
        return { kind: 'full', running, zone: request.zone };
      }
      const run = createFollowRun(deps, shared, records, request);
      runs.add(run);
      const begun = begin(run);
      track(begun.catch(() => runs.delete(run)));
      return begun;
    },

    async stop(place, user) {
      const run = runOf(place);
      const { request } = run;
      const isOwner = user === request.asker.user;
      // To stop one's own shows nothing, so it is done also where Slack does not tell the rights.
      const asked = deps.rights.refusal(viewerOf(request, user), request.target);
      const refusal = await (isOwner ? asked.catch(() => undefined) : asked);
      if (refusal !== undefined && !isOwner) throw new UserError(refusal);
      run.end(refusal === undefined ? { why: 'stopped', by: user } : { why: 'rights' });
    },

    async extend(place, user) {
      const run = runOf(place);
      const { request } = run;
      const refusal = await deps.rights.refusal(viewerOf(request, user), request.target);
      if (refusal !== undefined && user === request.asker.user) run.end({ why: 'rights' });
      if (refusal !== undefined) throw new UserError(refusal);
      // It may have ended meanwhile.
      runOf(place).extend();
    },

    async wake() {
      const left = await records.left();
      for (const record of left) track(bury(record));
    },

    async close() {
      closing.abort();
      for (const run of runs) run.end({ why: 'shutdown' });
      const patience = new AbortController();
      const all = (async () => {
        while (work.size) await Promise.all(work);
      })();
      await Promise.race([all, pause(deps, LONGEST_CLOSE_MS, patience.signal)]);
      patience.abort();
    },
  };

  async function bury(record: FollowRecord): Promise<void> {
    const { place } = record;
    const state = { ...record.state, ended: record.state.ended ?? { why: 'restart' as const } };
    const over: FollowState = { ...state, lines: await linesOf(record) };
    if (await sayEnd(deps, shared, place, over, 0)) await records.drop(place);
  }

  /** No line is kept over a restart: what the message showed is read again, where it may still be shown. */
  async function linesOf(record: FollowRecord): Promise<FollowState['lines']> {
    const { by, target, ended } = record.state;
    if (ended?.why === 'rights') return [];
    try {
      const refusal = await deps.rights.refusal(viewerOf(record, by), target);
      return refusal === undefined ? await readAgain(deps, record.state) : [];
    } catch (err) {
      deps.log.warn({ err, group: target.group }, 'The lines of an ended follow could not be read again');
      return [];
    }
  }
}

function notPosted(outcome: Exclude<ChatOutcome, { outcome: 'sent' }>): UserError {
  switch (outcome.outcome) {
    case 'rate-limited':
      return new UserError(`Slack asks me to wait ${Math.ceil(outcome.retryAfterMs / 1000)} s. Ask again then.`);
    case 'refused':
      return new UserError(`Slack does not take the message: ${outcome.reason}`);
    case 'unsure':
      return new UserError('Slack does not say whether the message arrived, so nothing is followed. Ask again.');
  }
}
