import { draw } from '../../scenario/random.ts';
import { ordinaryLag } from './arrival.ts';
import type { LogEvent } from './events.ts';
import type { LogGroup } from './groups.ts';
import { streamName } from './streams.ts';

/** Events that were written while the cloud runs, beside those of the scenario. */
export interface WrittenEvents {
  /** Writes an event to a group, as its function would at this instant (ms). Throws where no function writes to it. */
  write(group: LogGroup, message: string, at: number): void;
  of(group: LogGroup): readonly LogEvent[];
}

export function createWrittenEvents(): WrittenEvents {
  const written = new Map<LogGroup, LogEvent[]>();
  let count = 0;
  return {
    write(group, message, at) {
      const [fn] = group.functions;
      if (!fn) throw new Error(`no function writes to ${group.name}`);
      const event = {
        logStreamName: streamName(fn, at),
        timestamp: at,
        message,
        ingestionTime: at + ordinaryLag(draw(0, 'written', ++count)),
        eventId: `${at}${String(count).padStart(43, '0')}`,
      };
      written.set(group, [...(written.get(group) ?? []), event]);
    },
    of: (group) => written.get(group) ?? [],
  };
}
