import { reasonOf, UserError } from '../domain/errors.ts';
import { looksLikeError } from '../domain/logs/filter.ts';
import type { LogQuestion } from '../domain/logs/question.ts';
import { createTail, newestWithin } from '../domain/logs/tail.ts';
import type { FollowDeps, FollowRequest } from './follow-ports.ts';
import type { FollowState } from './log-report.ts';
import type { Cut, LogRead } from './ports.ts';

/** What a follow has read so far, secrets hidden. */
export interface FollowReader {
  /** As a message shows it. */
  seen(): Pick<FollowState, 'lines' | 'linesSoFar' | 'hidden' | 'updatedAt' | 'trouble'>;
  /** When it was last read. */
  readonly updatedAt: Date;
  /** Goes up whenever that changes, but for the time of the update. */
  readonly version: number;
  /** Reads that failed in a row. */
  readonly failures: number;
  /** Reads the request's own window. Throws where that fails. */
  first(): Promise<void>;
  /** Reads what came since. What goes wrong is told as trouble. */
  next(): Promise<void>;
}

/** Both stay within what the tail knows repeats by. */
const MOST_AT_FIRST = 500;
const MOST_A_READ = 2_000;
/** Characters of log lines in a message. */
const ROOM = 9_000;

const THROTTLED = 'CloudWatch asks to be read more slowly.';
const GAP = 'Lines come faster than they can be read: some are left out.';
const UNREADABLE = 'CloudWatch could not be read.';

/** @param signal ends a read that is under way */
export function createFollowReader(
  deps: FollowDeps,
  { target, question }: FollowRequest,
  signal: AbortSignal,
): FollowReader {
  const tail = createTail(question.window.from);
  let updatedAt = deps.clock();
  let hidden = 0;
  let failure: string | undefined;
  let failures = 0;
  let version = 0;

  const trouble = () => failure ?? (tail.hasGap ? GAP : undefined);

  /** @param background where nobody waits for it */
  const take = async (most: number, background: boolean): Promise<Cut | undefined> => {
    const to = deps.clock();
    // The clock was set back: nothing can be new.
    if (to < tail.from) return undefined;
    const query = { target, window: { from: tail.from, to }, pattern: question.filter.pattern, most };
    const read = await deps.logs.read(query, { signal, background });
    const { cut, readFrom } = read;
    if (signal.aborted) return cut;
    const lines = wantedOf(read, question);
    const fresh = tail.add({ lines, readFrom, to, unfinished: cut === 'throttled' || cut === 'cancelled' });
    hidden += deps.redact(fresh).hidden;
    if (fresh.length) version++;
    updatedAt = to;
    return cut;
  };

  const attempt = async (): Promise<string | undefined> => {
    try {
      return (await take(MOST_A_READ, true)) === 'throttled' ? THROTTLED : undefined;
    } catch (thrown) {
      if (signal.aborted) return undefined;
      deps.log.warn({ group: target.group, reason: reasonOf(thrown) }, 'A followed log group could not be read');
      return thrown instanceof UserError ? thrown.message : UNREADABLE;
    }
  };

  return {
    seen: () => ({
      lines: newestWithin(deps.redact(tail.lines).lines, ROOM, 'cut'),
      linesSoFar: tail.count,
      hidden,
      updatedAt,
      trouble: trouble(),
    }),
    get updatedAt() {
      return updatedAt;
    },
    get version() {
      return version;
    },
    get failures() {
      return failures;
    },
    async first() {
      await take(MOST_AT_FIRST, false);
    },
    async next() {
      const before = trouble();
      failure = await attempt();
      failures = failure === undefined ? 0 : failures + 1;
      if (trouble() !== before) version++;
    },
  };
}

/** The lines of a window as a follow showed them, secrets hidden. Throws where they cannot be read. */
export async function readAgain(
  deps: FollowDeps,
  { target, question, updatedAt }: Pick<FollowState, 'target' | 'question' | 'updatedAt'>,
): Promise<FollowState['lines']> {
  const window = { from: question.window.from, to: updatedAt };
  const query = { target, window, pattern: question.filter.pattern, most: MOST_AT_FIRST };
  const read = await deps.logs.read(query, { background: true });
  return newestWithin(deps.redact(wantedOf(read, question)).lines, ROOM, 'cut');
}

/** CloudWatch finds more than errors where it is asked for them. */
function wantedOf({ lines }: LogRead, { filter }: LogQuestion): LogRead['lines'] {
  return filter.kind === 'errors' ? lines.filter(({ text }) => looksLikeError(text)) : lines;
}
