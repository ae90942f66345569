import { describe, expect, test } from 'vitest';
import type { Day } from '../../src/domain/day.ts';
import { ORDINARY } from '../../src/domain/detection/sensitivity.ts';
import type { Deed } from '../../src/domain/lifecycle.ts';
import { micros } from '../../src/domain/money.ts';
import type { Note } from '../../src/domain/note.ts';
import { actOnIncident } from '../../src/usecases/act-on-incident.ts';
import { checkCosts } from '../../src/usecases/check-costs.ts';
import type { Detector } from '../../src/usecases/detector.ts';
import { at, day, sendAll } from '../store/fixtures.ts';
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
  const fill = async (on: string, price: Price) => {
    const eve = new Date(at(`${on}T00:00:00Z`).getTime() - 1).toISOString().slice(0, 10);
    ports.setTime(`${on}T08:00:00Z`);
    await fillLedger(ports.ledger, '2026-07-01', eve, price, [`${on}T07:00:00Z`]);
  };
  return {
    ...ports,
    async check(on: string, price: Price) {
      await fill(on, price);
      return checkCosts(deps);
    },
    checkAgain: () => checkCosts(deps),
    /** As `check`, while someone does something to the only incident: detection was asked by then, and has not answered. */
    async checkMeanwhile(on: string, price: Price, deed: Deed) {
      await fill(on, price);
      const detector: Detector = {
        judge: async (request) => {
          await this.does(deed, `${on}T08:00:00Z`);
          return ports.detector.judge(request);
        },
      };
      return checkCosts({ ...deps, detector });
    },
    waiting: async () => (await ports.outbox.due(at('2099-01-01T00:00:00Z'), 0, 100)).map(({ subject }) => subject),
    outboxRows: () => ports.store.$client.prepare('SELECT subject, action, channel FROM outbox').all(),
    /** What threads were told, in order. */
    notes: () =>
      ports.store.$client
        .prepare<[], { message: string }>('SELECT message FROM outbox WHERE thread IS NOT NULL ORDER BY rowid')
        .all()
        .map(({ message }) => (JSON.parse(message) as { note: Note }).note),
    /** What a person does to the only incident. */
    async does(deed: Deed, now: string) {
      ports.setTime(now);
      const known = await ports.incidents.find(1);
      const { refused } = await actOnIncident(ports, { id: 1, by: 'U0DANA', saw: known?.version ?? -1 }, deed);
      expect(refused).toBeUndefined();
    },
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

test('a bill that is late is said once, mutes everything, and is said to be over; then what began meanwhile is raised', async () => {
  const world = checkWorld();
  await world.check('2026-11-10', rise('2026-11-12', 200));
  const lateRows = () =>
    world.store.$client
      .prepare<[], { action: string; message: string }>(
        "SELECT action, message FROM outbox WHERE subject LIKE 'late-data:%'",
      )
      .all()
      .map(({ action, message }) => [action, JSON.parse(message).late]);
  await world.ledger.saveFailure('main', 'account/service', 'AWS is throttling', at('2026-11-13T07:00:00Z'));
  for (const now of ['2026-11-13T08:00:00Z', '2026-11-13T14:00:00Z', '2026-11-14T08:00:00Z', '2026-11-16T08:00:00Z']) {
    world.setTime(now);
    expect(await world.checkAgain()).toMatchObject({ judged: false });
  }
  expect(lateRows()).toEqual([
    ['post', { newest: '2026-11-09', reason: 'AWS is throttling', noticedAt: '2026-11-13T08:00:00.000Z' }],
  ]);
  expect(await world.incidents.active()).toEqual([]);
  expect(await world.check('2026-11-17', rise('2026-11-12', 200))).toMatchObject({ judged: true, opened: 1 });
  expect(lateRows()).toMatchObject([
    ['post', {}],
    ['edit', { overAt: '2026-11-17T08:00:00.000Z' }],
  ]);
});

test('three days without a newer day are not late, four are', async () => {
  const world = checkWorld();
  await world.check('2026-11-10', usual);
  world.setTime('2026-11-12T23:59:00Z');
  expect(await world.checkAgain()).toMatchObject({ judged: true });
  world.setTime('2026-11-13T00:00:00Z');
  expect(await world.checkAgain()).toMatchObject({ judged: false });
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
  await sendAll(world.outbox);
  await world.check('2026-11-23', price);
  expect(await world.incidents.active()).toMatchObject([{ state: 'open' }]);
  await world.check('2026-11-25', price);
  expect(await world.incidents.active()).toEqual([]);
  expect(await world.incidents.find(1)).toMatchObject({
    state: 'resolved',
    end: { how: 'calm', by: 'billhook', at: at('2026-11-25T08:00:00Z') },
  });
  expect(world.notes()).toMatchObject([{ note: 'resolved', how: 'calm' }]);
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

/** A rise that was found, posted and sent, after a quiet week. */
async function raised(price: Price) {
  const world = checkWorld();
  await world.check('2026-11-10', price);
  await world.check('2026-11-13', price);
  expect(await world.incidents.find(1)).toMatchObject({ state: 'open', announced: true });
  await sendAll(world.outbox);
  return world;
}

const mornings = (from: number, through: number) =>
  Array.from({ length: through - from + 1 }, (_, i) => `2026-11-${from + i}`);

describe('an incident that was resolved by hand', () => {
  test('and was mended stays closed', async () => {
    const price = rise('2026-11-11', 200, '2026-11-15');
    const world = await raised(price);
    await world.check('2026-11-14', price);
    await world.does({ do: 'resolve' }, '2026-11-14T12:00:00Z');
    for (const on of mornings(15, 25)) {
      await world.check(on, price);
      expect(await world.incidents.find(1), on).toMatchObject({
        state: 'resolved',
        end: { how: 'fixed', by: 'U0DANA' },
      });
    }
    expect(await world.incidents.active()).toEqual([]);
    expect(world.notes()).toMatchObject([{ note: 'resolved', how: 'fixed' }]);
  });

  test('and runs on is opened again when a whole day after is in the bill, not before, and once', async () => {
    const price = rise('2026-11-11', 200);
    const world = await raised(price);
    await world.check('2026-11-14', price);
    await world.does({ do: 'resolve' }, '2026-11-14T12:00:00Z');
    for (const on of ['2026-11-15', '2026-11-16']) {
      await world.check(on, price);
      expect(await world.incidents.find(1), on).toMatchObject({ state: 'resolved' });
    }
    for (const on of mornings(17, 20)) await world.check(on, price);
    expect(await world.incidents.active()).toMatchObject([
      { id: 1, state: 'open', askedAt: at('2026-11-17T08:00:00Z') },
    ]);
    expect(world.notes()).toMatchObject([{ note: 'resolved' }, { note: 'reopened', why: 'still-running' }]);
  });
});

describe('what someone expects', () => {
  const sale: Deed = { do: 'expect', reason: 'a sale', until: day('2026-11-18') };

  test('is silent, and closed when it ends as it was said to', async () => {
    const price = rise('2026-11-11', 200, '2026-11-19');
    const world = await raised(price);
    await world.does(sale, '2026-11-13T12:00:00Z');
    for (const on of mornings(14, 26)) await world.check(on, price);
    expect(await world.incidents.active()).toEqual([]);
    expect(await world.incidents.find(1)).toMatchObject({ state: 'resolved', end: { by: 'billhook' } });
    expect(world.notes()).toMatchObject([{ note: 'resolved' }]);
  });

  test('and runs on after its last day is opened again, once', async () => {
    const price = rise('2026-11-11', 200);
    const world = await raised(price);
    await world.does(sale, '2026-11-13T12:00:00Z');
    for (const on of mornings(14, 20)) await world.check(on, price);
    expect(await world.incidents.active()).toMatchObject([{ id: 1, state: 'expected' }]);
    expect(world.notes()).toEqual([]);
    for (const on of mornings(21, 24)) await world.check(on, price);
    expect(await world.incidents.active()).toMatchObject([{ id: 1, state: 'open' }]);
    expect(world.notes()).toMatchObject([{ note: 'reopened', why: 'expectation-over' }]);
  });

  test('for good is not raised again, and what goes far beyond it is', async () => {
    const price: Price = (account, service, on) =>
      rise('2026-11-11', 200)(account, service, on) === undefined
        ? undefined
        : (rise('2026-11-11', 200)(account, service, on) ?? 0) +
          (account === SHOP && service === LAMBDA && on >= '2026-11-26' ? 900 : 0);
    const world = await raised(price);
    await world.does({ do: 'expect', reason: 'a new product', until: undefined }, '2026-11-13T12:00:00Z');
    for (const on of mornings(14, 26)) await world.check(on, price);
    expect(world.notes()).toEqual([]);
    expect(await world.incidents.find(2)).toBeUndefined();
    for (const on of mornings(27, 30)) await world.check(on, price);
    expect((await world.incidents.active()).filter(({ state }) => state === 'open')).toMatchObject([{ id: 2 }]);
  });
});

describe('what is said while detection runs is left alone by that check', () => {
  const product: Deed = { do: 'expect', reason: 'a new product', until: undefined };
  const price = rise('2026-11-11', 200);
  const untouched = { judged: true, opened: 0, updated: 0, resolved: 0 };

  test('that it is expected', async () => {
    const world = await raised(price);
    const before = await world.incidents.find(1);
    expect(await world.checkMeanwhile('2026-11-14', price, product)).toMatchObject(untouched);
    expect(await world.incidents.active()).toMatchObject([{ id: 1, state: 'expected', finding: before?.finding }]);
  });

  test('that it no longer is: at the next check it runs on at its size', async () => {
    const world = await raised(price);
    await world.does(product, '2026-11-13T12:00:00Z');
    for (const on of mornings(14, 28)) await world.check(on, price);
    const before = await world.incidents.find(1);
    expect(await world.checkMeanwhile('2026-11-29', price, { do: 'unexpect' })).toMatchObject(untouched);
    expect(await world.incidents.find(1)).toMatchObject({ state: 'open', finding: before?.finding });
    await world.check('2026-11-30', price);
    const after = await world.incidents.find(1);
    expect(after).toMatchObject({ state: 'open', finding: { through: '2026-11-29' } });
    expect((after?.finding.perDay ?? 0) / 1e6).toBeCloseTo(200, -1.5);
    expect(world.notes()).toEqual([]);
  });
});

test('an incident that was over while no check was made ends at the next one, however many days that took', async () => {
  const price = rise('2026-11-11', 200, '2026-11-14');
  const world = await raised(price);
  await world.check('2026-11-14', price);
  await world.check('2026-12-10', price);
  expect(await world.incidents.active()).toEqual([]);
  expect(await world.incidents.find(1)).toMatchObject({ state: 'resolved', end: { how: 'calm', by: 'billhook' } });
  expect(world.notes()).toMatchObject([{ note: 'resolved', how: 'calm' }]);
});

test('a false alarm is not raised again, neither while it runs nor when it comes back', async () => {
  const price: Price = (account, service, on) =>
    rise('2026-11-11', 200, '2026-11-15')(account, service, on) === usual(account, service)
      ? rise('2026-11-26', 210)(account, service, on)
      : rise('2026-11-11', 200, '2026-11-15')(account, service, on);
  const world = await raised(price);
  await world.does({ do: 'false-alarm' }, '2026-11-13T12:00:00Z');
  for (const on of mornings(14, 30)) await world.check(on, price);
  expect(await world.incidents.active()).toEqual([]);
  expect(world.notes()).toMatchObject([{ note: 'resolved', how: 'false-alarm' }]);
});

test('a cost that comes back within 14 days is the same incident', async () => {
  const price: Price = (account, service, on) =>
    on < '2026-11-20'
      ? rise('2026-11-11', 200, '2026-11-14')(account, service, on)
      : rise('2026-11-22', 200)(account, service, on);
  const world = await raised(price);
  for (const on of mornings(14, 21)) await world.check(on, price);
  expect(await world.incidents.find(1)).toMatchObject({ state: 'resolved', end: { how: 'calm' } });
  for (const on of mornings(22, 26)) await world.check(on, price);
  expect(await world.incidents.active()).toMatchObject([{ id: 1, state: 'open' }]);
  expect(world.notes()).toMatchObject([{ note: 'resolved' }, { note: 'reopened', why: 'returned' }]);
});
