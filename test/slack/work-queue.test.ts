import { expect, test } from 'vitest';
import { createWorkQueue } from '../../src/slack/work-queue.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

function queueForTest() {
  const errors: unknown[] = [];
  return { queue: createWorkQueue((thrown) => errors.push(thrown)), errors };
}

test('few pieces run at once, all run, and drain waits for the last', async () => {
  const { queue } = queueForTest();
  let [running, most, done] = [0, 0, 0];
  for (let i = 0; i < 30; i++)
    queue.add(async () => {
      most = Math.max(most, ++running);
      await pause(2);
      running--;
      done++;
    });
  expect(queue.size).toBe(30);
  await queue.drain();
  expect(done).toBe(30);
  expect(most).toBeGreaterThan(1);
  expect(most).toBeLessThanOrEqual(4);
  expect(queue.size).toBe(0);
});

test('a piece is never begun in the turn in which it came: the acknowledgement goes first', async () => {
  const { queue } = queueForTest();
  let begun = false;
  queue.add(async () => {
    begun = true;
  });
  await Promise.resolve();
  expect(begun).toBe(false);
  await queue.drain();
  expect(begun).toBe(true);
});

test('one that fails is told of, and the others go on', async () => {
  const { queue, errors } = queueForTest();
  let done = 0;
  for (let i = 0; i < 9; i++)
    queue.add(async () => {
      if (i % 2) throw new Error(`no ${i}`);
      done++;
    });
  await queue.drain();
  expect(done).toBe(5);
  expect(errors).toHaveLength(4);
});

test('a full queue says so instead of growing', async () => {
  const { queue } = queueForTest();
  let release = () => {};
  const gate = new Promise<void>((resolve) => {
    release = resolve;
  });
  const taken = Array.from({ length: 2000 }, () => queue.add(() => gate)).filter(Boolean).length;
  expect(taken).toBeLessThan(1000);
  expect(taken).toBeGreaterThan(100);
  release();
  await queue.drain();
});

test('a drained queue takes nothing more', async () => {
  const { queue } = queueForTest();
  await queue.drain();
  expect(queue.add(async () => {})).toBe(false);
});
