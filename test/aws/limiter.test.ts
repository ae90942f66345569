import { expect, test } from 'vitest';
import { createLimiter } from '../../src/aws/limiter.ts';
import { simulatedTiming } from './timing.ts';

test('so many begin at once, and no more in any second', async () => {
  const timing = simulatedTiming();
  const limiter = createLimiter(5, timing);
  const begun: number[] = [];
  await Promise.all(Array.from({ length: 12 }, () => limiter().then(() => begun.push(timing.now()))));
  expect(begun).toEqual([0, 0, 0, 0, 0, 1000, 1000, 1000, 1000, 1000, 2000, 2000]);
});

test('a second that has gone already is not waited for', async () => {
  const timing = simulatedTiming();
  const limiter = createLimiter(1, timing);
  await limiter();
  await timing.sleep(999);
  await limiter();
  expect(timing.now()).toBe(1000);
  await timing.sleep(1001);
  await limiter();
  expect(timing.now()).toBe(2001);
});

test('those that someone waits for go before the background, else first come, first served', async () => {
  const limiter = createLimiter(1, simulatedTiming());
  const begun: string[] = [];
  const call = (name: string, background: boolean) => limiter({ background }).then(() => begun.push(name));
  await Promise.all([call('first', true), call('follow', true), call('a', false), call('b', false)]);
  expect(begun).toEqual(['first', 'a', 'b', 'follow']);
});

test('who gives up while waiting takes no turn', async () => {
  const timing = simulatedTiming();
  const limiter = createLimiter(1, timing);
  const stop = new AbortController();
  await limiter();
  const given = limiter({ signal: stop.signal });
  const next = limiter();
  stop.abort();
  await expect(given).rejects.toThrow(/abort/i);
  await next;
  expect(timing.now()).toBe(1000);
  await expect(limiter({ signal: AbortSignal.abort() })).rejects.toThrow(/abort/i);
});
