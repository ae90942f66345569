import { describe, expect, test } from 'vitest';
import { micros } from '../../src/domain/money.ts';
import { AnomalyFailure } from '../../src/usecases/ports.ts';
import { cloudAnomaly } from '../demo/cloud/anomaly.ts';
import { at, day } from '../store/fixtures.ts';
import { anomalyWorld, riseOf } from './anomaly-world.ts';

const ID = cloudAnomaly().AnomalyId;
const impact = (TotalImpact: number) => ({ Impact: { MaxImpact: 103.5, TotalImpact } });
const NAMED = `AWS Cost Anomaly Detection has it too: anomaly ${ID}, $380 since 13 Nov`;

test('an anomaly of AWS’s joins the incident it is of, which names both', async () => {
  const world = await anomalyWorld();
  world.cloud.setAnomalies([cloudAnomaly()]);
  await world.open();
  await world.join();
  expect((await world.incidents.find(1))?.aws).toEqual({
    id: ID,
    payer: 'main',
    since: '2026-11-13',
    impact: micros(380.25),
  });
  expect(await world.told()).toEqual(['found', NAMED]);
});

test('its figures move from day to day, and it is named once', async () => {
  const world = await anomalyWorld();
  await world.open();
  for (const [instant, dollars] of [
    ['2026-11-17', 380],
    ['2026-11-18', 480],
    ['2026-11-19', 480],
  ] as const) {
    world.setTime(`${instant}T09:30:00Z`);
    world.cloud.setAnomalies([cloudAnomaly(impact(dollars))]);
    await world.join();
  }
  expect((await world.incidents.find(1))?.aws?.impact).toBe(micros(480));
  expect(await world.told()).toHaveLength(2);
});

test('the message that was posted is edited when an anomaly joins, and not while nothing moves', async () => {
  const world = await anomalyWorld();
  world.cloud.setAnomalies([cloudAnomaly()]);
  await world.open();
  const waiting = () => world.outbox.due(at('2099-01-01T00:00:00Z'), 0, 10);
  const sendAll = async () => {
    for (const delivery of await waiting()) {
      const token = await world.outbox.attempt(delivery, world.clock());
      await world.outbox.sent(delivery.id, token, { channel: 'C0COSTS', ts: '1700000000.000100' }, world.clock());
    }
  };
  await sendAll();
  await world.join();
  expect(await waiting()).toMatchObject([{ action: 'edit', message: { kind: 'alert', incidentId: 1 } }]);
  await sendAll();
  world.setTime('2026-11-18T09:30:00Z');
  await world.join();
  expect(await waiting()).toEqual([]);
});

test('joining changes neither state nor version, so that no button goes stale', async () => {
  const world = await anomalyWorld();
  world.cloud.setAnomalies([cloudAnomaly()]);
  await world.open();
  const before = await world.incidents.find(1);
  await world.join();
  expect({ ...(await world.incidents.find(1)), aws: undefined }).toEqual(before);
});

test('anomalies of none of ours are logged with their figures and raise nothing', async () => {
  const world = await anomalyWorld();
  const other = cloudAnomaly({
    AnomalyId: 'a2',
    RootCauses: [{ Service: 'Amazon Athena', LinkedAccount: '222233334444' }],
  });
  world.cloud.setAnomalies([other]);
  await world.open();
  await world.join();
  expect(await world.incidents.active()).toHaveLength(1);
  expect(world.entries).toMatchObject([
    { level: 'info', facts: { count: 1, anomalies: [{ id: 'a2', payer: 'main', impact: micros(380.25) }] } },
  ]);
});

