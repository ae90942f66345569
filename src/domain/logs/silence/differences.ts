import type { Settings } from './facts.ts';
import { listWords } from './words.ts';

/** What differs between two states of a function's settings. */
export interface Difference {
  /** Names of environment variables. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Of another value. */
  readonly altered: readonly string[];
  /** Whether each name that came has the value of one that went. */
  readonly isRenamed: boolean;
  readonly isCodeNew: boolean;
  readonly isRoleNew: boolean;
  readonly logLevel: { readonly from: string | undefined; readonly to: string | undefined } | undefined;
  /** Memory and time-out in words. */
  readonly sizes: readonly string[];
}

const MOST_NAMES = 8;
const LEVELS = ['TRACE', 'DEBUG', 'INFO', 'WARN', 'ERROR', 'FATAL'];

/** Undefined where nothing of it differs; state and concurrency are not compared, as Lambda's list does not tell them. */
export function differenceOf(before: Settings, after: Settings): Difference | undefined {
  const [old, now] = [before.environment, after.environment];
  const changed = <Key extends keyof Settings>(key: Key) => before[key] !== after[key];
  const added = [...now.keys()].filter((name) => !old.has(name));
  const removed = [...old.keys()].filter((name) => !now.has(name));
  const gone = new Set(removed.map((name) => old.get(name)));
  const difference: Difference = {
    added,
    removed,
    isRenamed: added.length > 0 && added.every((name) => gone.has(now.get(name))),
    altered: [...now].filter(([name, hash]) => old.has(name) && old.get(name) !== hash).map(([name]) => name),
    isCodeNew: changed('codeHash'),
    isRoleNew: changed('role'),
    logLevel: changed('logLevel') ? { from: before.logLevel, to: after.logLevel } : undefined,
    sizes: [
      ...(changed('memoryMb') ? [`memory ${before.memoryMb ?? '?'} → ${after.memoryMb ?? '?'} MB`] : []),
      ...(changed('timeoutSeconds')
        ? [`time-out ${before.timeoutSeconds ?? '?'} → ${after.timeoutSeconds ?? '?'} s`]
        : []),
    ],
  };
  return isEnvironmentNew(difference) || settingWords(difference) ? difference : undefined;
}

/** Whether names or values of the environment differ. */
export function isEnvironmentNew({ added, removed, altered }: Difference): boolean {
  return added.length + removed.length + altered.length > 0;
}

/** Whether less is written than before. */
export function isLevelRaised({ logLevel }: Difference): boolean {
  return logLevel !== undefined && rank(logLevel.to) > rank(logLevel.from);
}

function rank(level: string | undefined): number {
  // Lambda writes INFO and above where nothing is set.
  const at = LEVELS.indexOf((level ?? 'INFO').toUpperCase());
  return at < 0 ? LEVELS.indexOf('INFO') : at;
}

/** `− OLD  + NEW  ~ OTHER (value changed)`. */
export function nameWords({ added, removed, altered }: Difference): string {
  return listWords(
    [
      ...removed.map((name) => `− ${name}`),
      ...added.map((name) => `+ ${name}`),
      ...altered.map((name) => `~ ${name} (value changed)`),
    ],
    MOST_NAMES,
  );
}

/** What differs beside the environment: `code · memory 512 → 256 MB`; empty where nothing does. */
export function settingWords({ isCodeNew, isRoleNew, logLevel, sizes }: Difference): string {
  return [
    ...(isCodeNew ? ['code'] : []),
    ...(isRoleNew ? ['role'] : []),
    ...(logLevel ? [`log level ${logLevel.from ?? 'default'} → ${logLevel.to ?? 'default'}`] : []),
    ...sizes,
  ].join(' · ');
}
