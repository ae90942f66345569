import type Database from 'better-sqlite3';
import type { MigrationMeta } from 'drizzle-orm/migrator';
import { UserError } from '../domain/errors.ts';
import { readMigrationFiles } from './drizzle.ts';

const TABLE = 'billhook_migrations';

interface Applied {
  readonly hash: string;
  readonly created: number;
}

/**
 * Applies the migrations that are missing, in one IMMEDIATE transaction: of several processes that start at once one migrates.
 * A copy of the file is kept first. Refuses a database newer than this program and one whose applied migrations were edited since.
 */
export function migrate(client: Database.Database, folder: string, file: string): void {
  const known = readMigrationFiles({ migrationsFolder: folder });
  client.exec(`CREATE TABLE IF NOT EXISTS ${TABLE} (created INTEGER PRIMARY KEY, hash TEXT NOT NULL) STRICT`);
  const missing = missingOf(client, known, file);
  if (missing.length === 0) return;
  if (missing.length < known.length && file !== ':memory:') keepCopy(client, file, known.length - missing.length);
  client
    .transaction(() => {
      const insert = client.prepare(`INSERT INTO ${TABLE} (created, hash) VALUES (?, ?)`);
      for (const migration of missingOf(client, known, file)) {
        for (const statement of migration.sql) client.exec(statement);
        insert.run(migration.folderMillis, migration.hash);
      }
    })
    .immediate();
}

function missingOf(client: Database.Database, known: readonly MigrationMeta[], file: string): MigrationMeta[] {
  const applied = client.prepare<[], Applied>(`SELECT created, hash FROM ${TABLE} ORDER BY created`).all();
  applied.forEach((row, i) => {
    const migration = known[i];
    if (!migration || row.created > migration.folderMillis)
      throw new UserError(
        `The database ${file} was made by a newer Billhook. Update the program, or restore the copy kept beside it.`,
      );
    if (migration.hash !== row.hash)
      throw new UserError(
        `Migration ${i + 1} was changed after ${file} applied it. Put the file in migrations/ back as it was and add a new one.`,
      );
  });
  return known.slice(applied.length);
}

function keepCopy(client: Database.Database, file: string, version: number): void {
  const copy = `${file}.before-${version + 1}`;
  client.prepare('VACUUM INTO ?').run(`${copy}-${Date.now()}`);
}
