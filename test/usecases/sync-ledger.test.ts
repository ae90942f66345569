import { expect, test } from 'vitest';
import { ACCOUNT_SERVICE, OTHER_LEAVES, SERVICE_CHARGE_TYPE } from '../../src/domain/cuts.ts';
import { addDays, dayOf, daysUntil } from '../../src/domain/day.ts';
import { micros } from '../../src/domain/money.ts';
import { at, day } from '../store/fixtures.ts';
import { asked, smallBill, syncWorld } from './world.ts';

const NOW = '2026-11-17T09:30:00Z';
/** Enough for the history of account/service alone. */
const HEADLINE = micros(0.03);
type World = Awaited<ReturnType<typeof syncWorld>>;

async function total({ ledger }: World, cut: string, from: string, end: string): Promise<number> {
  const rows = await ledger.sums({ cut, window: { from: day(from), end: day(end) }, by: [] });
  return rows.reduce((all, { amortized }) => all + amortized, 0) / 1e6;
}

/** Days of account/service that the ledger knows. */
async function known({ ledger, clock }: World, from: string, end: string): Promise<string[]> {
  return [...(await ledger.days({ from: day(from), end: day(end) }, clock())).keys()].sort();
}

test('the first sync reads thirteen months, says before the backfill what it will cost, and keeps to it', async () => {
  const world = await syncWorld(NOW);
  const report = await world.sync();
  expect(report).toMatchObject({ failed: [], remaining: [] });
  expect(world.said[0]).toMatch(/^Backfill: about \d+ requests to Cost Explorer, about \$\d+\.\d\d \(budget \$10\)/);
  expect(report.backfill).toBe(world.said[0]);
  const estimate = Number(/about (\d+) requests/.exec(world.said[0] ?? '')?.[1]);
  expect((await world.meter.spentFor('backfill')).requests).toBeLessThanOrEqual(1.25 * estimate);
  expect(await known(world, '2025-10-01', '2026-11-17')).toEqual(daysUntil(day('2025-10-01'), day('2026-11-17')));
  // Five lines a day; the same bill whichever way it is cut.
  expect(await total(world, ACCOUNT_SERVICE.name, '2025-11-01', '2025-12-01')).toBe(30 * 511);
  expect(await total(world, 'team/service', '2025-11-01', '2025-12-01')).toBe(30 * 511);
  expect(await total(world, SERVICE_CHARGE_TYPE.name, '2025-11-01', '2025-12-01')).toBe(30 * 511 + 50);
});

test('every request is metered with its cost, and the report says the same', async () => {
  const world = await syncWorld(NOW, { pageSize: 40 });
  const report = await world.sync({ backfillBudget: micros(0) });
  expect(asked(world.cloud).length).toBeGreaterThan(10);
  const spent = await world.meter.spentOn(dayOf(at(NOW)));
  expect(spent).toEqual({ requests: asked(world.cloud).length, cost: micros(asked(world.cloud).length * 0.01) });
  expect(report).toMatchObject(spent);
});

test('a second sync within the hour asks for nothing, and one the next day for the last days alone', async () => {
  const world = await syncWorld(NOW);
  await world.sync();
  const before = asked(world.cloud).length;
  world.setTime('2026-11-17T10:00:00Z');
  expect(await world.sync()).toMatchObject({ requests: 0, backfill: undefined });
  expect(asked(world.cloud)).toHaveLength(before);
  world.setTime('2026-11-18T09:30:00Z');
  await world.sync();
  const windows = asked(world.cloud)
    .slice(before)
    .map(({ input }) => (input as { TimePeriod: unknown }).TimePeriod);
  expect(windows.length).toBeGreaterThan(5);
  expect(new Set(windows.map((window) => JSON.stringify(window)))).toEqual(
    new Set([JSON.stringify({ Start: '2026-11-13', End: '2026-11-19' })]),
  );
});

test.each([
  ['the 1st of a month', '2026-12-01T01:00:00Z'],
  ['the last day of a month', '2026-11-30T23:30:00Z'],
  ['28 February', '2027-02-28T09:00:00Z'],
  ['29 February', '2028-02-29T09:00:00Z'],
  ['1 March after it', '2028-03-01T09:00:00Z'],
  ['New Year', '2027-01-01T00:05:00Z'],
])('a sync works on %s, and is refused nothing', async (_, now) => {
  const world = await syncWorld(now);
  expect(await world.sync({ backfillBudget: HEADLINE })).toMatchObject({ failed: [], remaining: [] });
  expect(asked(world.cloud).filter(({ ok }) => !ok)).toEqual([]);
  const today = dayOf(at(now));
  expect(await known(world, addDays(today, -30), today)).toEqual(daysUntil(addDays(today, -30), today));
});

