import { createRequire } from 'node:module';

/*
 * drizzle, loaded as CommonJS. Its package.json holds 178 kB of exports, which Node 24 parses anew for each of its ES
 * modules: some 0.7 s of a start, and 100 MB of young generation that stay.
 */
const require = createRequire(import.meta.url);

export const { and, asc, count, desc, eq, gte, inArray, isNotNull, isNull, lt, ne, or, sql, sum } =
  require('drizzle-orm') as typeof import('drizzle-orm');
export const { index, integer, primaryKey, real, sqliteTable, text, uniqueIndex } =
  require('drizzle-orm/sqlite-core') as typeof import('drizzle-orm/sqlite-core');
export const { drizzle } = require('drizzle-orm/better-sqlite3') as typeof import('drizzle-orm/better-sqlite3');
export const { readMigrationFiles } = require('drizzle-orm/migrator') as typeof import('drizzle-orm/migrator');
