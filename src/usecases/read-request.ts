import { UserError } from '../domain/errors.ts';
import { groupInvocations } from '../domain/logs/invocation.ts';
import type { LogWindow } from '../domain/logs/window.ts';
import type { LogRead, LogSource, LogTarget } from './ports.ts';
import type { SearchOn } from './search-logs.ts';

/** A function runs a quarter of an hour at most; its report may be written a little later. */
const LONGEST_RUN_MS = 16 * 60_000;
const AROUND_MS = 2_000;

/**
 * Every line of one invocation, those that do not bear its id too: first the ones that do, then all of its stream between them.
 * Throws a UserError where the window has none of it.
 */
export async function readRequest(
  logs: LogSource,
  target: LogTarget,
  window: LogWindow,
  id: string,
  on: SearchOn,
): Promise<LogRead> {
  const marked = await logs.read({ target, window, pattern: `"${id}"` }, on);
  const [first] = marked.lines;
  const last = marked.lines.at(-1);
  // Of what was not read to its end nothing can be said to be missing.
  if (marked.cut !== undefined) return marked;
  if (!first || !last)
    throw new UserError(
      `${target.name} has no line of request ${id} in ${window.label}. Try a longer window, such as \`/logs ${target.name} 7d request ${id}\`.`,
    );
  const from = new Date(first.at.getTime() - AROUND_MS);
  const to = new Date(Math.min(last.at.getTime() + AROUND_MS, from.getTime() + LONGEST_RUN_MS));
  const around = await logs.read({ target, window: { from, to }, pattern: undefined }, on);
  const streams = new Set(marked.lines.map(({ stream }) => stream));
  const there = around.lines.filter(({ stream }) => streams.has(stream));
  const own = groupInvocations(there).invocations.filter(({ requestId }) => requestId === id.toLowerCase());
  // Lambda tries again under the same id, up to hours later: those lines lie outside.
  const all = new Map([...marked.lines, ...own.flatMap(({ lines }) => lines)].map((line) => [line.id, line]));
  return { ...around, lines: [...all.values()].sort((a, b) => a.at.getTime() - b.at.getTime()) };
}
