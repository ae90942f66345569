import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { expect, onTestFinished, test } from 'vitest';
import { createIncidents } from '../../src/store/incidents.ts';
import { at, findingOf, folderForTest, storeForTest } from '../store/fixtures.ts';
import { clickAway, type Race, REFUSED, WON } from './click-race.ts';

const ROUNDS = 1000;

const shared = (length: number) => new Int32Array(new SharedArrayBuffer(4 * length));

/** The other side in a thread of its own, as two connections of one thread would never meet. Gives when it is over, once it has begun. */
async function otherSide(race: Race): Promise<{ readonly over: Promise<void> }> {
  const worker = new Worker(new URL('click-race.ts', import.meta.url), { workerData: { race } });
  onTestFinished(async () => void (await worker.terminate()));
  const over = new Promise<void>((resolve, reject) => {
    worker.once('error', reject);
    worker.once('exit', (code) => (code ? reject(new Error(`the other side ended with ${code}`)) : resolve()));
  });
  await Promise.race([new Promise((resolve) => worker.once('message', resolve)), over]);
  return { over };
}

test('of two people who click at the same instant exactly one wins, a thousand times, and each round is one row', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const incidents = createIncidents(storeForTest(file));
  const finding = findingOf('rise|a', 80);
  await incidents.commit(
    [{ change: 'open', finding, old: false, channel: 'C0COSTS', named: false, note: 'found' }],
    at('2026-11-20T08:00:00Z'),
  );
  const race: Race = { file, rounds: ROUNDS, seed: 5, started: shared(1), results: shared(2 * ROUNDS) };
  const other = await otherSide(race);
  await clickAway(race, 0);
  await other.over;
  const pairs = Array.from({ length: ROUNDS }, (_, round) => [...race.results.slice(2 * round, 2 * round + 2)]);
  const isFair = (pair: readonly number[]) => pair.includes(WON) && pair.includes(REFUSED);
  expect(pairs.filter((pair) => !isFair(pair))).toEqual([]);
  expect(await incidents.timeline(1)).toHaveLength(1 + ROUNDS);
  expect(await incidents.find(1)).toMatchObject({ version: ROUNDS });
  // Neither side is always the first: they do race.
  const first = pairs.filter(([one]) => one === WON).length;
  expect(Math.min(first, ROUNDS - first)).toBeGreaterThan(ROUNDS / 50);
});
