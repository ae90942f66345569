import { expect, test } from 'vitest';
import type { Day } from '../../src/domain/day.ts';
import { ORDINARY } from '../../src/domain/detection/sensitivity.ts';
import { micros } from '../../src/domain/money.ts';
import { checkCosts } from '../../src/usecases/check-costs.ts';
import { at, day } from '../store/fixtures.ts';
import { fillLedger, LAMBDA, type Price, portsFor, SHOP, usual } from './world.ts';

const SETTINGS = { metric: undefined, minImpact: micros(25), impacts: [], sensitivities: ORDINARY };

/** The shop's Lambda costs more from a day on, up to another. */
function rise(from: string, dollars: number, until = '9999-12-31'): Price {
  return (account, service, on) =>
    usual(account, service) +
    (account === SHOP && service === LAMBDA && on >= day(from) && on < (until as Day) ? dollars : 0);
}

/** A bot over a ledger of its own; `check` fills the ledger up to the eve of `on` and judges. */
function checkWorld(teams = {}) {
  const ports = portsFor('2026-11-20T08:00:00Z');
  const deps = { ...ports, ...SETTINGS, alertsChannel: 'C0COSTS', teams };
  return {
    ...ports,
    async check(on: string, price: Price) {
      const eve = new Date(at(`${on}T00:00:00Z`).getTime() - 1).toISOString().slice(0, 10);
      ports.setTime(`${on}T08:00:00Z`);
      await fillLedger(ports.ledger, '2026-07-01', eve, price, [`${on}T07:00:00Z`]);
      return checkCosts(deps);
    },
    checkAgain: () => checkCosts(deps),
    waiting: async () => (await ports.outbox.due(at('2099-01-01T00:00:00Z'), 0, 100)).map(({ subject }) => subject),
    outboxRows: () => ports.store.$client.prepare('SELECT subject, action, channel FROM outbox').all(),
  };
}

test('an empty ledger is said to be empty, and nothing is judged', async () => {
  const ports = portsFor('2026-11-20T08:00:00Z');
  const report = await checkCosts({
    ...ports,
    ...SETTINGS,
    alertsChannel: 'C',
    teams: {},
  });
  expect(report).toMatchObject({ judged: false, reason: expect.stringContaining('empty') });
});

test('data that is too late is not judged, and no incident is ended by its silence', async () => {
  const world = checkWorld();
  await world.check('2026-11-10', rise('2099-01-01', 0));
  await world.check('2026-11-14', rise('2026-11-11', 200));
  expect(await world.incidents.active()).toHaveLength(1);
  world.setTime('2026-11-20T08:00:00Z');
  expect(await world.checkAgain()).toMatchObject({ judged: false, reason: expect.stringContaining('2026-11-13') });
  expect(await world.incidents.active()).toHaveLength(1);
});

test('day one: one message instead of a flood, and what began before is known and never posted', async () => {
  const world = checkWorld();
  const report = await world.check('2026-11-20', rise('2026-11-16', 200));
  expect(report).toMatchObject({ judged: true, found: 1, opened: 1 });
  expect(world.outboxRows()).toEqual([{ subject: 'day-one', action: 'post', channel: 'C0COSTS' }]);
  expect(await world.incidents.active()).toMatchObject([{ state: 'expected', announced: false }]);
  await world.check('2026-11-21', rise('2026-11-16', 200));
  expect(world.outboxRows()).toHaveLength(1);
});

test('day one tells what would have been posted', async () => {
  const world = checkWorld();
  await world.check('2026-11-20', rise('2026-10-05', 200, '2026-10-12'));
  const [due] = await world.outbox.due(at('2099-01-01T00:00:00Z'), 0, 10);
  expect(due?.message).toMatchObject({
    kind: 'day-one',
    dayOne: { accounts: 2, past: [expect.objectContaining({ title: expect.stringContaining('Lambda') })] },
  });
});

