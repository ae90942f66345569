import { expect, test } from 'vitest';
import { storeForTest } from './fixtures.ts';

// Why statements are kept stands in src/store/statements.ts; that Node 24 survives it is shown by running the suite there.
test('a text is prepared once, and each use finds its statement as if it were new', () => {
  const { $client: client } = storeForTest();
  const first = client.prepare('SELECT 1 AS a, 2 AS b');
  expect(first.raw().get()).toEqual([1, 2]);
  const again = client.prepare('SELECT 1 AS a, 2 AS b');
  expect(again).toBe(first);
  expect(again.get()).toEqual({ a: 1, b: 2 });
  expect(client.prepare('SELECT 1 AS a, 2 AS b').pluck().get()).toBe(1);
  expect(client.prepare('SELECT 1 AS a, 2 AS b').all()).toEqual([{ a: 1, b: 2 }]);
});

test('statements that change something are kept as well', () => {
  const { $client: client } = storeForTest();
  const text = "INSERT OR REPLACE INTO memory (name, value) VALUES ('x', ?)";
  expect(client.prepare(text).run('1').changes).toBe(1);
  expect(client.prepare(text).run('2').changes).toBe(1);
  expect(client.prepare("SELECT value FROM memory WHERE name = 'x'").pluck().get()).toBe('2');
});
