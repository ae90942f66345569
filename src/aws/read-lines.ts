import type { FilteredLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import type { LogLine } from '../domain/logs/line.ts';
import type { Cut, LogProgress, LogQuery, LogRead } from '../usecases/ports.ts';

/** Together some 10 MB at AWS's page size, and 2 s at its pace. */
const MOST_PAGES = 10;
const MOST_BYTES = 50 * 1024 * 1024;

export interface LinePage {
  readonly events?: readonly FilteredLogEvent[] | undefined;
  readonly nextToken?: string | undefined;
}

/** Reads the page of a token, the newest events first; tells where there is none to be had that is worth keeping the rest for. */
export type ReadPage = (token: string | undefined) => Promise<LinePage | 'throttled' | 'cancelled'>;

/**
 * Reads pages from the newest back. Pages can be empty and still have a successor: only a missing token says that all was
 * read; one that repeats ends the walk too, for it would go on for ever.
 */
export async function readLines(
  readPage: ReadPage,
  { window, most = Number.POSITIVE_INFINITY }: Pick<LogQuery, 'window' | 'most'>,
  progress: ((at: LogProgress) => void) | undefined,
): Promise<LogRead> {
  const lines = new Map<string, LogLine>();
  const tokens = new Set<string>();
  let token: string | undefined;
  let cut: Cut | undefined;
  let [bytes, pages, share, oldest] = [0, 0, 0, window.to.getTime()];
  do {
    const page = await readPage(token);
    if (typeof page === 'string') {
      cut = page;
      break;
    }
    pages++;
    for (const event of page.events ?? []) {
      const line = lineOf(event);
      if (!line || lines.has(line.id)) continue;
      lines.set(line.id, line);
      bytes += Buffer.byteLength(event.message ?? '');
      oldest = Math.min(oldest, line.at.getTime());
    }
    token = page.nextToken;
    cut =
      token === undefined ? undefined : cutAt({ lines: lines.size, most, pages, bytes, repeats: tokens.has(token) });
    if (token !== undefined) tokens.add(token);
    // Where pages are empty only their count tells how far the walk is.
    share = token === undefined ? 1 : Math.max(share, pages / (MOST_PAGES + 1), shareOf(window, oldest));
    progress?.({ share, lines: lines.size });
  } while (token !== undefined && cut === undefined);
  return resultOf({ lines: inOrder(lines), window, most, cut, bytes, pages });
}

function lineOf({ eventId: id, timestamp, logStreamName: stream = '', message = '' }: FilteredLogEvent) {
  return id === undefined ? undefined : { id, at: new Date(timestamp ?? 0), stream, text: message.trimEnd() };
}

interface Reached {
  readonly lines: number;
  readonly most: number;
  readonly pages: number;
  readonly bytes: number;
  readonly repeats: boolean;
}

function cutAt({ lines, most, pages, bytes, repeats }: Reached): Cut | undefined {
  if (lines >= most) return 'most';
  return pages >= MOST_PAGES || bytes >= MOST_BYTES || repeats ? 'limit' : undefined;
}

function shareOf({ from, to }: LogQuery['window'], oldest: number): number {
  const length = to.getTime() - from.getTime();
  return length > 0 ? Math.min(1, (to.getTime() - oldest) / length) : 0;
}

/** Read newest first: turned round before the sort, lines of one instant keep their order. */
function inOrder(lines: ReadonlyMap<string, LogLine>): LogLine[] {
  return [...lines.values()].reverse().sort((a, b) => a.at.getTime() - b.at.getTime());
}

interface Outcome extends Pick<LogRead, 'lines' | 'cut' | 'bytes' | 'pages'> {
  readonly window: LogQuery['window'];
  readonly most: number;
}

/** A page can hold more than was wanted: what is left out is cut too. */
function resultOf({ lines: all, window, most, cut: reached, bytes, pages }: Outcome): LogRead {
  const lines = all.length > most ? all.slice(-most) : all;
  const cut = reached ?? (all.length > most ? 'most' : undefined);
  const readFrom = cut === undefined ? window.from : (lines[0]?.at ?? window.to);
  return { lines, cut, readFrom, bytes, pages };
}
