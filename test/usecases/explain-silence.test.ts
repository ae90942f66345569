import { describe, expect, test } from 'vitest';
import { DATA } from '../../src/demo/scenario/accounts.ts';
import { explainSilence } from '../../src/usecases/explain-silence.ts';
import { at } from '../store/fixtures.ts';
import { silenceWorld, textOf } from './silence-world.ts';

const NOW = '2026-11-17T11:53:30Z';
const FROM = '2026-11-17T09:53:30Z';

/** Why message-bridge says nothing three hours after its story began, with the permissions that are left. */
async function story(...denied: readonly string[]) {
  const world = await silenceWorld(NOW);
  await world.lookAt(7, 8, 9, 10, 11);
  for (const action of denied) world.cloud.deny(action);
  return { world, silence: await world.ask(world.targetOf('message-bridge'), FROM) };
}

test('the story: message-bridge runs and says nothing, and who renamed which variable is told', async () => {
  const { world, silence } = await story();
  expect(textOf(silence)).toEqual([
    'message-bridge runs but has said nothing for 3 h 13 min. Likely: its environment changed at 09:38.',
    'Last line: Tue 17 Nov 09:40:07 CET (08:40 UTC); usual gap ≤ 5 min',
    'Invoked: 60 an hour, usual 60 · errors 0 · throttles 0 · trigger enabled',
    'Duration: p50 3 ms, usual 242 ms: it returns before doing its work',
    'Change: 09:38 (08:38 UTC) UpdateFunctionConfiguration by ana.k (console); matches in time, not proven',
    'names: − BRIDGE_TARGET_URL  + BRIDGE_URL (same value; snapshots 09:00, 10:00; values never kept)',
    'Not it: log group present and readable; log level, code, concurrency unchanged',
    'Not checked: queue depth (needs sqs:GetQueueAttributes)',
  ]);
  expect(silence).toMatchObject({ isFinding: true, lastOwnAt: at('2026-11-17T08:40:07.406Z') });
  expect(world.entries).toEqual([]);
});

test('two days later the last line is found by samples, and in a few requests', async () => {
  const world = await silenceWorld('2026-11-19T12:30:00Z');
  const before = world.cloud.requests.length;
  const silence = await world.ask(world.targetOf('message-bridge'), '2026-11-19T12:15:00Z');
  expect(textOf(silence).slice(0, 2)).toEqual([
    'message-bridge runs but has said nothing for 2 d 3 h. Likely: its configuration changed on Tue 17 Nov at 09:38.',
    'Last line: Tue 17 Nov 09:40:07 CET (08:40 UTC), by samples; usual gap ≤ 5 min',
  ]);
  expect(
    world.cloud.requests.slice(before).filter(({ operation }) => operation === 'FilterLogEvents').length,
  ).toBeLessThan(30);
});

test('a window that is over is told as past', async () => {
  const world = await silenceWorld('2026-11-17T18:00:00Z');
  const silence = await world.ask(world.targetOf('message-bridge'), FROM, NOW);
  expect(silence?.headline).toBe(
    'message-bridge ran but had said nothing for 3 h 13 min when that window ended. Likely: its configuration changed at 09:38.',
  );
});

test('a disabled trigger is named as what it is', async () => {
  const world = await silenceWorld('2026-11-18T14:00:00Z');
  const silence = await world.ask(world.targetOf('returns-import'), '2026-11-18T12:00:00Z');
  expect(silence?.headline).toMatch(
    /^returns-import has said nothing for 2 h \d+ min: nothing invokes it\. Its trigger queue returns-inbox is disabled\. Likely: its trigger was changed at 12:25\.$/,
  );
  expect(textOf(silence)).toContainEqual(
    expect.stringMatching(/^Change: 12:25 \(11:25 UTC\) UpdateEventSourceMapping by jo\.berg/),
  );
});

test('a function that runs without a log group is told so, though nothing could be read', async () => {
  const world = await silenceWorld(NOW);
  const silence = await world.ask(world.targetOf('stock-audit'), FROM);
  expect(silence?.headline).toMatch(/^stock-audit runs, but its log group \/aws\/lambda\/stock-audit does not exist\./);
  expect(silence?.isFinding).toBe(true);
});

