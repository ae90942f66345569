import { expect, test } from 'vitest';
import { createFunctionSnapshots } from '../../src/store/function-snapshots.ts';
import type { FunctionConfiguration, LogTarget } from '../../src/usecases/ports.ts';
import { at, storeForTest } from './fixtures.ts';

const BRIDGE: LogTarget = {
  account: '444455556666',
  region: 'us-east-1',
  name: 'message-bridge',
  group: '/aws/lambda/message-bridge',
  kind: 'function',
};

function configuration(more: Partial<FunctionConfiguration> = {}): FunctionConfiguration {
  return {
    lastModified: at('2026-11-01T08:00:00Z'),
    memoryMb: 256,
    timeoutSeconds: 10,
    logLevel: undefined,
    codeHash: 'abc',
    role: 'arn:aws:iam::444455556666:role/bridge',
    reservedConcurrency: undefined,
    environment: new Map([
      ['B', 'hash of b'],
      ['A', 'hash of a'],
    ]),
    state: undefined,
    ...more,
  };
}

const hour = (number: number) => at(`2026-11-17T${String(number).padStart(2, '0')}:00:03Z`);

test('settings that stay are one row, seen until the last look; a change is another', async () => {
  const snapshots = createFunctionSnapshots(storeForTest());
  const renamed = configuration({ environment: new Map([['A', 'hash of a']]) });
  expect(await snapshots.keep([{ target: BRIDGE, configuration: configuration() }], hour(7))).toBe(1);
  // In another order they are the same, and what Lambda's list does not tell is not compared.
  const same = configuration({
    environment: new Map([...configuration().environment].reverse()),
    state: 'Active',
    reservedConcurrency: 3,
  });
  expect(await snapshots.keep([{ target: BRIDGE, configuration: same }], hour(8))).toBe(0);
  expect(await snapshots.keep([{ target: BRIDGE, configuration: renamed }], hour(9))).toBe(1);
  expect(await snapshots.keep([{ target: BRIDGE, configuration: renamed }], hour(10))).toBe(0);
  expect(await snapshots.of(BRIDGE)).toEqual([
    { takenAt: hour(7), seenAt: hour(8), settings: configuration() },
    { takenAt: hour(9), seenAt: hour(10), settings: renamed },
  ]);
});

test('a setting that comes back is a change too', async () => {
  const snapshots = createFunctionSnapshots(storeForTest());
  for (const [i, memoryMb] of [256, 512, 256].entries())
    await snapshots.keep([{ target: BRIDGE, configuration: configuration({ memoryMb }) }], hour(i));
  expect((await snapshots.of(BRIDGE)).map(({ settings }) => settings.memoryMb)).toEqual([256, 512, 256]);
});

test('functions of one name in other places are kept apart', async () => {
  const snapshots = createFunctionSnapshots(storeForTest());
  const places = [BRIDGE, { ...BRIDGE, region: 'eu-west-1' }, { ...BRIDGE, account: undefined }];
  const found = places.map((target, i) => ({ target, configuration: configuration({ memoryMb: i }) }));
  expect(await snapshots.keep(found, hour(7))).toBe(3);
  for (const [i, target] of places.entries())
    expect((await snapshots.of(target)).map(({ settings }) => settings.memoryMb)).toEqual([i]);
});

test('what was not seen for the time it is kept goes; what is still so stays, however old', async () => {
  const snapshots = createFunctionSnapshots(storeForTest());
  const gone = { ...BRIDGE, name: 'gone' };
  await snapshots.keep(
    [BRIDGE, gone].map((target) => ({ target, configuration: configuration() })),
    hour(1),
  );
  await snapshots.keep([{ target: BRIDGE, configuration: configuration() }], hour(9));
  await snapshots.forget(hour(8));
  expect(await snapshots.of(gone)).toEqual([]);
  expect(await snapshots.of(BRIDGE)).toHaveLength(1);
});

test('a clock that was set back changes nothing, nor does a look at the same instant', async () => {
  const snapshots = createFunctionSnapshots(storeForTest());
  await snapshots.keep([{ target: BRIDGE, configuration: configuration() }], hour(9));
  for (const late of [hour(8), hour(9)])
    expect(await snapshots.keep([{ target: BRIDGE, configuration: configuration({ memoryMb: 1 }) }], late)).toBe(0);
  expect(await snapshots.of(BRIDGE)).toEqual([{ takenAt: hour(9), seenAt: hour(9), settings: configuration() }]);
});
