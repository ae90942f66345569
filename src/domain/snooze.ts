import { addDays } from './day.ts';
import { instantOf, localTime } from './zone.ts';

/** How long a snooze may last. */
export const SNOOZES = ['1h', '4h', 'tomorrow', '7d'] as const;

export type SnoozeLength = (typeof SNOOZES)[number];

const HOUR_MS = 3_600_000;
/** The wall-clock time at which `tomorrow` ends. */
export const SNOOZE_MORNING = '09:00';

export function isSnoozeLength(text: string | undefined): text is SnoozeLength {
  return SNOOZES.some((length) => length === text);
}

/**
 * The instant at which a snooze that begins now ends. Hours are hours that pass; `tomorrow` and `7d` go by the wall clock of the zone,
 * so that seven days end at the same time of day, whether clocks are set in between or not.
 */
export function snoozeEnd(length: SnoozeLength, now: Date, zone: string): Date {
  const { day, time } = localTime(now, zone);
  switch (length) {
    case '1h':
      return new Date(now.getTime() + HOUR_MS);
    case '4h':
      return new Date(now.getTime() + 4 * HOUR_MS);
    case 'tomorrow':
      return instantOf(addDays(day, 1), SNOOZE_MORNING, zone);
    case '7d':
      return instantOf(addDays(day, 7), time, zone);
  }
}
