import { expect, onTestFinished, test } from 'vitest';
import { type Fault, startWorkspace } from '../../src/demo/workspace/index.ts';
import type { View } from '../../src/slack/blocks.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { examineLooks } from '../../src/slack/examine-looks.ts';
import { stepsDown } from '../../src/slack/ladder.ts';
import { createMessenger } from '../../src/slack/messenger.ts';
import { samples } from '../../src/slack/views/samples.ts';
import type { Post } from '../../src/usecases/ports.ts';
import { logForTest } from '../usecases/world.ts';

const CHANNEL = 'C0OPS';
const POST: Post = {
  kind: 'late-data',
  late: { newest: undefined, reason: undefined, noticedAt: '', overAt: undefined },
};
const always = async () => true;
/** The words a reader sees first. */
const firstWords = ({ text }: View) => text.split('\n')[0]?.slice(0, 60) ?? '';

/** A messenger whose messages look like this, in a workspace with faults. */
async function messengerWorld(looks: View, ...faults: Fault[]) {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.close());
  for (const fault of faults) workspace.faults.add(fault);
  const client = createWebClient(workspace.botToken, workspace.apiUrl, 500);
  const { log, entries } = logForTest();
  const messenger = createMessenger(client, 'UTC', log, () => looks);
  return { workspace, client, messenger, entries, messages: () => workspace.messages(CHANNEL) };
}

const refusing = (method: string, times: number, code = 'invalid_blocks'): Fault => ({
  method,
  kind: 'error',
  code,
  times,
});

const kinds = [...samples()].flatMap(([kind, looks]) =>
  stepsDown(looks).map((step, refusals) => ({ kind, looks, step, refusals })),
);

test.each(kinds)('$kind, refused $refusals times, arrives in words, once', async ({ looks, step, refusals }) => {
  const world = await messengerWorld(looks, refusing('chat.postMessage', refusals));
  expect(await world.messenger.post(CHANNEL, POST, 'd1', undefined, always)).toMatchObject({ outcome: 'sent' });
  const [message, ...others] = world.messages();
  expect(others).toEqual([]);
  expect(firstWords(looks)).not.toBe('');
  expect(message?.text).toContain(firstWords(looks));
  expect((message?.blocks ?? []).map(({ type }) => type)).toEqual(step.blocks.map(({ type }) => type));
  expect(message?.metadata).toMatchObject({ event_payload: { delivery_id: 'd1' } });
  expect(world.entries.filter(({ facts }) => facts.code === 'invalid_blocks')).toHaveLength(refusals);
});

const [alert = { text: '', blocks: [] }] = samples().values();
const steps = stepsDown(alert).length;

test.each(['invalid_blocks_format', 'msg_blocks_too_long', 'msg_too_long', 'invalid_attachments', 'invalid_arguments'])(
  '%s is stepped down from too',
  async (code) => {
    const world = await messengerWorld(alert, refusing('chat.postMessage', steps - 1, code));
    await world.messenger.post(CHANNEL, POST, 'd1', undefined, always);
    expect(world.messages()).toHaveLength(1);
  },
);

test('an edit steps down too, and leaves no block of the message that it changes', async () => {
  const world = await messengerWorld(alert);
  const sent = await world.messenger.post(CHANNEL, POST, 'd1', undefined, always);
  world.workspace.faults.add(refusing('chat.update', steps - 1));
  const ts = sent.outcome === 'sent' ? sent.ts : '';
  expect(await world.messenger.edit(CHANNEL, ts, POST, always)).toMatchObject({ outcome: 'sent', ts });
  expect(world.messages()).toMatchObject([{ ts, text: alert.text }]);
  expect(world.messages()[0]).not.toHaveProperty('blocks');
});

test('a message refused in plain words too is refused like any other', async () => {
  const world = await messengerWorld(alert, refusing('chat.postMessage', 99));
  expect(await world.messenger.post(CHANNEL, POST, 'd1', undefined, always)).toEqual({
    outcome: 'refused',
    reason: expect.stringContaining('invalid_blocks'),
    final: false,
  });
  expect(world.workspace.calls).toHaveLength(steps);
});

