import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { createPump } from '../../src/jobs/pump.ts';
import { logForTest } from '../usecases/world.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
/** So much time goes by, and what falls due in it is done. */
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

beforeEach(() => void vi.useFakeTimers());
afterEach(async () => {
  // What is still on its way comes to its end.
  await pass(1000);
  vi.useRealTimers();
});

/** A pump over a list of instants at which something falls due. */
function pumpWorld(due: number[]) {
  let running = 0;
  let fail = 0;
  const world = {
    sent: 0,
    mostAtOnce: 0,
    failNext: (times: number) => {
      fail = times;
    },
    ...logForTest(),
  };
  const pump = createPump({
    async deliver() {
      world.mostAtOnce = Math.max(world.mostAtOnce, ++running);
      await pause(5);
      running--;
      if (fail-- > 0) throw new Error('disk full');
      const now = due.filter((instant) => instant <= Date.now()).slice(0, 2);
      due.splice(0, now.length);
      world.sent += now.length;
      return now.length;
    },
    nextDue: async () => (due.length ? new Date(Math.min(...due)) : undefined),
    log: world.log,
  });
  onTestFinished(() => pump.stop());
  return Object.assign(world, { pump });
}

test('all that is due goes at a kick, more than one round of it, never two rounds at a time', async () => {
  const world = pumpWorld([0, 0, 0, 0, 0]);
  for (let i = 0; i < 5; i++) world.pump.kick();
  await Promise.all([world.pump.flush(1000), pass(1000)]);
  expect(world).toMatchObject({ sent: 5, mostAtOnce: 1 });
});

test('what falls due later goes then, without a kick', async () => {
  const world = pumpWorld([0, Date.now() + 150]);
  world.pump.kick();
  await pass(149);
  expect(world.sent).toBe(1);
  await pass(10);
  expect(world.sent).toBe(2);
});

test('a failure is logged, and it is tried again after a while, not at once and for ever', async () => {
  const world = pumpWorld([0]);
  world.failNext(1);
  world.pump.kick();
  await pass(1000);
  expect(world.sent).toBe(0);
  await pass(20);
  expect(world.sent).toBe(1);
  expect(world.entries).toMatchObject([{ level: 'error' }]);
});

test('what is being sent hears at once that it is to stop, so that nobody waits for a whole round', async () => {
  let sent = 0;
  const pump = createPump({
    async deliver(stopping) {
      for (let i = 0; i < 100 && !stopping(); i++) {
        await pause(20);
        sent++;
      }
      return sent;
    },
    nextDue: async () => new Date(0),
    log: logForTest().log,
  });
  pump.kick();
  await pass(50);
  await Promise.all([pump.stop(), pass(1000)]);
  expect(sent).toBe(3);
});

test('once stopped it finishes what is under way and begins no more', async () => {
  const world = pumpWorld([0, 0, 0, 0]);
  world.pump.kick();
  await Promise.all([world.pump.stop(), pass(1000)]);
  const { sent } = world;
  world.pump.kick();
  await pass(60_000);
  expect(sent).toBe(2);
  expect(world.sent).toBe(sent);
});

test('flushing does not wait for what falls due after its time', async () => {
  const world = pumpWorld([0, Date.now() + 60_000]);
  await Promise.all([world.pump.flush(200), pass(200)]);
  expect(world.sent).toBe(1);
});
