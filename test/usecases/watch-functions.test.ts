import { expect, test } from 'vitest';
import { createFunctionSnapshots } from '../../src/store/function-snapshots.ts';
import { createMemory } from '../../src/store/memory.ts';
import { hashSalt } from '../../src/usecases/hash-salt.ts';
import type { FunctionConfiguration, Functions } from '../../src/usecases/ports.ts';
import { watchFunctions } from '../../src/usecases/watch-functions.ts';
import { at, storeForTest } from '../store/fixtures.ts';
import { silenceWorld } from './silence-world.ts';

const SETTINGS: FunctionConfiguration = {
  lastModified: undefined,
  memoryMb: 128,
  timeoutSeconds: 3,
  logLevel: undefined,
  codeHash: 'abc',
  role: undefined,
  reservedConcurrency: undefined,
  environment: new Map(),
  state: undefined,
};

test('of a function that stays the same one row is kept, of one that changes two; names and hashes only', async () => {
  const world = await silenceWorld('2026-11-17T12:00:00Z');
  await world.lookAt(7, 8, 9, 10);
  const [before, after, ...more] = await world.snapshots.of(world.targetOf('message-bridge'));
  expect(more).toEqual([]);
  expect(before).toMatchObject({ takenAt: at('2026-11-17T07:00:04Z'), seenAt: at('2026-11-17T08:00:04Z') });
  expect(after).toMatchObject({ takenAt: at('2026-11-17T09:00:04Z'), seenAt: at('2026-11-17T10:00:04Z') });
  expect([...(before?.settings.environment.keys() ?? [])].sort()).toEqual([
    'BRIDGE_QUEUE',
    'BRIDGE_TARGET_URL',
    'LOG_LEVEL',
  ]);
  for (const hash of after?.settings.environment.values() ?? []) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await world.snapshots.of(world.targetOf('checkout-api'))).toHaveLength(1);
});

test('says how many it saw, and how many of them are new', async () => {
  const world = await silenceWorld('2026-11-17T07:00:04Z');
  const first = await watchFunctions(world);
  expect(first).toMatch(/^Looked at (\d+) functions, \1 of them new or changed$/);
  world.setTime('2026-11-17T08:00:04Z');
  expect(await watchFunctions(world)).toMatch(/, 0 of them new or changed$/);
});

test('a place that refuses is logged and said, and is no failure: the next hour asks again', async () => {
  const world = await silenceWorld('2026-11-17T07:00:04Z');
  world.cloud.deny('lambda:ListFunctions');
  expect(await watchFunctions(world)).toMatch(/^Looked at 0 functions.*lambda:ListFunctions/);
  expect(world.entries).toMatchObject([{ level: 'warn', words: 'Not every function could be looked at' }]);
});

test('what was seen before a place refuses is kept, whole batches and the rest; any other failure is one', async () => {
  const world = await silenceWorld('2026-11-17T07:00:04Z');
  const functions = (end: () => void): Functions => ({
    ...world.functions,
    async *snapshots() {
      for (let i = 0; i < 1201; i++) yield { target: world.targetOf(`f${i}`), configuration: SETTINGS };
      end();
    },
  });
  expect(await watchFunctions({ ...world, functions: functions(() => undefined) })).toContain(
    'Looked at 1201 functions, 1201',
  );
  expect(await world.snapshots.of(world.targetOf('f1200'))).toHaveLength(1);
  const broken = functions(() => {
    throw new TypeError('a bug');
  });
  await expect(watchFunctions({ ...world, functions: broken })).rejects.toThrow('a bug');
});

test('after 90 days a snapshot that is not so any more goes', async () => {
  const world = await silenceWorld('2026-11-17T12:00:00Z');
  await world.lookAt(7, 8, 9);
  world.setTime('2027-02-15T08:30:00Z');
  await watchFunctions(world);
  const [first] = await world.snapshots.of(world.targetOf('message-bridge'));
  expect(first?.takenAt).toEqual(at('2026-11-17T09:00:04Z'));
});

test('the salt is made once in an installation’s life, and is another in each', async () => {
  const store = storeForTest();
  const salts = await Promise.all([hashSalt(createMemory(store)), hashSalt(createMemory(store))]);
  const later = await hashSalt(createMemory(store));
  expect(new Set([...salts, later]).size).toBe(1);
  expect(later).toMatch(/^[0-9a-f]{64}$/);
  expect(await hashSalt(createMemory(storeForTest()))).not.toBe(later);
  expect(
    await createFunctionSnapshots(store).of({
      account: undefined,
      region: 'x',
      name: 'y',
      group: 'z',
      kind: 'function',
    }),
  ).toEqual([]);
});