test('a function that is gone is told as that', async () => {
  const world = await silenceWorld(NOW);
  const group = '/aws/lambda/order-mailer';
  const silence = await world.ask(world.targetOf(group, { group, kind: 'group' }), FROM);
  expect(silence?.headline).toBe('order-mailer has said nothing in this window: there is no such function any more.');
});

test('a nightly job is quiet by day, as usual', async () => {
  const world = await silenceWorld(NOW);
  const silence = await world.ask(world.targetOf('nightly-report', { account: DATA }), FROM);
  expect(silence?.headline).toBe(
    'nightly-report has said nothing for 9 h 37 min; quiet, as usual: its gaps reach 24 h.',
  );
  expect(silence?.isFinding).toBe(false);
});

test('a job of every quarter of an hour is quiet in between', async () => {
  const world = await silenceWorld('2026-11-17T11:58:00Z');
  const silence = await world.ask(world.targetOf('usage-export', { account: DATA }), '2026-11-17T11:51:00Z');
  expect(silence).toMatchObject({
    isFinding: false,
    headline: expect.stringMatching(/quiet, as usual: its gaps reach 1[56] min\.$/),
  });
});

describe('where a permission is missing the rest is told', () => {
  test.each<[string, string]>([
    ['logs:DescribeLogGroups', 'its log group (needs logs:DescribeLogGroups)'],
    ['cloudwatch:GetMetricData', 'invocations, errors and durations (needs cloudwatch:GetMetricData)'],
    ['lambda:GetFunctionConfiguration', 'its settings as they are now (needs lambda:GetFunctionConfiguration)'],
    ['lambda:ListEventSourceMappings', 'its triggers (needs lambda:ListEventSourceMappings)'],
    ['cloudtrail:LookupEvents', 'changes and who made them (needs cloudtrail:LookupEvents)'],
  ])('without %s', async (action, words) => {
    const { silence } = await story(action);
    expect(silence?.headline).toMatch(
      /^message-bridge runs but has said nothing for 3 h 13 min\. Likely: its environment changed /,
    );
    expect(textOf(silence).find((line) => line.startsWith('Not checked: '))).toContain(words);
  });

  test('of them all', async () => {
    const { silence } = await story(
      'logs:DescribeLogGroups',
      'cloudwatch:GetMetricData',
      'lambda:GetFunctionConfiguration',
      'lambda:ListEventSourceMappings',
      'cloudtrail:LookupEvents',
    );
    expect(silence?.headline).toBe(
      'message-bridge runs but has said nothing for 3 h 13 min. Likely: its environment changed at 09:38.',
    );
  });

  test('but not of what refused the read itself', async () => {
    expect((await story('logs:FilterLogEvents')).silence).toBeUndefined();
  });
});

describe('nothing is explained', () => {
  test('where it wrote something itself in the window', async () => {
    const world = await silenceWorld('2026-11-17T08:00:00Z');
    expect(await world.ask(world.targetOf('message-bridge'), '2026-11-17T07:00:00Z')).toBeUndefined();
  });

  test('where the search was cancelled', async () => {
    const world = await silenceWorld(NOW);
    const target = world.targetOf('message-bridge');
    const window = { from: at(FROM), to: at(NOW) };
    const read = { lines: [], cut: 'cancelled' as const, readFrom: window.to, bytes: 0, pages: 0 };
    expect(await explainSilence(world, { target, window, zone: 'UTC', read })).toBeUndefined();
    const signal = AbortSignal.abort();
    const whole = { ...read, cut: undefined, readFrom: window.from };
    expect(await explainSilence(world, { target, window, zone: 'UTC', read: whole, signal })).toBeUndefined();
  });
});

test('an error that is not for people is logged, and no word of it is shown', async () => {
  const world = await silenceWorld(NOW);
  const functions = { ...world.functions, triggers: () => Promise.reject(new Error('a secret in its words')) };
  const target = world.targetOf('message-bridge');
  const window = { from: at(FROM), to: at(NOW) };
  const read = await world.logs.read({ target, window, pattern: undefined });
  const silence = await explainSilence({ ...world, functions }, { target, window, zone: 'UTC', read });
  expect(textOf(silence).join('\n')).toContain('its triggers (it failed; the log has why)');
  expect(textOf(silence).join('\n')).not.toContain('secret');
  expect(world.entries).toMatchObject([{ level: 'error' }]);
});
