import { existsSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import type { BetterSQLite3Database } from 'drizzle-orm/better-sqlite3';
import { reasonOf, UserError } from '../domain/errors.ts';
import { drizzle } from './drizzle.ts';
import { migrate } from './migrate.ts';

/** An open database: drizzle for queries, `$client` for what drizzle cannot say or says too slowly. */
export type Store = BetterSQLite3Database<Record<string, never>> & { $client: Database.Database };

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

/**
 * Opens the database, checks it and brings it up to date. The folder is made where it is missing.
 * Throws a UserError where the file is damaged, is newer than this program, or cannot be opened;
 * a damaged file is left as it is, never replaced by an empty one.
 * @param file path of the SQLite file, or `:memory:`
 */
export function openDatabase(file: string, migrationsFolder: string = MIGRATIONS): Store {
  const existed = file !== ':memory:' && existsSync(file);
  if (file !== ':memory:') mkdirSync(path.dirname(path.resolve(file)), { recursive: true });
  const client = connect(file);
  try {
    if (existed) check(client, file);
    migrate(client, migrationsFolder, file);
    return drizzle(client);
  } catch (thrown) {
    client.close();
    throw thrown;
  }
}

/**
 * Opens the database to read alone, beside the connection that writes: for a worker thread, once in its life.
 * It is neither checked nor brought up to date, as openDatabase did both. Throws a UserError where it cannot be opened.
 * @param file path of the SQLite file
 */
export function openReadOnly(file: string): Store {
  try {
    return drizzle(new Database(file, { readonly: true, timeout: 5000 }));
  } catch (thrown) {
    throw unusable(file, thrown);
  }
}

function connect(file: string): Database.Database {
  try {
    const client = new Database(file, { timeout: 5000 });
    client.exec('PRAGMA journal_mode = WAL');
    // better-sqlite3's default in WAL mode can drop a commit at a power loss, and a lost "sent" mark is a duplicate.
    client.exec('PRAGMA synchronous = FULL');
    client.exec('PRAGMA foreign_keys = ON');
    return client;
  } catch (thrown) {
    throw unusable(file, thrown);
  }
}

function check(client: Database.Database, file: string): void {
  let result: unknown;
  try {
    result = client.prepare('PRAGMA quick_check(1)').pluck().get();
  } catch (thrown) {
    throw unusable(file, thrown);
  }
  if (result !== 'ok') throw unusable(file, result);
}

function unusable(file: string, why: unknown): UserError {
  return new UserError(
    `The database ${file} cannot be used: ${reasonOf(why)}. Put a backup in its place (${file}.before-* if there is one), or move it away to start with an empty ledger.`,
  );
}
