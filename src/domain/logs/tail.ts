import type { LogLine } from './line.ts';

/** What a read of a followed log group brought. */
export interface TailRead {
  readonly lines: readonly LogLine[];
  /** From where on every line was read. */
  readonly readFrom: Date;
  /** Where the window ended. */
  readonly to: Date;
  /** Whether asking for the same window again may bring more, as after a read that was throttled. */
  readonly unfinished: boolean;
}

/** The end of a log group, read again and again over windows that overlap. */
export interface Tail {
  /** Where the next read is to begin: the overlap before the end of the last one. */
  readonly from: Date;
  /** The newest lines, oldest first; late ones stand where they belong. */
  readonly lines: readonly LogLine[];
  /** How many lines there were in all. */
  readonly count: number;
  /** Whether lines were left out, because they came faster than a read reaches back. */
  readonly hasGap: boolean;
  /** Takes a read in. Gives what is new, oldest first, each line once however often it is read. */
  add(read: TailRead): readonly LogLine[];
}

/** So far back each read looks again: events arrive late, and not in the order of their times. */
export const OVERLAP_MS = 120_000;
/** More than a message shows, so that a secret of several lines is still seen whole when its first line is out of sight. */
const MOST_KEPT = 500;
const MOST_KEPT_LENGTH = 60_000;
/** Ids to know repeats by; several times what one read brings at most. */
const MOST_IDS = 10_000;

/** @param from where the first read begins */
export function createTail(from: Date): Tail {
  const seen = new Map<string, number>();
  let next = from;
  let kept: readonly LogLine[] = [];
  let count = 0;
  let hasGap = false;
  let readTo: Date | undefined;
  /** Up to here ids were forgotten for their number: what is older may be a repeat, and is not taken. */
  let forgotten = Number.NEGATIVE_INFINITY;

  const isNew = ({ id, at }: LogLine) => {
    if (seen.has(id) || at.getTime() <= forgotten) return false;
    seen.set(id, at.getTime());
    return true;
  };
  const forget = () => {
    // No read begins before `next` again.
    for (const [id, at] of seen) if (at < next.getTime()) seen.delete(id);
    if (seen.size <= MOST_IDS) return;
    const oldest = [...seen].sort(([, a], [, b]) => a - b).slice(0, seen.size - MOST_IDS);
    for (const [id, at] of oldest) {
      seen.delete(id);
      forgotten = at;
    }
  };

  return {
    get from() {
      return next;
    },
    get lines() {
      return kept;
    },
    get count() {
      return count;
    },
    get hasGap() {
      return hasGap;
    },
    add({ lines, readFrom, to, unfinished }) {
      const fresh = inOrder(lines.filter(isNew));
      count += fresh.length;
      kept = newestWithin(inOrder([...kept, ...fresh]).slice(-MOST_KEPT), MOST_KEPT_LENGTH, 'whole');
      if (!unfinished) {
        hasGap ||= readTo !== undefined && readFrom > readTo;
        readTo = to;
        next = new Date(Math.max(next.getTime(), to.getTime() - OVERLAP_MS));
      }
      forget();
      return fresh;
    },
  };
}

/** By time; lines of one instant stay as they were. */
function inOrder(lines: readonly LogLine[]): LogLine[] {
  return [...lines].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** A line's time and its end, as a message shows it. */
const BESIDE_TEXT = 14;

/**
 * The newest lines that fit into so many characters, oldest first. The newest one is always among them.
 * @param newest whether that one stays whole even where it alone is too long; `cut` is for text without secrets only, as a secret
 * that was cut is not known for one any more
 */
export function newestWithin(lines: readonly LogLine[], room: number, newest: 'whole' | 'cut'): readonly LogLine[] {
  let left = room;
  let first = lines.length;
  while (first > 0) {
    left -= (lines[first - 1]?.text.length ?? 0) + BESIDE_TEXT;
    if (left < 0) break;
    first--;
  }
  const last = lines.at(-1);
  if (first < lines.length || !last) return lines.slice(first);
  return [newest === 'whole' ? last : { ...last, text: cut(last.text, room - BESIDE_TEXT) }];
}

/** With an ellipsis where it was longer; a character of two code units is not split. */
function cut(text: string, limit: number): string {
  return `${text.slice(0, limit - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}
