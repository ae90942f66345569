import { isOwnLine, OWN_LINES } from '../domain/logs/silence/own-lines.ts';
import type { LogQuery, LogRead, LogSource, LogTarget } from './log-ports.ts';

/** So many reads explain any silence; someone waits for them, and they share CloudWatch's few requests a second with others. */
const MOST_READS = 30;
/** Few of the platform's lines slip through the pattern: where all of a look are such lines, the next one takes more. */
const LINES_A_LOOK = [50, 500, 5_000] as const;

type Stretch = LogQuery['window'];

/** Reads what one function, or group, wrote itself, for one explanation. */
export interface OwnLines {
  /** As many of its newest lines as are wanted, oldest first. Beyond the most reads nothing is read, and the answer is cut at its end. */
  read(window: Stretch, most: number): Promise<LogRead>;
  /** When its newest line in a stretch was written, and whether the stretch was not read to its beginning. */
  newest(window: Stretch): Promise<{ readonly at: Date | undefined; readonly isCut: boolean }>;
  /** Whether a read was left out. */
  readonly isSpent: boolean;
}

export function createOwnLines(logs: Pick<LogSource, 'read'>, target: LogTarget, signal?: AbortSignal): OwnLines {
  let reads = 0;
  let isSpent = false;

  async function look(window: Stretch, most: number): Promise<LogRead> {
    if (reads >= MOST_READS) {
      isSpent = true;
      return { lines: [], cut: 'limit', readFrom: window.to, bytes: 0, pages: 0 };
    }
    reads++;
    const read = await logs.read({ target, window, pattern: OWN_LINES, most }, signal ? { signal } : {});
    return { ...read, lines: read.lines.filter(isOwnLine) };
  }

  return {
    read: look,
    async newest({ from, to: end }) {
      let to = end;
      for (const most of LINES_A_LOOK) {
        const { lines, cut, readFrom } = await look({ from, to }, most);
        const at = lines.at(-1)?.at;
        // As many lines as were wanted, and all of them the platform's: the next ones are older.
        if (at || cut !== 'most' || readFrom >= to) return { at, isCut: cut !== undefined };
        to = readFrom;
      }
      return { at: undefined, isCut: true };
    },
    get isSpent() {
      return isSpent;
    },
  };
}
