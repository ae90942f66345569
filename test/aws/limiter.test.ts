import { expect, test } from 'vitest';
import { createLimiter } from '../../src/aws/limiter.ts';

test('so many begin at once, and no more in any second', async () => {
  const limiter = createLimiter(5);
  const start = performance.now();
  const begun: number[] = [];
  await Promise.all(Array.from({ length: 12 }, () => limiter().then(() => begun.push(performance.now() - start))));
  expect(begun[4]).toBeLessThan(200);
  const gaps = begun.slice(5).map((at, i) => at - (begun[i] ?? 0));
  expect(Math.min(...gaps)).toBeGreaterThanOrEqual(990);
});

test('those that someone waits for go before the background, else first come, first served', async () => {
  const limiter = createLimiter(1);
  const begun: string[] = [];
  const call = (name: string, background: boolean) => limiter({ background }).then(() => begun.push(name));
  await Promise.all([call('first', true), call('follow', true), call('a', false), call('b', false)]);
  expect(begun).toEqual(['first', 'a', 'b', 'follow']);
});

test('who gives up while waiting takes no turn', async () => {
  const limiter = createLimiter(1);
  const stop = new AbortController();
  await limiter();
  const given = limiter({ signal: stop.signal });
  const next = limiter();
  stop.abort();
  await expect(given).rejects.toThrow(/abort/i);
  const start = performance.now();
  await next;
  expect(performance.now() - start).toBeLessThan(1100);
  await expect(limiter({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
