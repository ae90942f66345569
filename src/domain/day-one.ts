import type { Day } from './day.ts';
import type { Micros } from './money.ts';

/** An alert that would have been posted in the past, had the bot been there. */
export interface PastAlert {
  readonly since: Day;
  /** `data-prod Amazon Elastic MapReduce`. */
  readonly title: string;
  readonly perDay: Micros;
  readonly days: number;
}

/** The first message: what was read, and what would have been posted at the present sensitivity. */
export interface DayOne {
  readonly since: Day;
  readonly through: Day;
  readonly accounts: number;
  readonly requests: number;
  readonly cost: Micros;
  readonly currency: string;
  /** The window that was replayed, in days. */
  readonly replayedDays: number;
  /** Every past alert above the floor of detection, the newest first. */
  readonly past: readonly PastAlert[];
  /** Incidents that had begun before and are not posted. */
  readonly under: number;
  /** What is posted from, a day. */
  readonly post: Micros;
  /** Who chose it, where someone did. */
  readonly chosenBy: string | undefined;
}

/** The alerts of the past that the present sensitivity would have posted. */
export function wouldHavePosted({ past, post }: DayOne): readonly PastAlert[] {
  return past.filter(({ perDay }) => Math.abs(perDay) >= post);
}
