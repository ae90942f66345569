/** A fact, or why it is not known in few words (`needs cloudtrail:LookupEvents`); no words where it does not apply. */
export type Fact<T> = { readonly value: T } | { readonly unknown: string | undefined };

/** All that was found out about a function, or a log group, that says nothing. */
export interface SilenceFacts {
  readonly name: string;
  readonly group: string;
  readonly isFunction: boolean;
  readonly zone: string;
  readonly now: Date;
  /** What was looked at, from where on every line was read. */
  readonly window: { readonly from: Date; readonly to: Date };
  /** The platform's lines in the window; undefined where it could not be read. */
  readonly platformLines: number | undefined;
  /** Whether any line is there of the time that `activity.now` tells of; undefined where that was not looked at. */
  readonly isTraced: boolean | undefined;
  /** Undefined where there is no such group. */
  readonly logGroup: Fact<{ readonly logClass: string; readonly lastEventAt: Date | undefined } | undefined>;
  /** Its last own line before the window's end; undefined where there is none from `lookedBackTo` on. */
  readonly lastOwn: Fact<LastOwn | undefined>;
  readonly lookedBackTo: Date;
  /** Whether only some hours of that were looked at. */
  readonly isSampled: boolean;
  /** Its newest own line after the window. */
  readonly againAt: Date | undefined;
  readonly activity: Fact<Activity>;
  /** As they are now; undefined where there is no such function. */
  readonly settings: Fact<Settings | undefined>;
  /** Oldest first. */
  readonly snapshots: readonly Snapshot[];
  readonly changes: Fact<readonly TrailEvent[]>;
  /** Since when those are all there are; undefined where every one was read that was asked for. */
  readonly changesFrom: Date | undefined;
  readonly triggers: Fact<readonly TriggerState[]>;
}

export interface LastOwn {
  readonly at: Date;
  /** How long it may be quiet in the ordinary way; undefined where too little was read to tell. */
  readonly usualGapMs: number | undefined;
}

/** What metrics tell: in the window, since the last own line, and what both are as a rule. */
export interface Activity {
  readonly now: Load;
  readonly usual: Load | undefined;
  readonly since: Load;
  readonly usualSince: Load | undefined;
}

/** Sums over so many hours. Duration in milliseconds, the median of its slots. */
export interface Load {
  readonly hours: number;
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  readonly durationP50: number | undefined;
  readonly concurrencyMax: number | undefined;
}

/** A function's settings; of the environment names and hashes only. */
export interface Settings {
  readonly lastModified: Date | undefined;
  readonly memoryMb: number | undefined;
  readonly timeoutSeconds: number | undefined;
  readonly logLevel: string | undefined;
  readonly codeHash: string | undefined;
  readonly role: string | undefined;
  readonly reservedConcurrency: number | undefined;
  /** Environment variables: name → hash of the value. */
  readonly environment: ReadonlyMap<string, string>;
  readonly state: string | undefined;
}

/** Settings that were found the same at every look from `takenAt` through `seenAt`. */
export interface Snapshot {
  readonly takenAt: Date;
  readonly seenAt: Date;
  readonly settings: Settings;
}

/** A change as CloudTrail tells it. */
export interface TrailEvent {
  readonly at: Date;
  readonly event: string;
  readonly actor: string;
  readonly through: string | undefined;
}

export interface TriggerState {
  readonly what: string;
  /** Undefined where that cannot be read. */
  readonly enabled: boolean | undefined;
}

/** The value of a fact, undefined where it is not known. */
export function known<T>(fact: Fact<T>): T | undefined {
  return 'value' in fact ? fact.value : undefined;
}

/** Whether it was found out, and there is none. */
export function isGone<T>(fact: Fact<T | undefined>): boolean {
  return 'value' in fact && fact.value === undefined;
}
