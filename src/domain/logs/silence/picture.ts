import { type Changes, changesAround } from './changes.ts';
import { type Activity, isGone, known, type LastOwn, type Load, type SilenceFacts } from './facts.ts';
import { spanWords } from './words.ts';

const MINUTE = 60_000;
/** Lines may arrive so late. */
const LATE_MS = 2 * MINUTE;
/** A window that ends so long ago is told as past. */
const PAST_MS = 10 * MINUTE;

/** What the facts come to, before causes are named. */
export interface Picture {
  readonly facts: SilenceFacts;
  readonly own: LastOwn | undefined;
  readonly silentMs: number | undefined;
  readonly activity: Activity | undefined;
  /** Undefined where neither lines nor metrics tell. */
  readonly runs: boolean | undefined;
  readonly changes: Changes;
  /** Whether the window ended a while ago. */
  readonly isPast: boolean;
}

export function pictureOf(facts: SilenceFacts): Picture {
  const own = known(facts.lastOwn);
  const activity = known(facts.activity);
  return {
    facts,
    own,
    silentMs: own && facts.window.to.getTime() - own.at.getTime(),
    activity,
    runs: runs(facts, activity),
    changes: changesAround(facts),
    isPast: facts.now.getTime() - facts.window.to.getTime() > PAST_MS,
  };
}

function runs({ platformLines }: SilenceFacts, activity: Activity | undefined): boolean | undefined {
  if (platformLines) return true;
  return activity && activity.now.invocations > 0;
}

/** Whether it is quiet for no longer than it may well be. */
export function isWithinGap({ own, silentMs }: Picture): boolean {
  return own?.usualGapMs !== undefined && silentMs !== undefined && silentMs <= own.usualGapMs + LATE_MS;
}

/** Whether nothing called it since its last line, and nothing does at these hours as a rule. */
export function isUncalledAsUsual({ activity, facts }: Picture): boolean {
  return (
    !facts.platformLines &&
    activity?.usualSince?.invocations === 0 &&
    activity.since.invocations + activity.since.throttles === 0
  );
}

/** Whether it returns in a fourth of its usual time or less. */
export function isCollapsed(now: Load, usual: Load | undefined): boolean {
  const [p50, before] = [now.durationP50, usual?.durationP50];
  return p50 !== undefined && before !== undefined && p50 * 4 <= before && before - p50 >= 20;
}

/** `has said nothing for 3 h 12 min`, or of a past window `had said nothing for 3 h 12 min by its end`. */
export function silentWords({ silentMs, facts, isPast }: Picture): string {
  const length = lengthWords(silentMs, facts);
  return isPast ? `had said nothing ${length} when that window ended` : `has said nothing ${length}`;
}

function lengthWords(silentMs: number | undefined, facts: SilenceFacts): string {
  if (silentMs !== undefined) return `for ${spanWords(silentMs)}`;
  // Samples do not tell that there is nothing between them.
  if (!isGone(facts.lastOwn) || facts.isSampled) return 'in this window';
  return `for ${spanWords(facts.window.to.getTime() - facts.lookedBackTo.getTime())} or more`;
}
