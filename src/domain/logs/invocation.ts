import { addOwn, addPlatform, createDraft, type Draft, finished } from './invocation-draft.ts';
import type { LogLine } from './line.ts';
import { continues, ownRequestId } from './own-line.ts';
import { readPlatformLine } from './platform.ts';
import type { PlatformLine } from './platform-json.ts';

/** One run of a function, as its lines tell it. Times in milliseconds, memory in MB. */
export interface Invocation {
  /** Runs that Lambda tries again after a failure have the same. */
  readonly requestId: string;
  readonly stream: string;
  readonly startedAt: Date;
  /** All of its lines, oldest first. */
  readonly lines: readonly LogLine[];
  /** Those that are not the platform's: what the function wrote itself. */
  readonly own: readonly LogLine[];
  readonly durationMs: number | undefined;
  readonly billedMs: number | undefined;
  readonly memoryMb: number | undefined;
  readonly usedMb: number | undefined;
  /** Of a cold start. */
  readonly initMs: number | undefined;
  /**
   * A failure is told as soon as its lines tell it. `running`: no report yet. `partial`: its beginning lies before the lines that
   * were read, or its report is not among them though another invocation followed.
   */
  readonly outcome: 'ok' | 'error' | 'timeout' | 'out-of-memory' | 'running' | 'partial';
  /** The first line of what it failed with. */
  readonly error: string | undefined;
}

/** Lines by invocation, and those that belong to none. */
export interface Grouped {
  /** In the order of their beginnings. */
  readonly invocations: readonly Invocation[];
  readonly loose: readonly LogLine[];
}

/** Whether it failed, as far as its lines tell. */
export function hasFailed({ outcome }: Pick<Invocation, 'outcome'>): boolean {
  return outcome === 'error' || outcome === 'timeout' || outcome === 'out-of-memory';
}

/** Whether both its beginning and its report were read. */
export function isWhole({ durationMs, lines }: Pick<Invocation, 'durationMs' | 'lines'>): boolean {
  return durationMs !== undefined && lines.some(({ text }) => readPlatformLine(text)?.kind === 'start');
}

/** Where a stream stands, as an environment runs one invocation after another. */
interface Stream {
  /** The last that began, until the next does. */
  current: Draft | undefined;
  /** What was written before it is known to which invocation it belongs. */
  waiting: { readonly line: LogLine; readonly told: PlatformLine | undefined }[];
  /** Whether what waits was written in a cold start. */
  isInit: boolean;
  /** To what the line before belongs: a trace goes on there. */
  before: Draft | undefined;
}

/** What is known so far. */
interface Grouping {
  readonly streams: Map<string, Stream>;
  readonly all: Draft[];
  /** The last of each request id. */
  readonly drafts: Map<string, Draft>;
  readonly loose: LogLine[];
}

/**
 * Groups lines, oldest first, by invocation. A line belongs to the request id it carries, else to the invocation that is open in
 * its stream; what is written in a cold start belongs to the invocation that follows. A stack trace that came as several events
 * stays with the line it begins at. Linear in the text.
 */
export function groupInvocations(lines: readonly LogLine[]): Grouped {
  const grouping: Grouping = { streams: new Map(), all: [], drafts: new Map(), loose: [] };
  for (const line of lines) {
    const stream = streamOf(grouping, line);
    const told = readPlatformLine(line.text);
    if (told === undefined) placeOwn(grouping, stream, line);
    else if (told.requestId === undefined) placeNameless(grouping, stream, line, told);
    else placePlatform(grouping, stream, line, { ...told, requestId: told.requestId });
  }
  for (const stream of grouping.streams.values()) release(grouping, stream);
  return {
    invocations: grouping.all.map(finished).sort((a, b) => a.startedAt.getTime() - b.startedAt.getTime()),
    loose: grouping.loose.sort((a, b) => a.at.getTime() - b.at.getTime()),
  };
}

function streamOf({ streams }: Grouping, { stream: name }: LogLine): Stream {
  let stream = streams.get(name);
  if (!stream) {
    stream = { current: undefined, waiting: [], isInit: false, before: undefined };
    streams.set(name, stream);
  }
  return stream;
}

/** The draft of a request id. A beginning after the beginning or the end of a run is of Lambda's next try. */
function draftOf({ all, drafts }: Grouping, id: string, { stream }: LogLine, isStart = false): Draft {
  const known = drafts.get(id);
  if (known && !(isStart && (known.isOver || known.startAt))) return known;
  if (known) known.isFollowed = true;
  const draft = createDraft(id, stream);
  all.push(draft);
  drafts.set(id, draft);
  return draft;
}

/** What waits belongs to no invocation. */
function release({ loose }: Grouping, stream: Stream): void {
  for (const { line } of stream.waiting) loose.push(line);
  stream.waiting = [];
  stream.isInit = false;
}

/** What waits belongs to this invocation. */
function take(stream: Stream, draft: Draft): void {
  for (const { line, told } of stream.waiting) {
    if (told) addPlatform(draft, line, told);
    else addOwn(draft, line);
  }
  stream.waiting = [];
  stream.isInit = false;
}

/** A line of the platform that bears no request id: of a cold start, or of an extension. */
function placeNameless(grouping: Grouping, stream: Stream, line: LogLine, told: PlatformLine): void {
  const { current } = stream;
  const isInit = told.kind === 'init' && (!current || current.isOver);
  if (isInit && !stream.isInit) {
    release(grouping, stream);
    stream.isInit = true;
    stream.before = undefined;
  }
  if (current && !stream.isInit) addPlatform(current, line, told);
  else stream.waiting.push({ line, told });
}

function placePlatform(
  grouping: Grouping,
  stream: Stream,
  line: LogLine,
  told: PlatformLine & { readonly requestId: string },
): void {
  const { current } = stream;
  const draft = draftOf(grouping, told.requestId, line, told.kind === 'start');
  if (told.kind === 'start') {
    if (current && current !== draft) current.isFollowed = true;
    if (!stream.isInit) release(grouping, stream);
    take(stream, draft);
    stream.current = draft;
  } else if (!current || (current.isOver && current !== draft) || (current === draft && !draft.startAt)) {
    // Its beginning was not read: what this stream wrote since the last one is its own.
    take(stream, draft);
    stream.current = draft;
  }
  addPlatform(draft, line, told);
  stream.before = draft;
}

function placeOwn(grouping: Grouping, stream: Stream, line: LogLine): void {
  const draft = ownerOf(grouping, stream, line);
  stream.before = draft;
  if (draft) addOwn(draft, line);
  else stream.waiting.push({ line, told: undefined });
}

function ownerOf(grouping: Grouping, stream: Stream, line: LogLine): Draft | undefined {
  const { current, before } = stream;
  if (before && continues(line.text)) return before;
  if (current && line.text.includes(current.requestId)) return current;
  const carried = ownRequestId(line.text);
  if (carried && (carried.isSure || grouping.drafts.has(carried.id) || !current?.startAt)) {
    const draft = draftOf(grouping, carried.id, line);
    if (!current || (current.isOver && !draft.isOver)) stream.current = draft;
    return draft;
  }
  // Where no beginning was read, a filter may have left out that of another invocation.
  return current && !stream.isInit && (current.startAt || current.isOver) ? current : undefined;
}
