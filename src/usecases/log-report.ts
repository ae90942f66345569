import type { Invocation } from '../domain/logs/invocation.ts';
import type { LogLine } from '../domain/logs/line.ts';
import type { LogQuestion } from '../domain/logs/question.ts';
import type { Silence } from '../domain/logs/silence.ts';
import type { InvocationStats } from '../domain/logs/stats.ts';
import type { Cut, LogProgress, LogTarget } from './log-ports.ts';

/** The answer to `/logs`; all texts have their secrets hidden. */
export interface LogReport {
  readonly kind: 'report';
  readonly target: LogTarget;
  readonly accountName: string | undefined;
  readonly question: LogQuestion;
  readonly invocations: readonly Invocation[];
  /** Lines of no invocation; all lines where they were asked for one by one. */
  readonly loose: readonly LogLine[];
  /** Undefined for a group that is no function's. */
  readonly stats: InvocationStats | undefined;
  /** Lines that were read in the window. */
  readonly linesRead: number;
  /** Lines of the window without the filter, where the filter found nothing; undefined where that was not asked. */
  readonly linesWithout: number | undefined;
  /** Whether there are more of them than were read. */
  readonly linesWithoutCut: boolean;
  readonly cut: Cut | undefined;
  readonly readFrom: Date;
  /** Secrets that were hidden. */
  readonly hidden: number;
  readonly silence: Silence | undefined;
  /** Places that could not be looked at, in words. */
  readonly missing: readonly string[];
  readonly now: Date;
  readonly zone: string;
}

/** Several that fit: one is to be picked. */
export interface LogChoice {
  readonly kind: 'choice';
  readonly question: LogQuestion;
  /** The words of the question without the name, to ask again with. */
  readonly rest: string;
  readonly targets: readonly { readonly target: LogTarget; readonly accountName: string | undefined }[];
  readonly missing: readonly string[];
}

/** What is asked to be followed, found and allowed. */
export interface LogFollow {
  readonly kind: 'follow';
  readonly target: LogTarget;
  readonly question: LogQuestion;
  readonly zone: string;
}

export type LogAnswer = LogReport | LogChoice | LogFollow;

/** A search that is under way. */
export interface LogSearching extends LogProgress {
  readonly kind: 'searching';
  readonly name: string;
}

/** A follow, as its message shows it. */
export interface FollowState {
  readonly target: LogTarget;
  readonly question: LogQuestion;
  readonly by: string;
  readonly zone: string;
  /** The newest lines, oldest first, secrets hidden. */
  readonly lines: readonly LogLine[];
  readonly linesSoFar: number;
  readonly hidden: number;
  readonly updatedAt: Date;
  readonly until: Date;
  /** Why it does not go on at present. */
  readonly trouble: string | undefined;
  /** Undefined while it lasts. `by` of who stopped it. */
  readonly ended:
    | { readonly why: 'stopped'; readonly by: string }
    | { readonly why: 'time' | 'shutdown' | 'restart' | 'rights' }
    | undefined;
}
