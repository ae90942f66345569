import { expect, test } from 'vitest';
import { ACCOUNT_SERVICE } from '../../src/domain/cuts.ts';
import { dayOf } from '../../src/domain/day.ts';
import { createReader } from '../../src/usecases/read-cut.ts';
import { costRow, cutRead, day } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const NOW = '2026-11-17T09:30:00Z';
const WINDOW = { from: day('2026-11-16'), end: day('2026-11-18') };

/** Reads again what had so many rows when it was read last, with so many requests left of the day's cap. */
async function readAgain(rows: number, left: number) {
  const ports = portsFor(NOW);
  const known = Array.from({ length: rows }, (_, i) =>
    costRow(day(i % 2 ? '2026-11-16' : '2026-11-17'), 1, { keyB: `${i}` }),
  );
  await ports.ledger.saveRead(cutRead(known, '2026-11-17T08:00:00Z'));
  const source = {
    payer: 'main',
    page: async () => ({ rows: known, days: new Map(), accountNames: new Map(), nextToken: undefined }),
  };
  const read = createReader({ ...ports, requestsPerDay: left }, source);
  const { outcome } = await read(ACCOUNT_SERVICE, WINDOW, [], 'daily');
  return { outcome, paid: (await ports.meter.spentOn(dayOf(ports.clock()))).requests };
}

test.each([
  [5000, 1, 'read'],
  [5001, 1, 'capped'],
  [5001, 2, 'read'],
  [10_000, 2, 'read'],
  [10_001, 2, 'capped'],
])('%i rows, with %i of the day’s requests left, are %s: a page is taken to be large', async (rows, left, outcome) => {
  expect(await readAgain(rows, left)).toEqual({ outcome, paid: outcome === 'read' ? 1 : 0 });
});
