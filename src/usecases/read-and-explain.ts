import { UserError } from '../domain/errors.ts';
import type { LogQuestion } from '../domain/logs/question.ts';
import type { Silence } from '../domain/logs/silence.ts';
import type { SilenceQuestion } from './explain-silence.ts';
import type { LogRead, LogSource, LogTarget } from './ports.ts';
import { readRequest } from './read-request.ts';
import type { SearchOn } from './search-logs.ts';

/** Says why a function is silent; undefined where it is not, or where nothing can be said of it. */
export type SilenceTeller = (question: SilenceQuestion) => Promise<Silence | undefined>;

interface Deps {
  readonly logs: LogSource;
  readonly explain: SilenceTeller;
}

interface Asked {
  readonly target: LogTarget;
  readonly question: LogQuestion;
  readonly zone: string;
}

export interface ReadAndExplained {
  readonly read: LogRead;
  /** The window without the filter: read where that found nothing. */
  readonly all: LogRead | undefined;
  readonly silence: Silence | undefined;
}

/**
 * Reads what was asked for and, where there is nothing of the function's own to show, says why. What refuses the read is thrown only
 * where it does not explain the silence itself.
 */
export async function readAndExplain({ logs, explain }: Deps, asked: Asked, on: SearchOn): Promise<ReadAndExplained> {
  const { target, question, zone } = asked;
  const { window, filter, ask } = question;
  if (ask.what === 'request')
    return { read: await readRequest(logs, target, window, ask.id, on), all: undefined, silence: undefined };
  const reading = (pattern: string | undefined) => orRefusal(logs.read({ target, window, pattern }, on));
  const read = await reading(filter.pattern);
  const isFiltered = filter.kind !== 'all';
  if (isFiltered && !(read instanceof UserError) && (read.lines.length > 0 || on.signal?.aborted))
    return { read, all: undefined, silence: undefined };
  if (ask.what === 'lines' && !(read instanceof UserError) && read.lines.length > 0)
    return { read, all: undefined, silence: undefined };
  // Only of all lines can be told that a function is silent.
  const all = isFiltered && !(read instanceof UserError) ? await reading(undefined) : read;
  const silence = await explain({ target, window, zone, read: all, ...(on.signal ? { signal: on.signal } : {}) });
  if (!(read instanceof UserError)) return { read, all: all instanceof UserError ? undefined : all, silence };
  if (silence === undefined) throw read;
  const nothing = { lines: [], cut: undefined, readFrom: window.from, bytes: 0, pages: 0 };
  return { read: nothing, all: undefined, silence };
}

async function orRefusal(reading: Promise<LogRead>): Promise<LogRead | UserError> {
  try {
    return await reading;
  } catch (thrown) {
    if (thrown instanceof UserError) return thrown;
    throw thrown;
  }
}
