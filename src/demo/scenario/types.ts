import type { Day } from '../../domain/day.ts';
import type { Micros } from '../../domain/money.ts';

/** An AWS account of the simulated organisation. */
export interface Account {
  readonly id: string;
  readonly name: string;
  /** The team that owns it; undefined where none does (the payer, say). */
  readonly team: string | undefined;
}

/** One line of the bill: the final figures of a day, before anything is provisional. */
export interface LineItem {
  readonly day: Day;
  readonly account: string;
  readonly service: string;
  readonly region: string;
  readonly usageType: string;
  /** Cost Explorer's RECORD_TYPE: Usage, DiscountedUsage, Tax, Credit, Fee … */
  readonly recordType: string;
  /** The value of the cost allocation tag `team`; empty where untagged. */
  readonly team: string;
  readonly unblended: Micros;
  readonly amortized: Micros;
  readonly netAmortized: Micros;
  readonly quantity: number;
  readonly unit: string;
}

/** A Lambda function and what it did: the source of its metrics and its logs. */
export interface LambdaFunction {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  /** Where it logs, by its settings. */
  readonly logGroup: string;
  /** Set where nobody ever created its group: its role may not, so its lines are lost. */
  readonly groupMissing?: true;
  /** Of a Lambda@Edge function: the Region its replica runs in, where its logs and metrics are. */
  readonly edgeRegion?: string;
  readonly memoryMb: number;
  readonly timeoutSeconds: number;
  readonly runtime: 'nodejs22.x' | 'python3.13';
  /** Undefined where it shares what the account has. */
  readonly reservedConcurrency?: number;
  readonly logFormat: 'text' | 'json';
  /** Names of its environment variables at an instant; there are no values in the scenario. */
  environmentAt(at: Date): readonly string[];
  /** What calls it at an instant. */
  triggersAt(at: Date): readonly FunctionTrigger[];
  /** Its invocations that start in [from, to), in order; same seed, same answer, whatever the window. */
  invocations(from: Date, to: Date): Iterable<Invocation>;
  /** The same, without what they wrote: for metrics, which need none of it, in a third of the time. */
  runs(from: Date, to: Date): Iterable<Run>;
}

/** What calls a function. Queues and streams are polled for it; schedules, APIs and topics call it by its policy. */
export type FunctionTrigger =
  | { readonly kind: 'queue' | 'stream'; readonly name: string; readonly enabled: boolean; readonly since: Date }
  /** A rule of EventBridge; its expression is in no answer of Lambda's. */
  | { readonly kind: 'schedule'; readonly name: string; readonly expression: string }
  | { readonly kind: 'api' | 'topic' | 'bucket' | 'cdn'; readonly name: string };

/** An invocation as it is measured. */
export type Run = Omit<Invocation, 'requestId' | 'lines'>;

export interface Invocation {
  readonly requestId: string;
  readonly start: Date;
  readonly durationMs: number;
  readonly maxMemoryMb: number;
  /** Present on a cold start. */
  readonly initMs?: number;
  readonly error?: 'exception' | 'timeout' | 'out-of-memory';
  /** What the function itself wrote between START and END, in order; `afterMs` from its start. */
  readonly lines: readonly { readonly afterMs: number; readonly text: string }[];
}

/** A change someone made: what CloudTrail would show. */
export interface Change {
  readonly at: Date;
  /** CloudTrail's eventName, such as UpdateFunctionCode20150331v2. */
  readonly event: string;
  readonly actor: string;
  readonly account: string;
  readonly region: string;
  /** The function, group, stack or tag that was changed. */
  readonly resource: string;
  readonly detail: string;
}

export type StoryName = 'orders-poller' | 'event-fanout' | 'eks-nodes' | 'prod-suspended' | 'message-bridge';

/** One of the five true stories, as data that a test can hold the bot to. */
export interface Story {
  readonly name: StoryName;
  /** What happened, in one plain sentence. */
  readonly title: string;
  readonly begins: Date;
  /** Undefined where it lasts to the end of the scenario. */
  readonly ends: Date | undefined;
  readonly accounts: readonly string[];
  readonly services: readonly string[];
  readonly resource: string;
  readonly change: Change;
  /** What a full day of it adds to (or, negative, takes from) the bill; 0 where the bill hardly tells. */
  readonly perDay: Micros;
}

/** One seeded ledger of truth, from which every fake answers. */
export interface Scenario {
  readonly seed: number;
  /** The first day that has costs. */
  readonly firstDay: Day;
  /** The last day that has costs: "today". */
  readonly lastDay: Day;
  readonly currency: string;
  readonly accounts: readonly Account[];
  /** Every line of a day; empty outside firstDay … lastDay. Computed once a day and kept. */
  linesOf(day: Day): readonly LineItem[];
  readonly functions: readonly LambdaFunction[];
  readonly changes: readonly Change[];
  readonly stories: readonly Story[];
}