test('a day that never arrives stays unknown, and what was known of a day is not lost when it goes missing', async () => {
  const scenario = smallBill('2026-11-17', { missing: ['2026-11-14'] });
  const world = await syncWorld(NOW, { scenario });
  await world.sync();
  expect(await known(world, '2026-11-12', '2026-11-17')).not.toContain('2026-11-14');
  expect(await known(world, '2026-11-12', '2026-11-17')).toHaveLength(4);
});

test('what was known of a day stays when a later answer has no line of it', async () => {
  const gone = new Set<string>();
  const bill = smallBill('2026-11-18');
  const scenario = { ...bill, linesOf: (of: typeof bill.lastDay) => (gone.has(of) ? [] : bill.linesOf(of)) };
  const world = await syncWorld(NOW, { scenario });
  await world.sync();
  gone.add('2026-11-14');
  world.setTime('2026-11-18T09:30:00Z');
  await world.sync();
  expect(await total(world, ACCOUNT_SERVICE.name, '2026-11-14', '2026-11-15')).toBe(511);
});

test('days missed while the bot was down are read when it is back, the end of the month before among them', async () => {
  const world = await syncWorld('2026-10-20T09:30:00Z', { scenario: smallBill('2026-11-17') });
  await world.sync();
  world.setTime('2026-11-17T09:30:00Z');
  await world.sync();
  expect(await known(world, '2026-10-15', '2026-11-17')).toEqual(daysUntil(day('2026-10-15'), day('2026-11-17')));
  expect(await total(world, 'account/region', '2026-10-15', '2026-11-15')).toBe(31 * 511);
});

test.each([
  ['2026-11-03', ['2026-10']],
  ['2026-11-05', ['2026-10']],
  ['2026-11-10', ['2026-10']],
  ['2026-11-16', ['2026-11']],
  ['2026-11-11', []],
])('on %s the months %j are read again whole', async (on, months) => {
  const before = addDays(day(on), -1);
  const world = await syncWorld(`${before}T09:30:00Z`, { scenario: smallBill(on) });
  await world.sync({ backfillBudget: HEADLINE });
  world.setTime(`${on}T09:30:00Z`);
  const seen = asked(world.cloud).length;
  await world.sync({ backfillBudget: HEADLINE });
  const starts = asked(world.cloud)
    .slice(seen)
    .map(({ input }) => (input as { TimePeriod: { Start: string } }).TimePeriod.Start);
  const whole = starts.filter((start) => start.endsWith('-01') && start < addDays(day(on), -5));
  expect([...new Set(whole.map((start) => start.slice(0, 7)))]).toEqual(months);
});

test('a charge type nobody knows counts as usage and is logged', async () => {
  const world = await syncWorld(NOW, { scenario: smallBill('2026-11-17', { type: 'QuantumUsage' }) });
  await world.sync();
  expect(await total(world, ACCOUNT_SERVICE.name, '2026-11-01', '2026-11-02')).toBe(518);
  expect(world.entries).toContainEqual(
    expect.objectContaining({ level: 'warn', facts: { chargeTypes: ['QuantumUsage'] } }),
  );
});

test('the leaves of services and the cut of all others add up to the bill, also where the first look failed', async () => {
  const world = await syncWorld(NOW);
  world.cloud.faults.add({ operation: 'GetCostAndUsage', kind: 'drop', times: 3 });
  expect((await world.sync()).failed).toHaveLength(1);
  world.setTime('2026-11-17T11:30:00Z');
  await world.sync();
  const cuts = (await world.ledger.cutStates()).map(({ cut }) => cut).filter((cut) => cut.startsWith('account/usage'));
  expect(cuts.length).toBeGreaterThan(2);
  expect(cuts).toContain(OTHER_LEAVES);
  let sum = 0;
  for (const cut of cuts) sum += await total(world, cut, '2026-10-01', '2026-11-01');
  expect(sum).toBe(31 * 511);
});
