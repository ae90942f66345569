import type { LogLine } from '../domain/logs/line.ts';
import type { Settings } from '../domain/logs/silence/facts.ts';
import type { LogWindow } from '../domain/logs/window.ts';

/** A place that can be asked: an account, or the bot's own where undefined, and a Region. */
export interface LogPlace {
  readonly account: string | undefined;
  readonly region: string;
}

/** A function, or a log group that belongs to none, and where its lines are. */
export interface LogTarget extends LogPlace {
  /** The function's name; of a group without one the group's name. */
  readonly name: string;
  readonly group: string;
  /** `function`: from Lambda's list. `edge`: a replica of Lambda@Edge, logging in this Region. `group`: a log group only. */
  readonly kind: 'function' | 'edge' | 'group';
}

/** All that can be found, and where could not be looked. */
export interface Inventory {
  readonly targets: readonly LogTarget[];
  /** Places that refused, in words with the mend. */
  readonly missing: readonly { readonly place: LogPlace; readonly reason: string }[];
  readonly at: Date;
}

export interface LogQuery {
  readonly target: LogTarget;
  readonly window: Pick<LogWindow, 'from' | 'to'>;
  /** In CloudWatch's own pattern language; undefined for all lines. */
  readonly pattern: string | undefined;
  /** The most lines wanted, the newest ones; the read goes on to the limits below where absent. */
  readonly most?: number;
}

/** Why a read is not all there is. `limit`: 10 pages or 50 MB. `most`: as many lines as were wanted. */
export type Cut = 'limit' | 'most' | 'throttled' | 'cancelled';

/** Lines read of a log group, oldest first. */
export interface LogRead {
  readonly lines: readonly LogLine[];
  /** Undefined where every line of the window was read. */
  readonly cut: Cut | undefined;
  /** From where on every line was read: the window's beginning where it is complete. */
  readonly readFrom: Date;
  readonly bytes: number;
  readonly pages: number;
}

/** How far a read is. */
export interface LogProgress {
  /** Share of the window that was searched, 0 to 1. */
  readonly share: number;
  readonly lines: number;
}

/** CloudWatch Logs over the configured Regions and accounts. Throws UserError with the mend where it may not read. */
export interface LogSource {
  read(
    query: LogQuery,
    on?: {
      readonly progress?: (at: LogProgress) => void;
      readonly signal?: AbortSignal;
      /** Behind reads that someone waits for: a follow's. */
      readonly background?: boolean;
    },
  ): Promise<LogRead>;
  /** Whether the group exists, its class, and when its newest event arrived as far as streams tell. Undefined where there is no such group. */
  describe(
    target: LogTarget,
  ): Promise<{ readonly logClass: string; readonly lastEventAt: Date | undefined } | undefined>;
}

/** The list of functions and groups. */
export interface Functions {
  /** The list as it is kept; asked anew where it is older than its hour, or where `fresh`. */
  inventory(fresh?: boolean): Promise<Inventory>;
  /**
   * Every function with its settings, from Lambda's list: for the hourly snapshots. Goes on where a place refuses, and
   * throws a UserError with the refusals at its end.
   */
  snapshots(): AsyncIterable<{ readonly target: LogTarget; readonly configuration: FunctionConfiguration }>;
  /** Undefined where there is no such function (any more). */
  configuration(target: LogTarget): Promise<FunctionConfiguration | undefined>;
  /** What feeds it: event source mappings, and the schedules its policy names. */
  triggers(target: LogTarget): Promise<readonly Trigger[]>;
}

/** What Lambda says of a function, values hashed in the adapter and never kept. */
export type FunctionConfiguration = Settings;

export interface Trigger {
  /** `queue bridge-inbox`, `schedule rate(1 minute)`. */
  readonly what: string;
  /** Undefined where that cannot be read, as of schedules. */
  readonly enabled: boolean | undefined;
}

/** AWS/Lambda metrics of one function, by five minutes. */
export interface FunctionMetrics {
  /** Sums over a window by slots of `slotMinutes`; a slot without data has no invocations. */
  series(
    target: LogTarget,
    window: Pick<LogWindow, 'from' | 'to'>,
    slotMinutes: number,
  ): Promise<readonly MetricSlot[]>;
}

export interface MetricSlot {
  readonly at: Date;
  readonly invocations: number;
  readonly errors: number;
  readonly throttles: number;
  /** Milliseconds, p50; undefined without invocations. */
  readonly durationP50: number | undefined;
  readonly concurrencyMax: number | undefined;
}

/** Who changed what: CloudTrail's management events of one resource. */
export interface ChangeSource {
  changes(target: LogTarget, window: Pick<LogWindow, 'from' | 'to'>): Promise<TrailRead>;
}

export interface TrailRead {
  /** The newest first. */
  readonly changes: readonly TrailChange[];
  /** From where on every event was read: the window's beginning where it is complete. Of what lies before, some may be among them. */
  readonly readFrom: Date;
}

export interface TrailChange {
  readonly at: Date;
  readonly event: string;
  readonly actor: string;
  /** `console`, `CloudFormation`, a user agent in short; undefined where it is not told. */
  readonly through: string | undefined;
}
