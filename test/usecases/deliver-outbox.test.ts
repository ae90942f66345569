import path from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startWorkspace } from '../../src/demo/workspace/index.ts';
import type { IncidentChange } from '../../src/domain/incident-changes.ts';
import { step } from '../../src/domain/lifecycle.ts';
import { incidentSubject, type Message } from '../../src/domain/message.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { deliverOutbox } from '../../src/usecases/deliver-outbox.ts';
import type { IncidentStep } from '../../src/usecases/ports.ts';
import { findingOf, folderForTest, storeForTest } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const GRACE = 15_000;
const HOUR = 3_600_000;
const opening = (cause: string, channel: string): IncidentChange => ({
  change: 'open',
  finding: findingOf(cause, 80),
  old: false,
  channel,
  named: false,
  note: 'found',
});
const NOTE: Message = {
  kind: 'note',
  incidentId: 1,
  note: { note: 'reopened', why: 'by-hand', by: 'U0DANA', perDay: findingOf('x', 80).perDay },
};

/** The outbox against a simulated Slack. Real time runs only where `settle` and `wait` say so. */
async function deliveryWorld(file = ':memory:', known?: Awaited<ReturnType<typeof startWorkspace>>) {
  const workspace = known ?? (await startWorkspace());
  if (!known) onTestFinished(() => workspace.close());
  const ports = portsFor('2026-11-20T08:00:00Z', storeForTest(file));
  let passed = 0;
  let stopping = false;
  const client = createWebClient(workspace.botToken, workspace.apiUrl, 500);
  const deps = {
    ...ports,
    realClock: () => new Date(Date.now() + passed),
    graceMs: GRACE,
    stopping: () => stopping,
    chat: createMessenger(client, 'UTC', ports.log),
  };
  return {
    ...ports,
    workspace,
    client,
    realClock: deps.realClock,
    open: (...changes: IncidentChange[]) => ports.incidents.commit(changes, ports.clock()),
    act: (next: Partial<IncidentStep>, by = 'U0DANA') =>
      ports.incidents.step(
        1,
        (incident) => {
          const taken = step(incident, { do: 'acknowledge' }, { by, at: ports.clock(), saw: undefined });
          return { incident: taken.done ? taken.incident : incident, ...next };
        },
        ports.clock(),
      ),
    stop: () => {
      stopping = true;
    },
    run: () => deliverOutbox(deps),
    /** Lets time pass and sends what is due, as often as anything is. */
    async settle(ms: number) {
      passed += ms;
      for (let round = 0; round < 20 && (await deliverOutbox(deps)) > 0; round++) passed += 1000;
    },
    wait: (ms: number) => {
      passed += ms;
    },
    troubles: () => ports.outbox.troubles(new Date(0)),
    calls: (method: string) => workspace.calls.filter((call) => call.method === method),
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
    expect(await world.troubles()).toEqual([]);
  },
);

test.each(['error-500', 'drop-before', 'drop-after'] as const)(
  'after %s a reply is looked for in its thread, and stands there once',
  async (kind) => {
    const world = await deliveryWorld();
    await world.open(opening('rise|a', COSTS));
    await world.settle(0);
    world.workspace.faults.add({ method: 'chat.postMessage', kind, times: 1 });
    await world.act({ reply: { subject: 'note:1', message: NOTE } });
    await world.settle(2000);
    await world.settle(GRACE);
    const [alert, ...replies] = world.workspace.messages(COSTS);
    expect(replies).toMatchObject([{ thread_ts: alert?.ts }]);
    expect(world.calls('conversations.replies')).toMatchObject([{ args: { ts: alert?.ts }, ok: true }]);
    expect(world.calls('conversations.history')).toEqual([]);
    expect(await world.troubles()).toEqual([]);
  },
);

test('a reply waits for its message and goes into its thread', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  await world.act({ reply: { subject: 'note:1', message: NOTE } });
  await world.act({ reply: { subject: 'details:1', message: { kind: 'details', incidentId: 1 } } });
  await world.run();
  await world.settle(3000);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  await world.settle(GRACE);
  const [alert, ...replies] = world.workspace.messages(COSTS);
  expect(replies.map(({ thread_ts }) => thread_ts)).toEqual([alert?.ts, alert?.ts]);
});

