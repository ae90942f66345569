import type { FunctionConfiguration, LogTarget } from './log-ports.ts';

/** Settings of a function that were found the same at every look from `takenAt` through `seenAt`. */
export interface FunctionSnapshot {
  readonly takenAt: Date;
  readonly seenAt: Date;
  /** Without state and reserved concurrency, which Lambda's list does not tell. */
  readonly settings: FunctionConfiguration;
}

/** What the hourly looks at Lambda's list found: names and hashes, never a value. */
export interface FunctionSnapshots {
  /** Writes what differs from a function's last snapshot, and marks the others as seen. Gives how many were written. */
  keep(
    found: readonly { readonly target: LogTarget; readonly configuration: FunctionConfiguration }[],
    at: Date,
  ): Promise<number>;
  /** A function's snapshots, oldest first. */
  of(target: LogTarget): Promise<readonly FunctionSnapshot[]>;
  /** Drops those last seen before an instant. */
  forget(before: Date): Promise<void>;
}
