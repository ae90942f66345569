import type { LogQuestion } from '../domain/logs/question.ts';
import type { FollowState } from './log-report.ts';
import type { Asker } from './log-rights.ts';
import type { ChatOutcome, Clock, Log, LogSource, LogTarget, Memory, Place } from './ports.ts';
import type { RedactLines } from './search-logs.ts';

/** Where a follow is shown: in the asker's direct messages, or in the thread of a message. */
export type FollowPlace = { readonly user: string } | { readonly thread: Place };

/** The messages of follows in Slack. What goes wrong comes back as an outcome, never as an error. */
export interface FollowMessages {
  post(where: FollowPlace, state: FollowState): Promise<ChatOutcome>;
  edit(place: Place, state: FollowState): Promise<ChatOutcome>;
}

/** Who wants to see logs, where they were asked for, as rights can hang on the channel, and who else would see them. */
export interface Viewer extends Asker {
  /** `in the channel`: all of it see the lines, and not only the one who asked. */
  readonly shown: 'privately' | 'in the channel';
}

/** The permission to see logs, asked anew at each use: it can be taken away at any time. */
export interface FollowRights {
  /** Why these logs may not be shown, in words; undefined where they may. */
  refusal(viewer: Viewer, target: LogTarget): Promise<string | undefined>;
}

export interface FollowDeps {
  readonly logs: Pick<LogSource, 'read'>;
  readonly messages: FollowMessages;
  readonly rights: FollowRights;
  readonly memory: Memory;
  readonly redact: RedactLines;
  /** Whether the outbox has something due: alerts and their edits go first. */
  readonly busy: () => Promise<boolean>;
  /** The time that log lines are stamped with, and that is shown. */
  readonly clock: Clock;
  /** Real time: how long a follow lasts, and how often its message is edited. */
  readonly realClock: Clock;
  /** Resolves after real milliseconds; once the signal is aborted it resolves or rejects at once. */
  readonly wait: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly log: Log;
}

/** What is to be followed. The function is found, and the words are read, before. */
export interface FollowRequest {
  readonly target: LogTarget;
  /** Its window is what is shown to begin with. */
  readonly question: LogQuestion;
  readonly asker: Asker;
  readonly zone: string;
  /** The message in whose thread it is to be shown; undefined for a direct message. */
  readonly thread: Place | undefined;
}

/** What became of a request to follow: it is under way, or too many are. */
export type FollowAnswer =
  | { readonly kind: 'following'; readonly place: Place; readonly until: Date; readonly zone: string }
  | {
      readonly kind: 'full';
      readonly running: readonly { readonly by: string; readonly until: Date }[];
      readonly zone: string;
    };

export type FollowEnd = NonNullable<FollowState['ended']>;

/** What all follows share. */
export interface FollowsShared {
  /** Real milliseconds: Slack asked to leave the messages of follows alone until then. */
  pausedUntil: number;
  /** Aborted once the process stops. */
  readonly closing: AbortSignal;
}
