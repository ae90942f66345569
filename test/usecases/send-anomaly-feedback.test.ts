import { expect, test } from 'vitest';
import { micros } from '../../src/domain/money.ts';
import { actOnIncident } from '../../src/usecases/act-on-incident.ts';
import { cloudAnomaly } from '../demo/cloud/anomaly.ts';
import { day } from '../store/fixtures.ts';
import { anomalyWorld } from './anomaly-world.ts';

const ID = cloudAnomaly().AnomalyId;
const EXPECT = { do: 'expect', reason: 'load test', until: undefined } as const;
const FALSE_ALARM = { do: 'false-alarm' } as const;

/** An incident that AWS has too; dana clicks as told. */
async function joined() {
  const world = await anomalyWorld();
  world.cloud.setAnomalies([cloudAnomaly()]);
  await world.open();
  await world.join();
  const click = async (deed: Parameters<typeof actOnIncident>[2]) => {
    const saw = (await world.incidents.find(1))?.version ?? 0;
    expect((await actOnIncident(world, { id: 1, by: 'U0DANA', saw }, deed)).refused).toBeUndefined();
  };
  const sent = () => world.asked('ProvideAnomalyFeedback').map(({ input }) => input);
  return { ...world, click, sent };
}

test.each([
  ['Expected', EXPECT, 'PLANNED_ACTIVITY', 'planned activity'],
  ['a false alarm', FALSE_ALARM, 'NO', 'it is none'],
] as const)('%s is told to AWS once, and the timeline says so', async (_, deed, answer, words) => {
  const world = await joined();
  await world.click(deed);
  await world.sendFeedback();
  await world.sendFeedback();
  expect(world.sent()).toEqual([{ AnomalyId: ID, Feedback: answer }]);
  expect((await world.incidents.find(1))?.aws).toMatchObject({ wanted: answer, sent: answer });
  expect((await world.told()).at(-1)).toBe(`AWS Cost Anomaly Detection was told of anomaly ${ID}: ${words}`);
});

test('what was called expected before AWS saw it is told once AWS has', async () => {
  const world = await anomalyWorld();
  await world.open();
  await actOnIncident(world, { id: 1, by: 'U0DANA', saw: 0 }, EXPECT);
  world.cloud.setAnomalies([cloudAnomaly()]);
  await world.join();
  await world.sendFeedback();
  expect(world.asked('ProvideAnomalyFeedback')).toMatchObject([{ input: { Feedback: 'PLANNED_ACTIVITY' } }]);
});

test('nothing is told unless the configuration allows it, and nothing where nobody said anything', async () => {
  const world = await joined();
  await world.sendFeedback();
  await world.click(EXPECT);
  await world.sendFeedback({ enabled: false });
  expect(world.sent()).toEqual([]);
});

test('the last word counts', async () => {
  const world = await joined();
  await world.click(EXPECT);
  await world.sendFeedback();
  await world.click(FALSE_ALARM);
  await world.sendFeedback();
  expect(world.sent()).toMatchObject([{ Feedback: 'PLANNED_ACTIVITY' }, { Feedback: 'NO' }]);
});

test.each([
  ['Expected', EXPECT, 'unexpect', 'PLANNED_ACTIVITY'],
  ['A false alarm', FALSE_ALARM, 'reopen', 'NO'],
] as const)(
  '%s that is taken back before AWS heard of it is not told; after that, AWS is told that it is one',
  async (_, deed, back, answer) => {
    const world = await joined();
    await world.click(deed);
    await world.click({ do: back });
    await world.sendFeedback();
    expect(world.sent()).toEqual([]);
    await world.click(deed);
    await world.sendFeedback();
    await world.click({ do: back });
    await world.sendFeedback();
    expect(world.sent()).toMatchObject([{ Feedback: answer }, { Feedback: 'YES' }]);
  },
);

test('what AWS was told elsewhere is not said again', async () => {
  const world = await anomalyWorld();
  world.cloud.setAnomalies([cloudAnomaly({ Feedback: 'PLANNED_ACTIVITY' })]);
  await world.open();
  await actOnIncident(world, { id: 1, by: 'U0DANA', saw: 0 }, EXPECT);
  await world.join();
  await world.sendFeedback();
  expect(world.asked('ProvideAnomalyFeedback')).toEqual([]);
});

test('a failure is logged with its mend and tried again at the next run', async () => {
  const world = await joined();
  await world.click(FALSE_ALARM);
  world.cloud.deny('ce:ProvideAnomalyFeedback');
  await world.sendFeedback();
  expect(world.entries.at(-1)).toMatchObject({
    level: 'warn',
    facts: { payer: 'main', anomaly: ID, answer: 'NO', reason: expect.stringMatching(/Add ce:ProvideAnomalyFeedback/) },
  });
  expect((await world.incidents.find(1))?.aws?.sent).toBeUndefined();
  world.cloud.allow('ce:ProvideAnomalyFeedback');
  await world.sendFeedback();
  expect((await world.incidents.find(1))?.aws?.sent).toBe('NO');
});

test('each answer is metered as paid, and none is sent above the day’s cap', async () => {
  const world = await joined();
  await world.click(EXPECT);
  await world.sendFeedback({ requestsPerDay: 1 });
  expect(world.sent()).toEqual([]);
  await world.sendFeedback();
  expect(await world.meter.spentOn(day('2026-11-17'))).toEqual({ requests: 2, cost: micros(0.02) });
});

test('an incident that was over for more than 30 days is left alone', async () => {
  const world = await joined();
  await world.click(FALSE_ALARM);
  world.setTime('2026-12-18T09:30:00Z');
  await world.sendFeedback();
  expect(world.sent()).toEqual([]);
});

test('a payer that the configuration no longer has is named', async () => {
  const world = await joined();
  await world.click(EXPECT);
  await world.sendFeedback({ sources: [] });
  expect(world.entries.at(-1)?.facts).toMatchObject({ payer: 'main', reason: expect.stringMatching(/no such payer/) });
});