test('each step is marked before it is tried, and none is tried that belongs to someone else by then', async () => {
  const world = await messengerWorld(alert, refusing('chat.postMessage', 99));
  let marks = 0;
  const twice = async () => ++marks < 2;
  expect(await world.messenger.post(CHANNEL, POST, 'd1', undefined, twice)).toMatchObject({ outcome: 'refused' });
  expect(world.workspace.calls).toHaveLength(2);
});

test('a step that gets no answer is not followed by a plainer one', async () => {
  const world = await messengerWorld(alert, refusing('chat.postMessage', 1), {
    method: 'chat.postMessage',
    kind: 'drop-after',
    times: 1,
  });
  expect(await world.messenger.post(CHANNEL, POST, 'd1', undefined, always)).toMatchObject({ outcome: 'unsure' });
  expect(world.messages()).toHaveLength(1);
});

test('a message is found by its delivery id in its channel, a reply in its thread, over several pages', async () => {
  const world = await messengerWorld(alert);
  const since = new Date();
  const parent = await world.messenger.post(CHANNEL, POST, 'd1', undefined, always);
  const thread = parent.outcome === 'sent' ? parent.ts : '';
  for (let i = 0; i < 250; i++) {
    world.workspace.shout({ user: 'dana', channel: CHANNEL, text: `${i}` });
    await world.client.chat.postMessage({ channel: CHANNEL, text: `${i}`, thread_ts: thread });
  }
  const reply = await world.messenger.post(CHANNEL, POST, 'd2', thread, always);
  const look = (id: string, within?: string) => world.messenger.lookFor(CHANNEL, id, since, within);
  expect(await look('d1')).toEqual(parent);
  expect(await look('d2', thread)).toEqual(reply);
  expect([await look('d2'), await look('d3', thread)]).toEqual([{ outcome: 'absent' }, { outcome: 'absent' }]);
  expect(await look('d2', '1.000001')).toMatchObject({ outcome: 'refused', final: true });
});

test('a look reads the time of its attempt, not all that was said since', async () => {
  const world = await messengerWorld(alert);
  const late = new Date(Date.now() - 2 * 3_600_000);
  await world.messenger.post(CHANNEL, POST, 'd1', undefined, always);
  expect(await world.messenger.lookFor(CHANNEL, 'd1', late, undefined)).toEqual({ outcome: 'absent' });
  expect(await world.messenger.lookFor(CHANNEL, 'd1', new Date(), undefined)).toMatchObject({ outcome: 'sent' });
});

test('doctor has Slack accept every kind of message', async () => {
  const world = await messengerWorld(alert);
  expect(await examineLooks(world.client, samples())).toEqual({
    what: 'Message looks',
    ok: true,
    words: `${samples().size} kinds accepted`,
  });
  expect(world.workspace.calls.map(({ method }) => method)).toEqual([...samples()].map(() => 'blocks.validate'));
});

test('doctor names the kind that Slack refuses, where and why', async () => {
  const world = await messengerWorld(alert);
  const bad: View = { text: '', blocks: [{ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(3001) } }] };
  const { ok, words } = await examineLooks(
    world.client,
    new Map([
      ['Alert', alert],
      ['Digest', bad],
    ]),
  );
  expect(ok).toBe(false);
  expect(words).toMatch(/Digest \(invalid_message \/blocks\/0\/text.*3001/);
  expect(words).not.toContain('Alert');
});

test.each(['unknown_method', 'missing_scope', 'not_allowed_token_type'])(
  'where Slack does not let the looks be checked (%s), doctor says so and finds no fault',
  async (code) => {
    const world = await messengerWorld(alert, refusing('blocks.validate', 99, code));
    expect(await examineLooks(world.client, samples())).toMatchObject({
      ok: true,
      words: expect.stringContaining('could not be checked'),
    });
  },
);
