import { hasFailed, type Invocation } from '../../../domain/logs/invocation.ts';
import { shortId } from './figures.ts';
import { headOf } from './head.ts';
import { type FittedLines, newestLines } from './line-text.ts';

/** An invocation as it is shown. */
export interface Piece {
  readonly invocation: Invocation;
  readonly head: string;
  readonly lines: FittedLines;
}

export interface FittedInvocations {
  /** Newest last. */
  readonly pieces: readonly Piece[];
  /** Whether each invocation is there, and whole. */
  readonly isAll: boolean;
}

/** Of the room that is left, so much is not worth an invocation. */
const LEAST_ROOM = 200;

/**
 * The invocations that fit: those that failed first, then the others, each newest first and whole. The very first is cut where it
 * does not fit by itself. What is left over has no gaps among those that did not fail.
 */
export function fitInvocations(
  invocations: readonly Invocation[],
  room: number,
  stamp: (at: Date) => string,
): FittedInvocations {
  const newest = [...invocations].reverse();
  const [failed, fine] = [newest.filter(hasFailed), newest.filter((one) => !hasFailed(one))];
  const pieces: Piece[] = [];
  let left = room;
  const add = (invocation: Invocation): boolean => {
    const head = headOf(invocation, stamp(invocation.startedAt), shortId(invocation.requestId));
    const lines = newestLines(invocation.own, left - head.length - 2, undefined);
    const isWhole = lines.shown === invocation.own.length;
    const size = head.length + lines.text.length + 2;
    if (size > left || (!isWhole && pieces.length > 0)) return false;
    left -= size;
    pieces.push({ invocation, head, lines });
    return true;
  };
  for (const invocation of failed) if (left > LEAST_ROOM) add(invocation);
  for (const invocation of fine) if (left <= LEAST_ROOM || !add(invocation)) break;
  return {
    pieces: pieces.sort((a, b) => a.invocation.startedAt.getTime() - b.invocation.startedAt.getTime()),
    isAll: pieces.length === invocations.length && pieces.every(({ lines }) => lines.isAll),
  };
}