test('a rise is an incident with its alert; run twice, the check changes nothing', async () => {
  const world = checkWorld();
  await world.check('2026-11-18', rise('2099-01-01', 0));
  expect(await world.check('2026-11-20', rise('2026-11-18', 200))).toMatchObject({ opened: 1 });
  const [incident] = await world.incidents.active();
  expect(incident).toMatchObject({ state: 'open', announced: true, since: '2026-11-18', channel: 'C0COSTS' });
  expect((incident?.finding.perDay ?? 0) / 1e6).toBeCloseTo(200, -1);
  const tables = () =>
    ['incidents', 'incident_timeline', 'outbox'].map((table) =>
      world.store.$client.prepare(`SELECT * FROM ${table}`).all(),
    );
  const before = tables();
  expect(await world.checkAgain()).toMatchObject({ judged: true, found: 1, opened: 0, updated: 0, resolved: 0 });
  expect(tables()).toEqual(before);
});

test('the alert goes to the team that owns the account', async () => {
  const world = checkWorld({ payments: { channel: 'C0PAYMENTS', accounts: [SHOP] } });
  await world.check('2026-11-18', rise('2099-01-01', 0));
  await world.check('2026-11-20', rise('2026-11-18', 200));
  expect(world.outboxRows()).toContainEqual({ subject: 'incident:1', action: 'post', channel: 'C0PAYMENTS' });
});

test('what is too small to post is kept, and posted once it has grown', async () => {
  const world = checkWorld();
  const growing: Price = (account, service, on) =>
    (on < '2026-11-21' ? rise('2026-11-18', 22) : rise('2026-11-18', 112))(account, service, on);
  await world.check('2026-11-18', growing);
  await world.check('2026-11-21', growing);
  expect(await world.incidents.active()).toMatchObject([{ state: 'open', announced: false }]);
  expect(await world.waiting()).toEqual(['day-one']);
  await world.check('2026-11-26', growing);
  expect(await world.incidents.active()).toMatchObject([{ announced: true }]);
  expect((await world.incidents.timeline(1)).at(-1)?.what).toMatch(/^grew to \+\$\d+ a day$/);
});

test('an incident ends once its cost is back to usual for two full days, not before', async () => {
  const world = checkWorld();
  const price = rise('2026-11-18', 200, '2026-11-22');
  await world.check('2026-11-18', price);
  await world.check('2026-11-20', price);
  await world.check('2026-11-23', price);
  expect(await world.incidents.active()).toMatchObject([{ state: 'open' }]);
  await world.check('2026-11-25', price);
  expect(await world.incidents.active()).toEqual([]);
  expect(await world.incidents.find(1)).toMatchObject({ state: 'resolved', resolvedAt: at('2026-11-25T08:00:00Z') });
});

test('a day that never arrived raises nothing and ends nothing', async () => {
  const world = checkWorld();
  const hole: Price = (account, service, on) => (on === '2026-11-18' ? undefined : usual(account, service));
  await world.check('2026-11-17', hole);
  for (const on of ['2026-11-19', '2026-11-20', '2026-11-21'])
    expect(await world.check(on, hole)).toMatchObject({ judged: true, found: 0 });
  expect(await world.incidents.active()).toEqual([]);
});

test('after days off a cause that began meanwhile is raised once, with the day it began', async () => {
  const world = checkWorld();
  await world.check('2026-11-08', rise('2026-11-12', 200));
  expect(await world.check('2026-11-18', rise('2026-11-12', 200))).toMatchObject({ opened: 1 });
  expect(await world.incidents.active()).toMatchObject([{ state: 'open', since: '2026-11-12' }]);
  expect(await world.check('2026-11-19', rise('2026-11-12', 200))).toMatchObject({ opened: 0 });
});

test('a day that AWS restates withdraws the finding, and the incident says so', async () => {
  const world = checkWorld();
  await world.check('2026-11-18', rise('2099-01-01', 0));
  await world.check('2026-11-20', rise('2026-11-18', 200));
  expect(await world.incidents.active()).toHaveLength(1);
  await world.check('2026-11-21', rise('2099-01-01', 0));
  expect(await world.incidents.active()).toEqual([]);
  expect((await world.incidents.timeline(1)).at(-1)?.what).toMatch(/^withdrawn: AWS restated/);
});

test('a check that was cut short before it was remembered raises nothing twice when it is made again', async () => {
  const world = checkWorld();
  await world.check('2026-11-18', rise('2099-01-01', 0));
  const before = await world.memory.recall('detection');
  await world.check('2026-11-20', rise('2026-11-18', 200));
  await world.memory.remember('detection', before);
  expect(await world.checkAgain()).toMatchObject({ found: 1, opened: 0 });
  expect(await world.incidents.active()).toHaveLength(1);
});
