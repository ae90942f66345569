import { expect, test } from 'vitest';
import { groupInvocations } from '../../../src/domain/logs/invocation.ts';
import { statsOf } from '../../../src/domain/logs/stats.ts';

const idOf = (i: number) => `${String(i).padStart(8, '0')}-4b7d-4c1e-9a55-1d2f3a4b5c6d`;

/** Runs of so many milliseconds, one after another; `ends` of what stands behind a report. */
function runs(durations: readonly number[], ends: Readonly<Record<number, string>> = {}) {
  const texts = durations.flatMap((ms, i) => [
    `START RequestId: ${idOf(i)} Version: 1`,
    `REPORT RequestId: ${idOf(i)}\tDuration: ${ms} ms\tBilled Duration: ${ms} ms\t${ends[i] ?? ''}`,
  ]);
  return texts.map((text, i) => ({ id: `${i}`, at: new Date(1e12 + i), stream: 'one', text }));
}

test('of no invocation there is nothing to say', () => {
  expect(statsOf([])).toEqual({
    invocations: 0,
    errors: 0,
    coldStarts: 0,
    p50: undefined,
    p95: undefined,
    slowest: undefined,
    notWhole: 0,
  });
});

test('p50 and p95 are durations that were seen: the nearest rank', () => {
  const stats = statsOf(groupInvocations(runs(Array.from({ length: 20 }, (_, i) => 20 - i))).invocations);
  expect(stats).toMatchObject({ p50: 10, p95: 19, slowest: { requestId: idOf(0), durationMs: 20 } });
  expect(statsOf(groupInvocations(runs([7])).invocations)).toMatchObject({ p50: 7, p95: 7 });
});

test('errors, time-outs and cold starts are counted', () => {
  const ends = { 0: 'Status: timeout', 1: 'Status: error', 2: 'Init Duration: 3 ms' };
  expect(statsOf(groupInvocations(runs([1, 2, 3], ends)).invocations)).toMatchObject({ errors: 2, coldStarts: 1 });
});

test('what was not read whole is counted, and its duration only where it was read', () => {
  const lines = runs([1, 2, 3, 4]).slice(1, -1);
  expect(statsOf(groupInvocations(lines).invocations)).toMatchObject({ invocations: 4, notWhole: 2, p95: 3 });
});