describe('AWS is asked', () => {
  test('once a UTC day', async () => {
    const world = await anomalyWorld();
    await world.open();
    for (const instant of ['2026-11-17T09:30:00Z', '2026-11-17T23:59:00Z', '2026-11-18T00:01:00Z']) {
      world.setTime(instant);
      await world.join();
    }
    expect(world.asked()).toHaveLength(2);
  });

  test('only while something rises that is not over', async () => {
    const world = await anomalyWorld();
    await world.join();
    await world.open(riseOf({ kind: 'drop', cause: 'drop|x' }));
    await world.join();
    expect(world.asked()).toEqual([]);
    await world.open();
    await world.join();
    expect(world.asked()).toHaveLength(1);
  });

  test('from the day before the oldest incident, or as far back as AWS keeps', async () => {
    const world = await anomalyWorld();
    await world.open();
    await world.join();
    world.setTime('2026-11-18T09:30:00Z');
    await world.open(riseOf({ cause: 'rise|old', since: day('2026-06-01') }));
    await world.join();
    expect(world.asked().map(({ input }) => input)).toMatchObject([
      { DateInterval: { StartDate: '2026-11-12', EndDate: '2026-11-17' } },
      { DateInterval: { StartDate: '2026-08-20', EndDate: '2026-11-18' } },
    ]);
  });

  test('for every page, each of them metered as paid', async () => {
    const world = await anomalyWorld();
    const small = [1, 2, 3, 4].map((i) => cloudAnomaly({ AnomalyId: `a${i}`, ...impact(i) }));
    world.cloud.setAnomalies([...small, cloudAnomaly()]);
    await world.open();
    await world.join();
    expect(world.asked()).toHaveLength(3);
    expect(await world.meter.spentOn(day('2026-11-17'))).toEqual({ requests: 3, cost: micros(0.03) });
    expect((await world.incidents.find(1))?.aws?.id).toBe(ID);
  });

  test('never above the day’s cap; what is cut short is asked again the next day', async () => {
    const world = await anomalyWorld();
    world.cloud.setAnomalies([1, 2, 3].map((i) => cloudAnomaly({ AnomalyId: `a${i}` })));
    await world.open();
    await world.join({ requestsPerDay: 1 });
    await world.join({ requestsPerDay: 1 });
    expect(world.asked()).toHaveLength(1);
    expect((await world.incidents.find(1))?.aws).toBeUndefined();
    expect(world.words()).toContainEqual(expect.stringMatching(/^info: .*cap on requests/));
    world.setTime('2026-11-18T09:30:00Z');
    await world.join();
    expect((await world.incidents.find(1))?.aws).toBeDefined();
  });

  test('no longer where it gives the same page twice', async () => {
    const world = await anomalyWorld();
    await world.open();
    let asked = 0;
    const circle = {
      payer: 'main',
      feedback: async () => {},
      anomalies: async () => ({ found: [], nextToken: `t${++asked % 2}` }),
    };
    await world.join({ sources: [circle] });
    expect(asked).toBe(3);
    expect(world.entries).toMatchObject([
      { level: 'warn', facts: { reason: expect.stringMatching(/same page twice/) } },
    ]);
  });
});

describe('trouble with AWS', () => {
  test('that is a missing permission is said once, as information, and tried once a day', async () => {
    const world = await anomalyWorld();
    world.cloud.deny('ce:GetAnomalies');
    await world.open();
    for (const on of ['17', '17', '18']) {
      world.setTime(`2026-11-${on}T09:30:00Z`);
      await world.join();
    }
    expect(world.asked()).toHaveLength(2);
    expect(world.words()).toEqual(['info: Billhook is not allowed to read AWS Cost Anomaly Detection']);
    expect(await world.meter.spentOn(day('2026-11-17'))).toMatchObject({ requests: 0 });
    world.cloud.allow('ce:GetAnomalies');
    world.cloud.setAnomalies([cloudAnomaly()]);
    world.setTime('2026-11-19T09:30:00Z');
    await world.join();
    expect((await world.incidents.find(1))?.aws?.id).toBe(ID);
  });

  test('that passes is a warning, costs nothing, and is tried again at the next run', async () => {
    const world = await anomalyWorld();
    world.cloud.setAnomalies([cloudAnomaly()]);
    world.cloud.faults.add({ operation: 'GetAnomalies', kind: 'throttle', times: 3 });
    await world.open();
    await world.join();
    expect(world.words()).toEqual(['warn: AWS Cost Anomaly Detection could not be read']);
    await world.join();
    expect((await world.incidents.find(1))?.aws?.id).toBe(ID);
    expect(await world.meter.spentOn(day('2026-11-17'))).toMatchObject({ requests: 1 });
  });

  test('of one payer leaves the others alone', async () => {
    const world = await anomalyWorld();
    world.cloud.setAnomalies([cloudAnomaly()]);
    await world.open();
    const down = {
      payer: 'down',
      feedback: async () => {},
      anomalies: () => Promise.reject(new AnomalyFailure('down', false)),
    };
    await world.join({ sources: [down, ...world.sources] });
    expect((await world.incidents.find(1))?.aws).toMatchObject({ id: ID, payer: 'main' });
  });
});
