import type { FunctionConfiguration, FunctionSnapshots, LogTarget } from '../usecases/ports.ts';
import type { Store } from './database.ts';

/** A function's settings as they are kept; instants are milliseconds. */
interface Kept {
  readonly lastModified: number | null;
  readonly memoryMb: number | null;
  readonly timeoutSeconds: number | null;
  readonly logLevel: string | null;
  readonly codeHash: string | null;
  readonly role: string | null;
  /** Name and hash, by name. */
  readonly environment: readonly (readonly [string, string])[];
}

interface Row {
  readonly taken_at: number;
  readonly seen_at: number;
  readonly settings: string;
}

const OF = 'account = ? AND region = ? AND name = ?';
const NEWEST = `SELECT taken_at, seen_at, settings FROM function_snapshots WHERE ${OF} ORDER BY taken_at DESC LIMIT 1`;
const ALL = `SELECT taken_at, seen_at, settings FROM function_snapshots WHERE ${OF} ORDER BY taken_at`;
const INSERT =
  'INSERT INTO function_snapshots (account, region, name, taken_at, seen_at, settings) VALUES (?,?,?,?,?,?)';
const SEE = `UPDATE function_snapshots SET seen_at = ? WHERE ${OF} AND taken_at = ?`;

/** Snapshots of functions' settings: a row a change. */
export function createFunctionSnapshots(store: Store): FunctionSnapshots {
  const client = store.$client;
  return {
    async keep(found, at) {
      return client
        .transaction(
          () => found.filter(({ target, configuration }) => keepOne(store, target, configuration, at)).length,
        )
        .immediate();
    },
    async of(target) {
      return client
        .prepare<string[], Row>(ALL)
        .all(...keyOf(target))
        .map(({ taken_at, seen_at, settings }) => ({
          takenAt: new Date(taken_at),
          seenAt: new Date(seen_at),
          settings: settingsOf(settings),
        }));
    },
    async forget(before) {
      client.prepare('DELETE FROM function_snapshots WHERE seen_at < ?').run(before.getTime());
    },
  };
}

/** Whether it was written, as it differs from the last one. */
function keepOne({ $client: client }: Store, target: LogTarget, told: FunctionConfiguration, at: Date): boolean {
  const key = keyOf(target);
  const newest = client.prepare<string[], Row>(NEWEST).get(...key);
  const now = at.getTime();
  // A clock that was set back must not change what was.
  if (newest && newest.seen_at > now) return false;
  const settings = textOf(told);
  if (newest?.settings === settings) {
    client.prepare(SEE).run(now, ...key, newest.taken_at);
    return false;
  }
  if (newest?.taken_at === now) return false;
  client.prepare(INSERT).run(...key, now, now, settings);
  return true;
}

function keyOf({ account, region, name }: LogTarget): [string, string, string] {
  return [account ?? '', region, name];
}

/** The same settings give the same text. */
function textOf(told: FunctionConfiguration): string {
  const kept: Kept = {
    lastModified: told.lastModified?.getTime() ?? null,
    memoryMb: told.memoryMb ?? null,
    timeoutSeconds: told.timeoutSeconds ?? null,
    logLevel: told.logLevel ?? null,
    codeHash: told.codeHash ?? null,
    role: told.role ?? null,
    environment: [...told.environment].sort(([a], [b]) => (a < b ? -1 : 1)),
  };
  return JSON.stringify(kept);
}

function settingsOf(text: string): FunctionConfiguration {
  const kept = JSON.parse(text) as Kept;
  return {
    lastModified: kept.lastModified === null ? undefined : new Date(kept.lastModified),
    memoryMb: kept.memoryMb ?? undefined,
    timeoutSeconds: kept.timeoutSeconds ?? undefined,
    logLevel: kept.logLevel ?? undefined,
    codeHash: kept.codeHash ?? undefined,
    role: kept.role ?? undefined,
    reservedConcurrency: undefined,
    environment: new Map(kept.environment),
    state: undefined,
  };
}
