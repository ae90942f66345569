import { type Difference, differenceOf } from './differences.ts';
import type { Settings, Snapshot } from './facts.ts';

/** What our own snapshots tell of a change: two looks and what differs, or which look is missing. */
export type Compared =
  | {
      readonly before: Date;
      /** Undefined where it is the present state. */
      readonly after: Date | undefined;
      /** Undefined where nothing differs. */
      readonly difference: Difference | undefined;
    }
  | { readonly missing: 'before' | 'after'; readonly firstAt: Date | undefined };

/**
 * Compares the snapshots around an instant; where none was taken since, the last one with the settings as they are now.
 * @param snapshots oldest first
 * @param now undefined where the settings could not be read
 */
export function compareAround(snapshots: readonly Snapshot[], at: Date, now: Settings | undefined): Compared {
  const index = snapshots.findLastIndex(({ takenAt }) => takenAt <= at);
  const before = snapshots[index];
  if (!before) return { missing: 'before', firstAt: snapshots[0]?.takenAt };
  if (before.seenAt > at) return { before: before.takenAt, after: before.seenAt, difference: undefined };
  const after = snapshots[index + 1];
  const [settings, takenAt] = after ? [after.settings, after.takenAt] : [now, undefined];
  if (!settings) return { missing: 'after', firstAt: undefined };
  return { before: before.seenAt, after: takenAt, difference: differenceOf(before.settings, settings) };
}
