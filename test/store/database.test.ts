import { execFile } from 'node:child_process';
import {
  closeSync,
  existsSync,
  openSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import { openDatabase } from '../../src/store/database.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { costRow, cutRead, day, folderForTest, storeForTest } from './fixtures.ts';

test.each([
  ['journal_mode', 'wal'],
  ['synchronous', 2],
  ['foreign_keys', 1],
  ['busy_timeout', 5000],
])('a database in use has %s = %s', (pragma, value) => {
  const store = storeForTest(path.join(folderForTest(), 'billhook.db'));
  expect(store.$client.pragma(pragma, { simple: true })).toBe(value);
});

test('SQLite is one without the WAL-reset bug', () => {
  const version = String(storeForTest().$client.prepare('SELECT sqlite_version()').pluck().get());
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  expect(major * 1e6 + minor * 1e3 + patch).toBeGreaterThanOrEqual(3_051_003);
});

test('the folder is made where it is missing, and what was written is there when it opens again', async () => {
  const file = path.join(folderForTest(), 'deep', 'down', 'billhook.db');
  const first = openDatabase(file);
  await createLedger(first).saveRead(cutRead([costRow(day('2026-11-17'), 5)], '2026-11-19T08:00:00Z'));
  first.$client.close();
  const again = storeForTest(file);
  expect(await createLedger(again).accountNames()).toEqual(new Map([['111122223333', 'shop-prod']]));
});

async function filledDatabase(): Promise<string> {
  const file = path.join(folderForTest(), 'billhook.db');
  const store = openDatabase(file);
  const rows = Array.from({ length: 3000 }, (_, i) => costRow(day('2026-11-17'), i, { keyB: `Service ${i}` }));
  await createLedger(store).saveRead(cutRead(rows, '2026-11-19T08:00:00Z'));
  store.$client.close();
  return file;
}

test.each<[string, (file: string) => void]>([
  [
    'has pages overwritten',
    (file) => {
      const handle = openSync(file, 'r+');
      for (let page = 2; page < statSync(file).size / 4096; page += 3)
        writeSync(handle, Buffer.alloc(4096, 0xa5), 0, 4096, page * 4096);
      closeSync(handle);
    },
  ],
  ['is cut short', (file) => writeFileSync(file, readFileSync(file).subarray(0, 5 * 4096 + 100))],
  ['is no database at all', (file) => writeFileSync(file, 'sorry, wrong file\n'.repeat(500))],
])('a file that %s is refused with the mend, and stays as it is', async (_, damage) => {
  const file = await filledDatabase();
  damage(file);
  const before = readFileSync(file);
  expect(() => openDatabase(file)).toThrow(UserError);
  expect(() => openDatabase(file)).toThrow(/billhook\.db cannot be used: .*[Pp]ut a backup in its place/);
  expect(readFileSync(file).equals(before)).toBe(true);
});

test('a folder in place of the file is refused in words', () => {
  expect(() => openDatabase(folderForTest())).toThrow(/cannot be used/);
});

test('eight processes that open a new database at once all succeed, and it is migrated once', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const script = fileURLToPath(new URL('open-and-report.ts', import.meta.url));
  const tsx = fileURLToPath(import.meta.resolve('tsx'));
  const open = () => promisify(execFile)(process.execPath, ['--import', tsx, script, file]);
  const counts = await Promise.all(Array.from({ length: 8 }, open));
  const migrations = readdirSync(new URL('../../migrations', import.meta.url)).filter((name) => name.endsWith('.sql'));
  expect(counts.map(({ stdout }) => stdout.trim())).toEqual(Array(8).fill(String(migrations.length)));
  expect(existsSync(file)).toBe(true);
});