test('a message that arrived without an answer is edited afterwards like any other', async () => {
  const world = await deliveryWorld();
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  await world.open(opening('rise|a', COSTS));
  await world.run();
  await world.act({});
  await world.settle(GRACE);
  await world.settle(5000);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  expect(JSON.stringify(world.workspace.messages(COSTS)[0]?.blocks)).toContain('<@U0DANA>');
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

test('a Slack that cannot be reached for days is not given up', async () => {
  const world = await deliveryWorld();
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-before', times: 1 });
  world.workspace.faults.add({ method: 'conversations.history', kind: 'error-500', times: 30 });
  await world.open(opening('rise|a', COSTS));
  await world.run();
  for (let hours = 0; hours < 30; hours++) await world.settle(HOUR);
  expect(await world.troubles()).toMatchObject([{ refused: false, givenUp: false }]);
  await world.settle(HOUR);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
});

test.each(['chat.postMessage', 'conversations.history'])('Retry-After of %s is kept to', async (method) => {
  const world = await deliveryWorld();
  if (method !== 'chat.postMessage')
    world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-before', times: 1 });
  world.workspace.faults.add({ method, kind: 'rate-limit', retryAfterSeconds: 600, times: 1 });
  await world.open(opening('rise|a', COSTS));
  await world.run();
  await world.settle(GRACE);
  const before = world.workspace.calls.length;
  await world.settle(560_000);
  expect(world.workspace.calls).toHaveLength(before);
  await world.settle(60_000);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
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
  await again.outbox.wake();
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
  for (const one of [first, second]) if (one) await world.outbox.attempt(one, new Date());
  const metadata = { event_type: 'billhook_delivery', event_payload: { delivery_id: first?.id ?? '' } };
  await world.client.chat.postMessage({ channel: COSTS, text: 'sent before the crash', metadata });
  world.store.$client.close();
  const again = await deliveryWorld(file, world.workspace);
  await again.settle(GRACE);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  expect(world.workspace.messages('C0OPS')).toHaveLength(1);
});

test('two processes that send one outbox say each message once', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const one = await deliveryWorld(file);
  const other = await deliveryWorld(file, one.workspace);
  const channels = ['C0OPS', COSTS, 'C0PAYMENTS', 'C0LEADS'];
  await one.open(...channels.map((channel, i) => opening(`rise|${i}`, channel)));
  await Promise.all([one.run(), other.run(), one.run(), other.run()]);
  expect(channels.map((channel) => one.workspace.messages(channel).length)).toEqual([1, 1, 1, 1]);
  expect(one.posts()).toBe(4);
});

test('a channel that refuses is kept with the reason and its mend, holds up no other, and gets its message once it can', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', 'C0RANDOM'), opening('rise|b', COSTS));
  await world.settle(0);
  expect(world.workspace.messages(COSTS)).toHaveLength(1);
  expect(await world.troubles()).toMatchObject([
    { channel: 'C0RANDOM', reason: expect.stringContaining('/invite @billhook'), refused: true, givenUp: false },
  ]);
  world.workspace.channel('random').members.add('U0BILLHOOK');
  await world.settle(61_000);
  expect(world.workspace.messages('C0RANDOM')).toHaveLength(1);
  expect(await world.troubles()).toEqual([]);
});

test('what is refused is tried again ever less often, and after 24 hours it is undeliverable with what hangs on it', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', 'C0RANDOM'));
  await world.act({ reply: { subject: 'note:1', message: NOTE } });
  await world.run();
  const tries: number[] = [];
  for (let minute = 1; minute <= 25 * 60; minute++) {
    const before = world.posts();
    world.wait(60_000);
    await world.run();
    if (world.posts() > before) tries.push(minute);
  }
  const waits = tries.map((minute, i) => minute - (tries[i - 1] ?? 0));
  // A minute more or less: the run itself takes some milliseconds.
  for (const [i, wait] of waits.entries()) expect(wait).toBeGreaterThanOrEqual((waits[i - 1] ?? 1) - 1);
  expect(waits[0]).toBe(1);
  expect(waits.at(-1)).toBeGreaterThanOrEqual(29);
  expect(Math.max(...waits)).toBeLessThanOrEqual(31);
  expect(tries.at(-1)).toBeGreaterThanOrEqual(24 * 60);
  expect(tries.at(-1)).toBeLessThanOrEqual(24 * 60 + 31);
  expect(await world.troubles()).toMatchObject([{ channel: 'C0RANDOM', givenUp: true }]);
  expect(world.entries.filter(({ level }) => level === 'error')).toMatchObject([
    { facts: { channel: 'C0RANDOM', reason: expect.stringContaining('/invite') } },
  ]);
  world.workspace.channel('random').members.add('U0BILLHOOK');
  await world.settle(HOUR);
  expect(world.workspace.messages('C0RANDOM')).toEqual([]);
  const states = world.store.$client.prepare('SELECT state FROM outbox').pluck().all();
  expect(states).toEqual(['undeliverable', 'undeliverable']);
});

