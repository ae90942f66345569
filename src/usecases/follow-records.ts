import type { FollowRequest } from './follow-ports.ts';
import type { FollowState } from './log-report.ts';
import type { Log, Memory, Place } from './ports.ts';

/** What is kept of a follow, so that after a crash its message does not say for ever that it goes on. No lines of the log. */
export interface FollowRecord extends Pick<FollowRequest, 'asker' | 'thread'> {
  readonly place: Place;
  readonly state: Omit<FollowState, 'lines'>;
}

/** The follows whose messages say that they go on. A write that fails is logged: it must not end a follow. */
export interface FollowRecords {
  /** What the process before this one left behind. */
  left(): Promise<readonly FollowRecord[]>;
  save(record: FollowRecord): Promise<void>;
  drop(place: Place): Promise<void>;
}

const NAME = 'follows';

export function keyOf({ channel, ts }: Place): string {
  return `${channel} ${ts}`;
}

export function createFollowRecords(memory: Memory, log: Log): FollowRecords {
  const records = new Map<string, FollowRecord>();
  let loading: Promise<readonly FollowRecord[]> | undefined;
  let writing = Promise.resolve();

  const load = async () => {
    const found = read(await memory.recall(NAME), log);
    for (const record of found) records.set(keyOf(record.place), record);
    return found;
  };
  const left = () => {
    loading ??= load().catch((thrown: unknown) => {
      loading = undefined;
      throw thrown;
    });
    return loading;
  };
  // One after another, each with all that is known by then: an older state never overwrites a newer one.
  const write = (change: () => void) => {
    writing = writing.then(async () => {
      try {
        await left();
        change();
        await memory.remember(NAME, Object.fromEntries(records));
      } catch (err) {
        log.error({ err }, 'A follow could not be noted; after a crash its message would not be ended');
      }
    });
    return writing;
  };
  return {
    left,
    save: (record) => write(() => void records.set(keyOf(record.place), record)),
    drop: (place) => write(() => void records.delete(keyOf(place))),
  };
}

/** What was remembered, its dates as dates again; what an older version wrote in another shape is left out. */
function read(remembered: unknown, log: Log): FollowRecord[] {
  return Object.values(remembered ?? {}).flatMap((record) => {
    try {
      return [revived(record as FollowRecord)];
    } catch (err) {
      log.warn({ err }, 'A follow of an earlier start could not be read; its message is left as it is');
      return [];
    }
  });
}

function revived(record: FollowRecord): FollowRecord {
  const { place, asker, state } = record;
  const { window } = state.question;
  if (typeof place.channel !== 'string' || typeof place.ts !== 'string') throw new Error('It has no place');
  if (typeof asker.user !== 'string') throw new Error('It has no asker');
  return {
    ...record,
    state: {
      ...state,
      updatedAt: instant(state.updatedAt),
      until: instant(state.until),
      question: { ...state.question, window: { ...window, from: instant(window.from), to: instant(window.to) } },
    },
  };
}

/** JSON has dates as text. */
function instant(written: Date | string): Date {
  const at = new Date(written);
  if (Number.isNaN(at.getTime())) throw new Error('A date is missing');
  return at;
}
