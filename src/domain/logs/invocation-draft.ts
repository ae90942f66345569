import { fatalError } from './fatal-error.ts';
import type { Invocation } from './invocation.ts';
import type { LogLine } from './line.ts';
import type { PlatformLine } from './platform-json.ts';

/** What a run that was killed had used lies a little below what it had. */
const FULL_SHARE = 0.9;

/** An invocation whose lines are still coming in. */
export interface Draft {
  readonly requestId: string;
  readonly stream: string;
  readonly lines: LogLine[];
  readonly own: LogLine[];
  /** What the platform's lines among them tell. */
  readonly told: PlatformLine[];
  startAt: Date | undefined;
  /** Its report, and when that was written. */
  report: (PlatformLine & { readonly at: Date }) | undefined;
  /** Whether Lambda said that it ended. */
  isOver: boolean;
  /** Whether the next one of its stream has begun. */
  isFollowed: boolean;
}

export function createDraft(requestId: string, stream: string): Draft {
  return {
    requestId,
    stream,
    lines: [],
    own: [],
    told: [],
    startAt: undefined,
    report: undefined,
    isOver: false,
    isFollowed: false,
  };
}

export function addPlatform(draft: Draft, line: LogLine, told: PlatformLine): void {
  draft.lines.push(line);
  draft.told.push(told);
  if (told.kind === 'start') draft.startAt ??= line.at;
  if (told.kind === 'report') draft.report ??= { ...told, at: line.at };
  if (told.kind === 'report' || told.kind === 'end') draft.isOver = true;
}

export function addOwn(draft: Draft, line: LogLine): void {
  draft.lines.push(line);
  draft.own.push(line);
}

/** The invocation that a draft's lines tell of. */
export function finished(draft: Draft): Invocation {
  const { requestId, stream, report } = draft;
  // What waited for its invocation may have come in after younger lines.
  const lines = draft.lines.sort(byTime);
  const failure = failureOf(draft);
  return {
    requestId,
    stream,
    startedAt: startOf(draft),
    lines,
    own: draft.own.sort(byTime),
    durationMs: report?.durationMs,
    billedMs: report?.billedMs,
    memoryMb: report?.memoryMb,
    usedMb: report?.usedMb,
    initMs: report?.initMs,
    outcome: failure?.outcome ?? standing(draft),
    error: failure?.error,
  };
}

function byTime(a: LogLine, b: LogLine): number {
  return a.at.getTime() - b.at.getTime();
}

/** When it began; told back from its report where its beginning was not read. */
function startOf({ startAt, report, lines }: Draft): Date {
  if (startAt) return startAt;
  const first = lines[0]?.at ?? new Date(0);
  if (report?.durationMs === undefined) return first;
  return new Date(Math.min(first.getTime(), report.at.getTime() - report.durationMs));
}

function standing({ startAt, report, isFollowed }: Draft): Invocation['outcome'] {
  if (!startAt) return 'partial';
  if (report) return 'ok';
  return isFollowed ? 'partial' : 'running';
}

function failureOf({ told, own, report }: Draft): Pick<Invocation, 'outcome' | 'error'> | undefined {
  const said = told.find(({ error }) => error !== undefined)?.error;
  const errorType = told.find((fact) => fact.errorType !== undefined)?.errorType;
  if (told.some(({ kind, status }) => kind === 'timeout' || status === 'timeout'))
    return { outcome: 'timeout', error: said };
  const isKilled = said?.includes('signal: killed') === true && isFull(report);
  if (isKilled || errorType === 'Runtime.OutOfMemory') return { outcome: 'out-of-memory', error: said ?? errorType };
  const written = firstOf(own, ({ text }) => fatalError(text));
  if (said !== undefined || told.some(({ status }) => status === 'error' || status === 'failure'))
    return { outcome: 'error', error: written ?? said ?? errorType };
  // Lambda says `success` in JSON only; an error that was caught and written looks like one that was not.
  const isFine = told.some(({ status }) => status === 'success');
  return written !== undefined && !isFine ? { outcome: 'error', error: written } : undefined;
}

function isFull(report: PlatformLine | undefined): boolean {
  if (report?.usedMb === undefined || report.memoryMb === undefined) return true;
  return report.usedMb >= report.memoryMb * FULL_SHARE;
}

function firstOf<In, Out>(list: readonly In[], told: (one: In) => Out | undefined): Out | undefined {
  for (const one of list) {
    const found = told(one);
    if (found !== undefined) return found;
  }
  return undefined;
}
