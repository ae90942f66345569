import { expect, onTestFinished, test } from 'vitest';
import { ALL_SCOPES, type Fault, startWorkspace } from '../../src/demo/workspace/index.ts';
import { section, view } from '../../src/slack/blocks.ts';
import { createWebClient } from '../../src/slack/client.ts';
import { followAnswerView } from '../../src/slack/follow-answer.ts';
import { createFollowMessages } from '../../src/slack/follow-messages.ts';
import { mrkdwn } from '../../src/slack/mrkdwn.ts';
import type { FollowState } from '../../src/usecases/log-report.ts';
import type { ChatOutcome } from '../../src/usecases/ports.ts';
import { request, TARGET } from '../usecases/follow-world.ts';
import { logForTest } from '../usecases/world.ts';

const at = new Date('2026-11-17T13:10:00Z');

function stateOf(words: string): FollowState {
  const { question, zone } = request();
  const lines = [{ id: '1', at, stream: 's', text: words }];
  const seen = { lines, linesSoFar: 1, hidden: 0, updatedAt: at, until: at, trouble: undefined, ended: undefined };
  return { target: TARGET, question, by: 'U0DANA', zone, ...seen };
}

/** The adapter in a workspace with faults; a follow looks like its last line. */
async function messagesWorld(...faults: Fault[]) {
  const workspace = await startWorkspace();
  onTestFinished(() => workspace.close());
  for (const fault of faults) workspace.faults.add(fault);
  const client = createWebClient(workspace.botToken, workspace.apiUrl, 500);
  const { log, entries } = logForTest();
  const looksOf = ({ lines }: FollowState) => {
    const text = mrkdwn`${lines.at(-1)?.text ?? ''}`;
    if (text === 'broken') throw new TypeError('no such field');
    return view(text, section(text));
  };
  return { workspace, client, entries, messages: createFollowMessages(client, log, looksOf) };
}

function placeOf(outcome: ChatOutcome) {
  if (outcome.outcome !== 'sent') throw new Error(`not sent: ${outcome.outcome}`);
  return { channel: outcome.channel, ts: outcome.ts };
}

test('a direct message is opened, posted to and edited', async () => {
  const { workspace, messages } = await messagesWorld();
  const dana = workspace.user('dana').id;
  const place = placeOf(await messages.post({ user: dana }, stateOf('one')));
  expect(place.channel).toMatch(/^D/);
  expect(await messages.edit(place, stateOf('two'))).toEqual({ outcome: 'sent', ...place });
  expect(workspace.messages(place.channel)).toMatchObject([{ ts: place.ts, text: 'two' }]);
});

test('a thread is answered in, and the reply is edited', async () => {
  const { client, messages, workspace } = await messagesWorld();
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0OPS', text: 'an alert' });
  const place = placeOf(await messages.post({ thread: { channel: 'C0OPS', ts } }, stateOf('one')));
  await messages.edit(place, stateOf('two'));
  expect(workspace.messages('C0OPS').find((message) => message.ts === place.ts)).toMatchObject({
    thread_ts: ts,
    text: 'two',
  });
});

test('a message that was deleted is refused for good', async () => {
  const { messages } = await messagesWorld();
  expect(await messages.edit({ channel: 'C0OPS', ts: '1.000001' }, stateOf('two'))).toMatchObject({
    outcome: 'refused',
    final: true,
  });
});

test('what Slack asks to wait is told, and nothing is sent again', async () => {
  const { workspace, messages } = await messagesWorld({
    method: 'chat.update',
    kind: 'rate-limit',
    retryAfterSeconds: 7,
    times: 1,
  });
  expect(await messages.edit({ channel: 'C0OPS', ts: '1.0' }, stateOf('two'))).toEqual({
    outcome: 'rate-limited',
    retryAfterMs: 7000,
  });
  expect(workspace.calls).toHaveLength(1);
});

test('looks that Slack refuses are stepped down, and logged', async () => {
  const { workspace, messages, entries } = await messagesWorld({
    method: 'chat.postMessage',
    kind: 'error',
    code: 'invalid_blocks',
    times: 1,
  });
  const dana = workspace.user('dana').id;
  const place = placeOf(await messages.post({ user: dana }, stateOf('one')));
  expect(workspace.messages(place.channel)).toMatchObject([{ text: 'one' }]);
  expect(entries).toMatchObject([{ level: 'warn', facts: { code: 'invalid_blocks' } }]);
});

test('a missing scope is named', async () => {
  const { messages, workspace } = await messagesWorld();
  const without = ALL_SCOPES.filter((scope) => scope !== 'im:write');
  const poor = await startWorkspace({ scopes: without });
  onTestFinished(() => poor.close());
  const client = createWebClient(poor.botToken, poor.apiUrl, 500);
  const { post } = createFollowMessages(client, logForTest().log, () => ({ text: 'one', blocks: [] }));
  const dana = { user: workspace.user('dana').id };
  expect(await messages.post(dana, stateOf('one'))).toMatchObject({ outcome: 'sent' });
  expect(await post(dana, stateOf('one'))).toMatchObject({
    outcome: 'refused',
    reason: expect.stringContaining('im:write'),
  });
});

test('a follow that cannot be drawn is an outcome too, and logged whole', async () => {
  const { messages, entries, workspace } = await messagesWorld();
  expect(await messages.edit({ channel: 'C0OPS', ts: '1.0' }, stateOf('broken'))).toMatchObject({
    outcome: 'refused',
    final: false,
  });
  expect(workspace.calls).toEqual([]);
  expect(entries).toMatchObject([{ level: 'error' }]);
});

test('the answer says where the message is, or who has both follows and until when', () => {
  const zone = 'Europe/Berlin';
  const place = { channel: 'D0DANA', ts: '1.0' };
  expect(followAnswerView({ kind: 'following', place, until: at, zone }, at).text).toBe(
    'I keep a message up to date in our direct messages until 14:10 CET.',
  );
  const running = [
    { by: 'U0DANA', until: at },
    { by: 'U0MIRA', until: at },
  ];
  expect(followAnswerView({ kind: 'full', running, zone }, at).text).toBe(
    'No more than 2 follows run at once: <@U0DANA> until 14:10 CET, <@U0MIRA> until 14:10 CET. Ask again once one is over.',
  );
});
