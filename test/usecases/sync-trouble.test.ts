import path from 'node:path';
import { expect, test } from 'vitest';
import { ACCOUNT_SERVICE, SERVICE_CHARGE_TYPE } from '../../src/domain/cuts.ts';
import { dayOf } from '../../src/domain/day.ts';
import { micros } from '../../src/domain/money.ts';
import { at, day, folderForTest, storeForTest } from '../store/fixtures.ts';
import { asked, smallBill, syncWorld } from './world.ts';

const NOW = '2026-11-17T09:30:00Z';
const NEXT = '2026-11-18T09:30:00Z';
const BOTH = { scenario: smallBill('2026-11-18') };

test.each([
  ['throttle', /throttling ce:GetCostAndUsage.*tried again/],
  ['error-500', /AWS answered/],
  ['drop', /cannot be reached/],
] as const)(
  'a read that fails with %s leaves the ledger as it was and says so, and the next read goes on',
  async (kind, words) => {
    const world = await syncWorld(NOW, BOTH);
    await world.sync({ backfillBudget: micros(0.03) });
    const table = () =>
      world.store.$client.prepare('SELECT * FROM daily_costs WHERE cut = ?').all(ACCOUNT_SERVICE.name);
    const before = table();
    world.setTime(NEXT);
    world.cloud.faults.add({ operation: 'GetCostAndUsage', kind, times: 3 });
    const report = await world.sync({ backfillBudget: micros(0.03) });
    expect(report.failed).toEqual([expect.stringMatching(words)]);
    expect(report.failed[0]).toContain('account/service 2026-11-13 to 2026-11-18');
    expect(table()).toEqual(before);
    const states = new Map((await world.ledger.cutStates()).map((state) => [state.cut, state]));
    expect(states.get(ACCOUNT_SERVICE.name)?.failure).toMatch(words);
    expect(states.get(SERVICE_CHARGE_TYPE.name)).toMatchObject({ failure: undefined, succeededAt: at(NEXT) });
    expect(await world.sync({ backfillBudget: micros(0.03) })).toMatchObject({ failed: [], requests: 1 });
  },
);

test('half a page lost on the way writes nothing of the read, and what was paid is metered', async () => {
  const world = await syncWorld(NOW, { ...BOTH, pageSize: 10 });
  await world.sync({ backfillBudget: micros(0) });
  world.setTime(NEXT);
  const spentBefore = asked(world.cloud).length;
  world.cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'drop', skip: 2, times: 3 });
  const report = await world.sync({ backfillBudget: micros(0) });
  expect(report.failed).toHaveLength(1);
  const days = await world.ledger.sums({
    cut: ACCOUNT_SERVICE.name,
    window: { from: day('2026-11-18'), end: day('2026-11-19') },
    by: ['day'],
  });
  expect(days).toEqual([]);
  const answered = asked(world.cloud)
    .slice(spentBefore)
    .filter(({ ok }) => ok);
  expect((await world.meter.spentOn(dayOf(at(NEXT)))).requests).toBe(answered.length);
});

test('failed requests are kept and cost nothing', async () => {
  const world = await syncWorld(NOW);
  world.cloud.deny('ce:GetCostAndUsage');
  const report = await world.sync();
  expect(report).toMatchObject({ requests: 0, cost: 0, rows: 0 });
  expect(report.failed[0]).toContain("Add ce:GetCostAndUsage to the bot's IAM policy");
  expect(await world.meter.spentOn(dayOf(at(NOW)))).toEqual({ requests: 0, cost: 0 });
  const kept = world.store.$client.prepare('SELECT DISTINCT cost FROM paid_requests').pluck().all();
  expect(kept).toEqual([0]);
});

test('what is denied throughout is not tried for every cut', async () => {
  const world = await syncWorld(NOW);
  world.cloud.deny('ce:GetCostAndUsage');
  const { failed } = await world.sync();
  expect(asked(world.cloud).length).toBeLessThanOrEqual(2);
  expect(failed.slice(2).length).toBeGreaterThan(0);
  for (const words of failed.slice(2)) expect(words).toContain('not tried after two failures in a row');
});

test('a budget too small for the whole history shortens it, the newest first, and says so', async () => {
  const world = await syncWorld(NOW);
  const budget = { backfillBudget: micros(0.05) };
  const report = await world.sync(budget);
  expect(report.backfill).toMatch(
    /the whole history would take about \d+ requests.*covers [1-9] of \d+ reads.*costs\.backfillBudget/,
  );
  expect([...(await world.ledger.monthsRead('main', ACCOUNT_SERVICE.name)).keys()].sort().at(-1)).toBe('2026-11');
  world.setTime('2026-11-17T10:00:00Z');
  await world.sync(budget);
  expect((await world.meter.spentFor('backfill')).cost).toBeLessThanOrEqual(budget.backfillBudget);
  await world.sync({ backfillBudget: micros(10) });
  expect((await world.ledger.monthsRead('main', ACCOUNT_SERVICE.name)).size).toBe(14);
});

test("the day's cap ends the sync without a failure, names what remains, and the next day goes on", async () => {
  const world = await syncWorld(NOW, BOTH);
  const report = await world.sync({ requestsPerDay: 4 });
  expect(report).toMatchObject({ requests: 4, failed: [] });
  expect(asked(world.cloud)).toHaveLength(4);
  expect(report.remaining.length).toBeGreaterThan(0);
  expect(report.remaining).toContainEqual(expect.stringMatching(/^account\/region 2026-11-12 to 2026-11-17$/));
  world.setTime('2026-11-17T23:30:00Z');
  expect((await world.sync({ requestsPerDay: 4 })).requests).toBe(0);
  world.setTime(NEXT);
  expect((await world.sync({ requestsPerDay: 1000 })).remaining).toEqual([]);
});

test('a backfill that a crash ends half-way goes on by cut and month, and pays for nothing twice', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const whole = await syncWorld(NOW);
  const atOnce = (await whole.sync()).requests;
  const first = await syncWorld(NOW, { store: storeForTest(file) });
  const crash = (words: string) => {
    if (words.startsWith('Backfill 4')) throw new Error('crash');
  };
  await expect(first.sync({ progress: crash })).rejects.toThrow('crash');
  first.store.$client.close();
  const second = await syncWorld('2026-11-17T09:45:00Z', { store: storeForTest(file) });
  expect(await second.sync()).toMatchObject({ failed: [], remaining: [] });
  expect(asked(first.cloud).length + asked(second.cloud).length).toBe(atOnce);
  expect((await second.ledger.monthsRead('main', ACCOUNT_SERVICE.name)).size).toBe(14);
});
