import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { generateSQLiteDrizzleJson, generateSQLiteMigration } from 'drizzle-kit/api';
import { is } from 'drizzle-orm';
import { getTableConfig, SQLiteTable } from 'drizzle-orm/sqlite-core';
import { expect, test } from 'vitest';
import * as schema from '../../src/store/schema.ts';
import { storeForTest } from './fixtures.ts';

const tables = Object.values(schema).filter((value) => is(value, SQLiteTable));

function all<Row>(sql: string, ...values: unknown[]): Row[] {
  return storeForTest()
    .$client.prepare<unknown[], Row>(sql)
    .all(...values);
}

test('every table is STRICT', () => {
  const found = all<{ name: string; strict: number }>(
    "SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND name NOT LIKE 'sqlite_%'",
  );
  expect(found.map(({ name }) => name)).toEqual(
    expect.arrayContaining(tables.map((table) => getTableConfig(table).name)),
  );
  expect(found.filter(({ strict }) => strict !== 1)).toEqual([]);
});

test.each(tables.map((table) => [getTableConfig(table).name, table] as const))(
  'the table %s has the columns, keys and indexes that the schema says',
  (name, table) => {
    const { columns, indexes, primaryKeys } = getTableConfig(table);
    const found = all<{ name: string; type: string; notnull: number; pk: number }>(
      'SELECT name, type, "notnull", pk FROM pragma_table_xinfo(?) ORDER BY name',
      name,
    );
    // A migration adds columns at the end, wherever the schema has them.
    expect(found.map((column) => [column.name, column.type.toLowerCase(), Boolean(column.notnull)])).toEqual(
      columns.map((column) => [column.name, column.getSQLType(), column.notNull]).sort(byName),
    );
    const key = primaryKeys.flatMap((one) => one.columns.map((column) => column.name));
    expect(
      found
        .filter(({ pk }) => pk > 0)
        .sort((a, b) => a.pk - b.pk)
        .map((column) => column.name),
    ).toEqual(key.length ? key : columns.filter((column) => column.primary).map((column) => column.name));
    const made = all<{ name: string; unique: number }>(
      'SELECT name, "unique" FROM pragma_index_list(?) WHERE origin = \'c\' ORDER BY name',
      name,
    );
    expect(made.map((index) => [index.name, Boolean(index.unique)])).toEqual(
      indexes.map(({ config }) => [config.name, config.unique]).sort(byName),
    );
  },
);

test('drizzle-kit would generate no further migration', async () => {
  const journal: { entries: { idx: number }[] } = JSON.parse(read('_journal.json'));
  const last = String(journal.entries.at(-1)?.idx ?? 0).padStart(4, '0');
  const snapshot = JSON.parse(read(`${last}_snapshot.json`));
  const now = await generateSQLiteDrizzleJson(schema, snapshot.id);
  expect(await generateSQLiteMigration(snapshot, now)).toEqual([]);
});

/** In the order that SQLite gives. */
function byName([a]: readonly unknown[], [b]: readonly unknown[]): number {
  return String(a) < String(b) ? -1 : 1;
}

function read(name: string): string {
  return readFileSync(fileURLToPath(new URL(`../../migrations/meta/${name}`, import.meta.url)), 'utf8');
}
