import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createMemory } from '../../src/store/memory.ts';
import { folderForTest } from './fixtures.ts';

const MIGRATIONS = fileURLToPath(new URL('../../migrations', import.meta.url));

interface Journal {
  entries: { idx: number; version: string; when: number; tag: string; breakpoints: boolean }[];
}

/** The migrations of the program in a folder of their own, and a database that is up to date with them. */
function programAndDatabase() {
  const home = folderForTest();
  const migrations = path.join(home, 'migrations');
  const file = path.join(home, 'billhook.db');
  cpSync(MIGRATIONS, migrations, { recursive: true });
  openDatabase(file, migrations).$client.close();
  return { migrations, file };
}

function addMigration(migrations: string, sql: string): void {
  const journalFile = path.join(migrations, 'meta', '_journal.json');
  const journal: Journal = JSON.parse(readFileSync(journalFile, 'utf8'));
  const idx = journal.entries.length;
  const tag = `${String(idx).padStart(4, '0')}_later`;
  const when = (journal.entries.at(-1)?.when ?? 0) + 1000;
  journal.entries.push({ idx, version: '6', when, tag, breakpoints: true });
  writeFileSync(journalFile, JSON.stringify(journal));
  writeFileSync(path.join(migrations, `${tag}.sql`), sql);
}

test('a later migration is applied to what is there, after a copy was kept', async () => {
  const { migrations, file } = programAndDatabase();
  const old = openDatabase(file, migrations);
  await createMemory(old).remember('kept', 42);
  old.$client.close();
  addMigration(migrations, 'CREATE TABLE later (id integer PRIMARY KEY NOT NULL) STRICT;');
  const store = openDatabase(file, migrations);
  expect(await createMemory(store).recall('kept')).toBe(42);
  expect(store.$client.prepare('SELECT count(*) FROM later').pluck().get()).toBe(0);
  store.$client.close();
  const copies = readdirSync(path.dirname(file)).filter((name) => name.startsWith('billhook.db.before-'));
  expect(copies).toHaveLength(1);
  const copy = openDatabase(path.join(path.dirname(file), String(copies[0])));
  expect(await createMemory(copy).recall('kept')).toBe(42);
  copy.$client.close();
});

test('a migration that fails half-way leaves the database as it was', () => {
  const { migrations, file } = programAndDatabase();
  addMigration(
    migrations,
    'CREATE TABLE later (id integer PRIMARY KEY) STRICT;\n--> statement-breakpoint\nCREATE NONSENSE;',
  );
  expect(() => openDatabase(file, migrations)).toThrow();
  const store = openDatabase(file);
  expect(store.$client.prepare("SELECT count(*) FROM sqlite_master WHERE name = 'later'").pluck().get()).toBe(0);
  store.$client.close();
});

test('a database made by a newer program is refused', () => {
  const { migrations, file } = programAndDatabase();
  addMigration(migrations, 'CREATE TABLE later (id integer PRIMARY KEY) STRICT;');
  openDatabase(file, migrations).$client.close();
  expect(() => openDatabase(file, MIGRATIONS)).toThrow(UserError);
  expect(() => openDatabase(file, MIGRATIONS)).toThrow(/newer Billhook/);
});

test('a migration that was edited after it was applied is refused', () => {
  const { migrations, file } = programAndDatabase();
  const name = String(readdirSync(migrations).find((one) => one.endsWith('.sql')));
  const sql = path.join(migrations, name);
  writeFileSync(sql, `${readFileSync(sql, 'utf8')}\n-- edited`);
  expect(() => openDatabase(file, migrations)).toThrow(UserError);
  expect(() => openDatabase(file, migrations)).toThrow(/Migration 1 was changed/);
});
