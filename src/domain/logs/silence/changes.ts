import { type Compared, compareAround } from './compared.ts';
import { isEnvironmentNew, isLevelRaised } from './differences.ts';
import { known, type LastOwn, type SilenceFacts, type TrailEvent } from './facts.ts';

const MINUTE = 60_000;
/** A change so near to where the silence begins matches it in time. */
const NEAR_MS = 15 * MINUTE;
/** A change so long before it may still be what it comes from. */
const PERHAPS_MS = 24 * 60 * MINUTE;

/** A change of a function, as CloudTrail tells it, our snapshots, or both. */
export interface Change {
  readonly at: Date;
  /** Where only snapshots tell of it and Lambda's own date does not: it lies between this and `at`. */
  readonly after: Date | undefined;
  /** As CloudTrail tells it; undefined where only our snapshots do. */
  readonly trail: TrailEvent | undefined;
  readonly compared: Compared;
}

/** The changes that may have to do with a silence, each list in the order of time. */
export interface Changes {
  /** Those that match its beginning in time. */
  readonly near: readonly Change[];
  /** The last one before those: within a day it may be what it comes from. */
  readonly earlier: Change | undefined;
  readonly isEarlierRecent: boolean;
  /** Those since it began. */
  readonly later: readonly Change[];
  /** Whether CloudTrail tells of all since shortly before it began. */
  readonly isTold: boolean;
}

const NONE: Changes = { near: [], earlier: undefined, isEarlierRecent: false, later: [], isTold: false };

/** Sorts what was changed by when the silence began: between the last own line and when the next one was due. */
export function changesAround(facts: SilenceFacts): Changes {
  const own = known(facts.lastOwn);
  if (!own) return NONE;
  const all = allChanges(facts).filter(({ at }) => at <= facts.now);
  const [from, to] = nearness(own);
  const earlier = all.findLast(({ at }) => at < from);
  return {
    near: all.filter(({ at, after = at }) => at >= from && after <= to),
    earlier,
    isEarlierRecent: earlier !== undefined && from.getTime() - earlier.at.getTime() <= PERHAPS_MS,
    later: all.filter(({ at, after = at }) => after > to && at >= from),
    isTold: 'value' in facts.changes && !(facts.changesFrom && facts.changesFrom > from),
  };
}

function nearness({ at, usualGapMs = 0 }: LastOwn): [Date, Date] {
  return [new Date(at.getTime() - NEAR_MS), new Date(at.getTime() + usualGapMs + NEAR_MS)];
}

/** CloudTrail's events that may silence something, and what snapshots tell beside them. */
function allChanges(facts: SilenceFacts): Change[] {
  const now = known(facts.settings);
  const trails = (known(facts.changes) ?? []).filter(({ event }) => !HARMLESS.test(event));
  const told = trails.map((trail) => ({
    at: trail.at,
    after: undefined,
    trail,
    compared: compareAround(facts.snapshots, trail.at, now),
  }));
  const seen = seenChanges(facts).filter(
    ({ compared }) =>
      !('before' in compared) || !told.some(({ at }) => at >= compared.before && at <= (compared.after ?? facts.now)),
  );
  return [...told, ...seen].sort((a, b) => a.at.getTime() - b.at.getTime());
}

/** What our snapshots tell: each differs from the one before it, and the last one perhaps from the present state. */
function seenChanges({ snapshots, settings, now }: SilenceFacts): Change[] {
  const live = known(settings);
  return snapshots.flatMap((snapshot, i) => {
    const next = snapshots[i + 1];
    const after = next?.settings ?? live;
    if (!after) return [];
    const compared = compareAround([snapshot, ...(next ? [next] : [])], snapshot.seenAt, live);
    if (!('before' in compared) || !compared.difference) return [];
    const until = next?.takenAt ?? now;
    const at = after.lastModified;
    const isDated = at !== undefined && at >= snapshot.seenAt && at <= until;
    return [{ at: isDated ? at : until, after: isDated ? undefined : snapshot.seenAt, trail: undefined, compared }];
  });
}

/** What silences nothing. */
const HARMLESS =
  /^PublishVersion|^CreateLogGroup|RetentionPolicy|SubscriptionFilter|DataProtectionPolicy|^AddPermission/;
const WORDS: readonly (readonly [event: RegExp, words: string])[] = [
  [/^DeleteFunctionConcurrency|^PutFunctionConcurrency/, 'its reserved concurrency was set'],
  [/^DeleteFunction(\d|$)/, 'it was deleted'],
  [/^UpdateFunctionCode/, 'its code changed'],
  [/^DeleteEventSourceMapping/, 'its trigger was removed'],
  [/EventSourceMapping/, 'its trigger was changed'],
  [/Permission/, 'who may call it was changed'],
  [/Alias/, 'its alias was changed'],
  [/^CreateFunction/, 'it was created'],
  [/^DeleteLogGroup/, 'its log group was deleted'],
];

/** What a change did, as a clause: `its environment changed`. */
export function changeWords({ trail, compared }: Change): string {
  const event = trail?.event ?? '';
  const words = WORDS.find(([pattern]) => pattern.test(event))?.[1];
  if (words) return words;
  const difference = 'before' in compared ? compared.difference : undefined;
  if (!difference) return 'its configuration changed';
  if (isLevelRaised(difference)) return `its log level was raised to ${difference.logLevel?.to}`;
  if (isEnvironmentNew(difference)) return 'its environment changed';
  if (difference.isCodeNew) return 'its code changed';
  return difference.isRoleNew ? 'its role changed' : 'its configuration changed';
}

/** Whether an event may have changed the environment. */
export function isConfigurationEvent({ event }: TrailEvent): boolean {
  return /FunctionConfiguration|Stack/.test(event);
}

/** CloudTrail's name of an event without the API's version: `UpdateFunctionConfiguration`. */
export function eventName({ event }: TrailEvent): string {
  return event.replace(/\d{8}(v\d+)?$/, '');
}
