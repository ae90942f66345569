import { type Fact, known } from '../domain/logs/silence/facts.ts';
import type { LogWindow } from '../domain/logs/window.ts';
import { attemptFact } from './attempt-fact.ts';
import type { ChangeSource, FunctionMetrics, Functions, LogTarget, MetricSlot } from './log-ports.ts';
import type { Log } from './ports.ts';
import { readActivity } from './read-activity.ts';
import type { FunctionSnapshots } from './snapshot-ports.ts';

export interface AboutDeps {
  readonly functions: Functions;
  readonly metrics: FunctionMetrics;
  readonly changes: ChangeSource;
  readonly snapshots: FunctionSnapshots;
  readonly log: Log;
}

/** What metrics tell of the hours before, or why they do not. */
export type Hours = Fact<readonly MetricSlot[]>;

const WEEK_MS = 7 * 86_400_000;
const NOT_ASKED = { unknown: undefined };

/** Where there is no function to know anything about. */
export const NOTHING_ABOUT = {
  activity: NOT_ASKED as Fact<Awaited<ReturnType<typeof readActivity>>>,
  settings: NOT_ASKED,
  changes: NOT_ASKED,
  changesFrom: undefined,
  triggers: NOT_ASKED,
  snapshots: [],
};

export interface About {
  readonly subject: LogTarget;
  readonly window: Pick<LogWindow, 'from' | 'to'>;
  /** Where the silence begins. */
  readonly begins: Date;
  readonly now: Date;
  readonly hours: Hours;
}

/** What AWS and our snapshots know of a function, beside its lines. */
export async function aboutFunction(
  { log, functions, metrics, changes, snapshots }: AboutDeps,
  { subject: target, window, begins, now, hours }: About,
) {
  const trail = { from: new Date(begins.getTime() - WEEK_MS), to: now };
  const [activity, settings, told, triggers, kept] = await Promise.all([
    'value' in hours
      ? attemptFact(log, () => readActivity({ metrics, target, hours: hours.value, now }, window, begins))
      : hours,
    attemptFact(log, () => functions.configuration(target)),
    attemptFact(log, () => changes.changes(target, trail)),
    attemptFact(log, () => functions.triggers(target)),
    attemptFact(log, () => snapshots.of(target)),
  ]);
  const read = known(told);
  return {
    activity,
    settings,
    changes: 'value' in told ? { value: told.value.changes } : told,
    changesFrom: read && read.readFrom > trail.from ? read.readFrom : undefined,
    triggers,
    snapshots: known(kept) ?? [],
  };
}