test('what is refused is tried at once at the next start', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const world = await deliveryWorld(file);
  await world.open(opening('rise|a', 'C0RANDOM'));
  await world.run();
  for (let i = 0; i < 6; i++) await world.settle(10 * 60_000);
  world.workspace.channel('random').members.add('U0BILLHOOK');
  world.store.$client.close();
  const again = await deliveryWorld(file, world.workspace);
  again.wait(HOUR + 5000);
  await again.run();
  expect(world.workspace.messages('C0RANDOM')).toEqual([]);
  await again.outbox.wake();
  await again.run();
  expect(world.workspace.messages('C0RANDOM')).toHaveLength(1);
});

test('a message that may have arrived in a channel the bot was put out of is given up after 24 hours too', async () => {
  const world = await deliveryWorld();
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
  await world.open(opening('rise|a', COSTS));
  await world.run();
  world.workspace.channel(COSTS).members.delete('U0BILLHOOK');
  for (let hours = 0; hours < 23; hours++) await world.settle(HOUR);
  expect(await world.troubles()).toMatchObject([{ reason: expect.stringContaining('/invite'), givenUp: false }]);
  for (let hours = 0; hours < 3; hours++) await world.settle(HOUR);
  expect(await world.troubles()).toMatchObject([{ givenUp: true }]);
  expect(world.posts()).toBe(1);
});

test.each([
  ['message_not_found', /deleted/],
  ['edit_window_closed', /edited/],
  ['cant_update_message', /edit/],
])('an edit that Slack answers with %s is given up at once', async (code, reason) => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  world.workspace.faults.add({ method: 'chat.update', kind: 'error', code });
  await world.act({});
  await world.settle(2000);
  await world.settle(HOUR);
  expect(world.calls('chat.update')).toHaveLength(1);
  expect(await world.troubles()).toMatchObject([{ reason: expect.stringMatching(reason), givenUp: true }]);
});

test('a reply to a message that was deleted is given up, and is not said in the channel', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  const [alert] = world.workspace.messages(COSTS);
  await world.client.chat.delete({ channel: COSTS, ts: alert?.ts ?? '' });
  await world.act({ reply: { subject: 'note:1', message: NOTE } });
  await world.settle(2000);
  await world.settle(HOUR);
  expect(world.workspace.messages(COSTS)).toEqual([]);
  expect(await world.troubles()).toMatchObject([
    { reason: expect.stringMatching(/edit|deleted/), givenUp: true },
    { reason: expect.stringMatching(/answers was deleted/), givenUp: true },
  ]);
});

test('an edit that Slack did not answer is said again', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  world.workspace.faults.add({ method: 'chat.update', kind: 'drop-before', times: 1 });
  await world.act({}, 'U0MIRA');
  await world.settle(2000);
  await world.settle(GRACE + 1000);
  expect(JSON.stringify(world.workspace.messages(COSTS)[0]?.blocks)).toContain('<@U0MIRA>');
  expect(await world.troubles()).toEqual([]);
});

test('once stopping, the message on its way is finished and no other is begun', async () => {
  const world = await deliveryWorld();
  const channels = ['C0OPS', COSTS, 'C0PAYMENTS'];
  world.workspace.faults.add({ method: 'chat.postMessage', kind: 'delay', ms: 100 });
  await world.open(...channels.map((channel, i) => opening(`rise|${i}`, channel)));
  const running = world.run();
  const sending = world.store.$client.prepare(`SELECT count(*) FROM outbox WHERE state = 'sending'`).pluck();
  await expect.poll(() => sending.get()).toBe(1);
  world.stop();
  expect(await running).toBe(1);
  expect(channels.flatMap((channel) => world.workspace.messages(channel))).toHaveLength(1);
  expect(world.posts()).toBe(1);
});

test('an incident that is gone makes its message undeliverable, and a list of several names those that are there', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS));
  await world.settle(0);
  const put = (subject: string, message: Message) =>
    world.outbox.put([{ subject, action: 'post', channel: 'C0OPS', message }], world.clock());
  await put(incidentSubject(99), { kind: 'alert', incidentId: 99 });
  await put('rest:99', { kind: 'rest', incidentIds: [99] });
  await put('rest:1,99', { kind: 'rest', incidentIds: [1, 99] });
  await world.settle(0);
  expect(world.workspace.messages('C0OPS')).toHaveLength(1);
  expect(JSON.stringify(world.workspace.messages('C0OPS'))).toContain('#1');
  expect(await world.troubles()).toMatchObject([{ channel: 'C0OPS', reason: expect.stringContaining('gone') }]);
});

test('a message that cannot be composed holds up no other and is tried again', async () => {
  const world = await deliveryWorld();
  await world.open(opening('rise|a', COSTS), opening('rise|b', 'C0OPS'));
  world.store.$client.exec(`UPDATE incidents SET finding = 'broken' WHERE id = 1`);
  await world.settle(0);
  expect(world.workspace.messages('C0OPS')).toHaveLength(1);
  expect(await world.troubles()).toMatchObject([{ channel: COSTS, refused: true, givenUp: false }]);
});
