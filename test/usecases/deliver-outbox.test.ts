import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startWorkspace } from '../../src/demo/workspace/index.ts';
import type { IncidentChange } from '../../src/domain/incident-changes.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { deliverOutbox } from '../../src/usecases/deliver-outbox.ts';
import { findingOf, folderForTest, storeForTest } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const GRACE = 15_000;
const opening = (cause: string, channel: string): IncidentChange => ({
  change: 'open',
  finding: findingOf(cause, 80),
  state: 'open',
  channel,
  note: 'found',
});

/** The outbox against a simulated Slack. Real time runs only where `wait` says so. */
async function deliveryWorld(file = ':memory:', known?: Awaited<ReturnType<typeof startWorkspace>>) {
  const workspace = known ?? (await startWorkspace());
  if (!known) onTestFinished(() => workspace.close());
  const ports = portsFor('2026-11-20T08:00:00Z', storeForTest(file));
  let passed = 0;
  const realClock = () => new Date(Date.now() + passed);
  const deps = {
    ...ports,
    realClock,
    graceMs: GRACE,
    chat: createMessenger(createWebClient(workspace.botToken, workspace.apiUrl, 500), 'UTC', ports.log),
  };
  return {
    ...ports,
    workspace,
    open: (...changes: IncidentChange[]) => ports.incidents.commit(changes, ports.clock()),
    run: () => deliverOutbox(deps),
    /** Lets time pass and sends what is due, as often as anything is. */
    async settle(ms: number) {
      passed += ms;
      for (let round = 0; round < 20 && (await deliverOutbox(deps)) > 0; round++) passed += 1000;
    },
    wait: (ms: number) => {
      passed += ms;
    },
    posts: () => workspace.calls.filter(({ method }) => method === 'chat.postMessage').length,
  };
}

const COSTS = 'C0CLOUDCOSTS';

test('a message goes out once and carries its delivery id', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  await world.settle(60_000);
  const messages = world.workspace.messages(COSTS);
  expect(messages).toHaveLength(1);
  expect(messages[0]?.metadata).toMatchObject({
    event_payload: { delivery_id: expect.stringMatching(/^[\da-f-]{36}$/) },
  });
});

test.each(['error-500', 'drop-before', 'drop-after'] as const)(
  'after %s nothing is lost and nothing is said twice: it is looked for after the grace',
  async (kind) => {
    const world = await deliveryWorld();
    world.workspace.faults.add({ method: 'chat.postMessage', kind, times: 1 });
    await world.open(opening('rise|a', COSTS));
    await world.run();
    await world.settle(GRACE - 3000);
    expect(world.posts()).toBe(1);
    await world.settle(3000);
    expect(world.workspace.messages(COSTS)).toHaveLength(1);
    expect(world.posts()).toBe(kind === 'drop-after' ? 1 : 2);
    expect(await world.outbox.troubles()).toEqual([]);
  },
);

test('a message that arrived without an answer is edited afterwards like any other', async () => {
  const world = await deliveryWorld();
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  await world.open(opening('rise|a', COSTS));
  await world.run();
  await world.incidents.acknowledge(1, 'U0DANA', world.clock());
  await world.settle(GRACE);
  await world.settle(5000);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  expect(JSON.stringify(world.workspace.messages(COSTS)[0]?.blocks)).toContain('Acknowledged by <@U0DANA>');
});

test('while the channel cannot be looked into, nothing is posted again', async () => {
  const world = await deliveryWorld();
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  world.workspace.faults.add({ method: 'conversations.history', kind: 'error-500', times: 2 });
  await world.open(opening('rise|a', COSTS));
  await world.run();
  await world.settle(GRACE);
  await world.settle(GRACE);
  expect(world.posts()).toBe(1);
  await world.settle(GRACE + 1000);
  expect(world.posts()).toBe(1);
  expect(await world.outbox.nextDue(GRACE)).toBeUndefined();
});

test('Retry-After holds its channel, over a restart too, and no other', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const world = await deliveryWorld(file);
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'rate-limit', retryAfterSeconds: 30, times: 1 });
  await world.open(opening('rise|a', COSTS), opening('rise|b', COSTS), opening('rise|c', 'C0OPS'));
  await world.run();
  expect(world.workspace.messages('C0OPS')).toHaveLength(1);
  world.store.$client.close();
  const again = await deliveryWorld(file, world.workspace);
  await again.settle(28_000);
  expect(world.workspace.messages(COSTS)).toEqual([]);
  await again.settle(2_500);
  await again.settle(2_000);
  expect(world.workspace.messages(COSTS)).toHaveLength(2);
  expect(again.posts()).toBe(4);
});

test('a crash between the attempt and its mark loses nothing and repeats nothing', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const world = await deliveryWorld(file);
  await world.open(opening('rise|a', COSTS), opening('rise|b', 'C0OPS'));
  // The process died after Slack had stored the first message, and before the second was sent.
  const [first, second] = await world.outbox.due(new Date(), GRACE, 10);
  for (const one of [first, second]) await world.outbox.attempt(one?.id ?? '', new Date());
  const client = createWebClient(world.workspace.botToken, world.workspace.apiUrl);
  const metadata = { event_type: 'billhook_delivery', event_payload: { delivery_id: first?.id ?? '' } };
  await client.chat.postMessage({ channel: COSTS, text: 'sent before the crash', metadata });
  world.store.$client.close();
  const again = await deliveryWorld(file, world.workspace);
  await again.settle(GRACE);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  expect(world.workspace.messages('C0OPS')).toHaveLength(1);
});

test('a channel that refuses is kept with the reason and its mend, holds up no other, and gets its message once it can', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', 'C0RANDOM'), opening('rise|b', COSTS));
  await world.settle(0);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  expect(await world.outbox.troubles()).toMatchObject([
    { channel: 'C0RANDOM', reason: expect.stringContaining('/invite @billhook') },
  ]);
  world.workspace.channel('random').members.add('U0BILLHOOK');
  await world.settle(61_000);
  expect(world.workspace.messages('C0RANDOM')).toHaveLength(1);
  expect(await world.outbox.troubles()).toEqual([]);
});

test('a message whose looks Slack refuses goes out in plainer ones', async () => {
  const world = await deliveryWorld();
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'error', code: 'invalid_blocks', times: 3 });
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  const [message, ...others] = world.workspace.messages(COSTS);
  expect(others).toEqual([]);
  expect(message?.text).toContain('Nobody has it');
  expect(world.entries.filter(({ level }) => level === 'warn').length).toBeGreaterThan(0);
});

test('an edit that Slack did not answer is said again', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  world.workspace.faults.add({ method: 'chat.update', kind: 'drop-before', times: 1 });
  await world.incidents.acknowledge(1, 'U0MIRA', world.clock());
  await world.settle(2000);
  await world.settle(GRACE + 1000);
  expect(JSON.stringify(world.workspace.messages(COSTS)[0]?.blocks)).toContain('<@U0MIRA>');
  expect(JSON.stringify(world.workspace.messages(COSTS)[0]?.blocks)).not.toContain('"button"');
});
