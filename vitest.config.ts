import { randomInt } from 'node:crypto';
import { defineConfig } from 'vitest/config';

/** What every property of this run draws from; BILLHOOK_TEST_SEED repeats a run. */
const seed = Number(process.env.BILLHOOK_TEST_SEED || randomInt(2 ** 31));
if (!Number.isInteger(seed)) throw new Error('BILLHOOK_TEST_SEED must be a whole number');
// Not to stdout: a reporter may write JSON there.
console.error(`BILLHOOK_TEST_SEED=${seed}`);

/** Those that start the bot, or the demo, as processes; each file has a process of its own. */
const PROCESSES = ['test/e2e/**/*.test.ts', 'test/demo/server/*.test.ts', 'test/demo/bot-process.test.ts'];

export default defineConfig({
  test: {
    env: { BILLHOOK_TEST_SEED: `${seed}` },
    setupFiles: ['test/seed.ts'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    maxWorkers: 4,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: PROCESSES,
          pool: 'threads',
          isolate: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'end-to-end',
          include: PROCESSES,
          // Processes that start and read a bill: what they wait for tells when it is there, not how long it may take.
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
