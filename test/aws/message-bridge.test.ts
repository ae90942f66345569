import { beforeAll, expect, onTestFinished, test } from 'vitest';
import { createFunctionMetrics } from '../../src/aws/function-metrics.ts';
import { createFunctions } from '../../src/aws/functions.ts';
import { createLogSource } from '../../src/aws/log-source.ts';
import { createChangeSource } from '../../src/aws/trail.ts';
import { startCloud } from '../../src/demo/cloud/index.ts';
import { createScenario } from '../../src/demo/scenario/index.ts';
import type { Scenario } from '../../src/demo/scenario/types.ts';
import { parseDay } from '../../src/domain/day.ts';
import { findTarget } from '../../src/domain/logs/find-target.ts';
import type { LogTarget } from '../../src/usecases/ports.ts';
import { clientsFor } from './scripted.ts';
import { simulatedTiming } from './timing.ts';

const NOW = new Date('2026-11-17T11:53:00Z');
const DAY_MS = 86_400_000;
const before = (ms: number) => ({ from: new Date(NOW.getTime() - ms), to: NOW });
const SHOP = '444455556666';
const PLACES = {
  regions: ['us-east-1', 'eu-west-1'],
  accountRole: 'arn:aws:iam::{account}:role/billhook-read',
  accounts: async () => [SHOP],
};
let scenario: Scenario;

beforeAll(() => {
  scenario = createScenario({ lastDay: parseDay('2026-11-17') });
});

/** The organisation, and all that reads functions of it. */
async function organisation() {
  const timing = simulatedTiming();
  const cloud = await startCloud({ scenario, now: () => NOW, elapsed: timing.now });
  onTestFinished(() => cloud.close());
  const clients = clientsFor(cloud.url);
  const functions = createFunctions(clients, PLACES, { salt: async () => 'salt', now: () => NOW });
  return {
    cloud,
    functions,
    logs: createLogSource(clients, PLACES, () => NOW, timing),
    metrics: createFunctionMetrics(clients, PLACES, () => NOW),
    trail: createChangeSource(clients, PLACES, timing),
    async found(name: string): Promise<LogTarget> {
      const match = findTarget((await functions.inventory()).targets, name);
      if (match.kind !== 'exact') throw new Error(`${name} is ${match.kind}`);
      return match.target;
    },
  };
}

test('what there is to know of a function is read with the role of its account', async () => {
  const { cloud, functions, logs, metrics, trail, found } = await organisation();
  const target = await found('message-bridge');
  expect(target).toMatchObject({ account: SHOP, region: 'us-east-1', group: '/aws/lambda/message-bridge' });
  const configuration = await functions.configuration(target);
  expect([...(configuration?.environment.keys() ?? [])]).toContain('BRIDGE_URL');
  expect(await functions.triggers(target)).toContainEqual({ what: 'queue bridge-inbox', enabled: true });
  expect(await logs.describe(target)).toMatchObject({ logClass: 'STANDARD', lastEventAt: expect.any(Date) });
  const slots = await metrics.series(target, before(DAY_MS / 8), 5);
  expect(slots.every(({ invocations, durationP50 = 0 }) => invocations > 0 && durationP50 < 10)).toBe(true);
  expect(await trail.changes(target, before(7 * DAY_MS))).toMatchObject({
    changes: [{ event: 'UpdateFunctionConfiguration20150331v2', actor: 'ana.k', through: 'console' }],
    readFrom: before(7 * DAY_MS).from,
  });
  // Nothing was asked faster than AWS takes it.
  expect(cloud.requests.filter(({ error }) => error?.startsWith('Throttling'))).toEqual([]);
});

test('a snapshot from the list has the same hashes as the configuration that is asked for', async () => {
  const { functions, found } = await organisation();
  const asked = await functions.configuration(await found('message-bridge'));
  const listed = new Map<string, ReadonlyMap<string, string>>();
  for await (const { target, configuration } of functions.snapshots())
    listed.set(target.name, configuration.environment);
  expect(listed.get('message-bridge')).toEqual(asked?.environment);
  expect(listed.size).toBeGreaterThan(5);
});

test.each<[string, (all: Awaited<ReturnType<typeof organisation>>, target: LogTarget) => Promise<unknown>]>([
  ['lambda:GetFunctionConfiguration', ({ functions }, target) => functions.configuration(target)],
  ['lambda:ListEventSourceMappings', ({ functions }, target) => functions.triggers(target)],
  ['cloudwatch:GetMetricData', ({ metrics }, target) => metrics.series(target, before(DAY_MS), 60)],
  ['cloudtrail:LookupEvents', ({ trail }, target) => trail.changes(target, before(DAY_MS))],
])('without %s the mend is said', async (action, ask) => {
  const all = await organisation();
  const target = await all.found('message-bridge');
  all.cloud.deny(action);
  await expect(ask(all, target)).rejects.toThrow(`Add ${action} to the bot's IAM policy`);
});

test('without lambda:ListFunctions the function is found by its group', async () => {
  const { cloud, functions, found } = await organisation();
  cloud.deny('lambda:ListFunctions');
  expect(await found('message-bridge')).toMatchObject({ kind: 'function', group: '/aws/lambda/message-bridge' });
  expect((await functions.inventory()).missing).toHaveLength(PLACES.regions.length);
});
