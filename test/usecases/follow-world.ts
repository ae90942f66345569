import { onTestFinished, vi } from 'vitest';
import type { LogLine } from '../../src/domain/logs/line.ts';
import type { LogQuestion } from '../../src/domain/logs/question.ts';
import { redact } from '../../src/domain/logs/redact.ts';
import { createMemory } from '../../src/store/memory.ts';
import { createFollows } from '../../src/usecases/follow-logs.ts';
import type { FollowDeps, FollowPlace, FollowRequest } from '../../src/usecases/follow-ports.ts';
import type { FollowState } from '../../src/usecases/log-report.ts';
import type { ChatOutcome, Cut, LogQuery, LogTarget, Place } from '../../src/usecases/ports.ts';
import { storeForTest } from '../store/fixtures.ts';
import { logForTest } from './world.ts';

export const START = Date.UTC(2026, 10, 17, 13, 0);
export const SECOND = 1000;
export const MINUTE = 60_000;
export const TARGET: LogTarget = {
  name: 'orders-poller',
  group: '/aws/lambda/orders-poller',
  account: undefined,
  region: 'us-east-1',
  kind: 'function',
};

interface Arriving extends LogLine {
  readonly arrivesAt: number;
}

/** An edit, and when it was made. */
export interface Said {
  readonly at: number;
  readonly place: Place;
  readonly state: FollowState;
}

/** A log group whose lines arrive when they are said to, and that fails when it is told to. */
function logGroup() {
  const lines: Arriving[] = [];
  const queries: (LogQuery & { readonly at: number; readonly background: boolean })[] = [];
  const group = {
    lines,
    queries,
    fails: undefined as Error | undefined,
    cut: undefined as Cut | undefined,
    /** @param lateMs after its time */
    write(text: string, afterMs = 0, lateMs = 0) {
      const at = Date.now() + afterMs;
      lines.push({ id: `e${lines.length}`, at: new Date(at), stream: 's', text, arrivesAt: at + lateMs });
    },
    async read(query: LogQuery, { background = false }: { readonly background?: boolean } = {}) {
      queries.push({ ...query, at: Date.now(), background });
      if (group.fails) throw group.fails;
      const { from, to } = query.window;
      const found = lines
        .filter(({ at, arrivesAt }) => at >= from && at <= to && arrivesAt <= Date.now())
        .sort((a, b) => a.at.getTime() - b.at.getTime());
      const newest = found.slice(-(query.most ?? found.length));
      const most: Cut | undefined = newest.length < found.length ? 'most' : undefined;
      const readFrom = most ? (newest[0]?.at ?? to) : from;
      return { lines: newest, cut: group.cut ?? most, readFrom, bytes: 0, pages: 1 };
    },
  };
  return group;
}

/** Slack's side: what was posted and edited when, and what it answers. */
function slackSide() {
  const posts: { readonly where: FollowPlace; readonly state: FollowState; readonly place: Place }[] = [];
  const edits: Said[] = [];
  const side = {
    posts,
    edits,
    /** Edits that Slack did not take. */
    refused: [] as Said[],
    /** What Slack answers instead of taking it. */
    answer: undefined as ChatOutcome | undefined,
    async post(where: FollowPlace, state: FollowState): Promise<ChatOutcome> {
      if (side.answer) return side.answer;
      const channel = 'thread' in where ? where.thread.channel : `D${where.user}`;
      const place = { channel, ts: `${posts.length + 1}.0` };
      posts.push({ where, state, place });
      return { outcome: 'sent', ...place };
    },
    async edit(place: Place, state: FollowState): Promise<ChatOutcome> {
      const said = { at: Date.now(), place, state };
      if (side.answer) {
        side.refused.push(said);
        return side.answer;
      }
      edits.push(said);
      return { outcome: 'sent', ...place };
    },
    last: () => edits.at(-1)?.state,
    texts: () => edits.at(-1)?.state.lines.map(({ text }) => text),
  };
  return side;
}

/** Follows over a log group, Slack and rights that can be changed, under a clock that is moved. */
export function followWorld() {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date'], now: START });
  onTestFinished(() => void vi.useRealTimers());
  const logs = logGroup();
  const slack = slackSide();
  const { log, entries } = logForTest();
  const memory = createMemory(storeForTest());
  const set = {
    busy: false,
    /** Why a person may not, by their id. */
    refusals: new Map<string, string>(),
    rightsFail: false,
  };
  const deps: FollowDeps = {
    logs,
    messages: slack,
    rights: {
      async refusal({ user }) {
        if (set.rightsFail) throw new Error('Slack is down');
        return set.refusals.get(user);
      },
    },
    memory,
    redact(lines) {
      const clean = lines.map(({ text }) => redact(text));
      return {
        lines: lines.map((line, i) => ({ ...line, text: clean[i]?.text ?? '' })),
        hidden: clean.reduce((all, { hidden }) => all + hidden, 0),
      };
    },
    busy: async () => set.busy,
    clock: () => new Date(),
    realClock: () => new Date(),
    wait: (ms, signal) =>
      new Promise((resolve) => {
        const over = () => {
          clearTimeout(timer);
          signal.removeEventListener('abort', over);
          resolve();
        };
        const timer = setTimeout(over, ms);
        signal.addEventListener('abort', over);
      }),
    log,
  };
  return {
    logs,
    slack,
    set,
    entries,
    memory,
    /** A process over the same database, log group and Slack. */
    process: () => createFollows(deps),
    go: (ms: number) => vi.advanceTimersByTimeAsync(ms),
  };
}

export type FollowWorld = ReturnType<typeof followWorld>;

/** What someone asks for: the last fifteen minutes to begin with, in a direct message. */
export function request(user = 'U0DANA', more: Partial<FollowRequest> = {}): FollowRequest {
  const now = Date.now();
  const question: LogQuestion = {
    name: TARGET.name,
    place: undefined,
    window: { from: new Date(now - 15 * MINUTE), to: new Date(now), label: '15m' },
    filter: { kind: 'all', pattern: undefined, words: '' },
    ask: { what: 'follow' },
  };
  const asker = { user, channel: 'C0OPS', channelName: 'ops' };
  return { target: TARGET, question, asker, zone: 'Europe/Berlin', thread: undefined, ...more };
}
