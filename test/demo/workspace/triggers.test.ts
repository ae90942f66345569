import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../../src/demo/workspace/index.ts';
import { bareApp, call, workspaceFor } from './bare-app.ts';

const view = { type: 'modal', title: { type: 'plain_text', text: 'Why' }, blocks: [{ type: 'divider' }] };

/** The trigger_ids of as many commands. */
async function triggersIn(workspace: Workspace, count: number): Promise<string[]> {
  const triggers: string[] = [];
  await bareApp(workspace, 'http', (app) =>
    app.command('/cost', async ({ body, ack }) => {
      triggers.push(body.trigger_id);
      await ack();
    }),
  );
  for (let times = 0; times < count; times += 1)
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
  return triggers;
}

test('a trigger_id opens one modal and no more', async () => {
  const workspace = await workspaceFor();
  const [trigger_id] = await triggersIn(workspace, 1);
  expect(await call(workspace, 'views.open', { trigger_id, view })).toMatchObject({
    ok: true,
    view: { type: 'modal' },
  });
  expect(await call(workspace, 'views.open', { trigger_id, view })).toMatchObject({ error: 'exchanged_trigger_id' });
});

test('a trigger_id is good for 3 s of real time, whatever the clock of the workspace says', async () => {
  const workspace = await workspaceFor({ now: () => new Date('2026-11-17T09:00:00Z') });
  const [trigger_id] = await triggersIn(workspace, 1);
  await sleep(3_050);
  expect(await call(workspace, 'views.open', { trigger_id, view })).toMatchObject({ error: 'expired_trigger_id' });
});

test('modals lie on one another, and an external_id is there once', async () => {
  const workspace = await workspaceFor();
  const [first, second, third, fourth, fifth] = await triggersIn(workspace, 5);
  const named = { ...view, external_id: 'mine' };
  expect(await call(workspace, 'views.push', { trigger_id: first, view })).toMatchObject({ error: 'not_found' });
  expect(await call(workspace, 'views.open', { trigger_id: second, view: named })).toMatchObject({ ok: true });
  expect(await call(workspace, 'views.push', { trigger_id: third, view: named })).toMatchObject({
    error: 'duplicate_external_id',
  });
  for (const trigger_id of [fourth, fifth])
    expect(await call(workspace, 'views.push', { trigger_id, view })).toMatchObject({ ok: true });
  const [root, ...over] = workspace.modals('dana');
  expect(over.map((one) => one.rootId)).toEqual([root?.id, root?.id]);
});

test('a fourth modal on a heap is refused', async () => {
  const workspace = await workspaceFor();
  const triggers = await triggersIn(workspace, 4);
  const answers: unknown[] = [];
  for (const [index, trigger_id] of triggers.entries())
    answers.push((await call(workspace, index ? 'views.push' : 'views.open', { trigger_id, view })).error);
  expect(answers).toEqual([undefined, undefined, undefined, 'push_limit_reached']);
});

test('a trigger_id nobody gave is refused', async () => {
  const workspace = await workspaceFor();
  expect(await call(workspace, 'views.open', { trigger_id: '1.2', view })).toMatchObject({
    error: 'invalid_trigger_id',
  });
});

describe('a view', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await startWorkspace();
    return () => workspace.close();
  });

  test.each([
    ['a title over 24 characters', { title: { type: 'plain_text', text: 'x'.repeat(25) } }, '/view/title/text'],
    ['private_metadata over 3000 characters', { private_metadata: 'x'.repeat(3001) }, '/view/private_metadata'],
    ['a callback_id over 255 characters', { callback_id: 'x'.repeat(256) }, '/view/callback_id'],
    ['no title', { title: undefined }, '/view'],
    ['more than 100 blocks', { blocks: Array(101).fill({ type: 'divider' }) }, '/view/blocks'],
    ['a block for messages only', { blocks: [{ type: 'markdown', text: 'x' }] }, '/view/blocks/0/type'],
    ['an unknown field', { colour: 'red' }, '/view'],
  ])('with %s is refused', async (_, change, pointer) => {
    const answer = await call(workspace, 'views.open', { trigger_id: '1.2', view: { ...view, ...change } });
    expect(answer).toMatchObject({
      error: 'invalid_arguments',
      response_metadata: { messages: [expect.stringContaining(`[json-pointer:${pointer}]`)] },
    });
  });

  test('with an input but no submit button is refused', async () => {
    const element = { type: 'plain_text_input', action_id: 'a' };
    const blocks = [{ type: 'input', label: { type: 'plain_text', text: 'Why' }, element }];
    const answer = await call(workspace, 'views.open', { trigger_id: '1.2', view: { ...view, blocks } });
    expect(answer).toMatchObject({ error: 'invalid_arguments' });
  });

  test('is not changed by one who saw an older state of it', async () => {
    const user_id = workspace.user('dana').id;
    const home = { type: 'home', blocks: [{ type: 'divider' }] };
    const first = await call(workspace, 'views.publish', { user_id, view: home });
    expect(first).toMatchObject({ ok: true });
    expect(await call(workspace, 'views.publish', { user_id, view: home, hash: 'old' })).toMatchObject({
      error: 'hash_conflict',
    });
    expect(await call(workspace, 'views.update', { view_id: 'V0', view })).toMatchObject({ error: 'not_found' });
  });
});

test('closing a modal tells the app only if it asked', async () => {
  const workspace = await workspaceFor();
  const closed: string[] = [];
  const opened: string[] = [];
  await bareApp(workspace, 'socket', (one) => {
    one.command('/cost', async ({ ack, body, client }) => {
      await ack();
      const asked = { ...view, notify_on_close: body.text === 'notify', callback_id: 'c' };
      const answer = await client.apiCall('views.open', { trigger_id: body.trigger_id, view: asked });
      opened.push(String(answer.ok));
    });
    one.view({ callback_id: 'c', type: 'view_closed' }, async ({ ack, body }) => {
      closed.push(body.user.id);
      await ack();
    });
  });
  for (const text of ['', 'notify']) {
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost', text });
    await expect.poll(() => workspace.modals('dana').length).toBe(1);
    await workspace.closeView({ user: 'dana', viewId: workspace.modals('dana')[0]?.id ?? '' });
  }
  expect(closed).toEqual([workspace.user('dana').id]);
});
