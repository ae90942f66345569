import { beforeEach, describe, expect, test } from 'vitest';
import type { Workspace, WorkspaceEvent } from '../../../src/demo/workspace/index.ts';
import { bareApp, call, workspaceFor } from './bare-app.ts';

const plain = (text: string) => ({ type: 'plain_text', text });
const option = (value: string) => ({ text: plain(value), value });
const options = [option('1h'), option('1d')];
const blocks = [
  {
    type: 'actions',
    block_id: 'tools',
    elements: [
      { type: 'button', action_id: 'take', value: 'a', text: plain('A') },
      { type: 'button', action_id: 'other', value: 'b', text: plain('B') },
      { type: 'static_select', action_id: 'snooze', options },
      { type: 'overflow', action_id: 'more', options },
      { type: 'datepicker', action_id: 'day', initial_date: '2026-11-17' },
      { type: 'users_select', action_id: 'owner' },
      { type: 'checkboxes', action_id: 'flags', options },
      { type: 'button', text: plain('no id of its own') },
    ],
  },
  {
    type: 'container',
    title: plain('Inside'),
    child_blocks: [
      { type: 'section', text: plain('x'), accessory: { type: 'button', action_id: 'deep', text: plain('D') } },
    ],
  },
];

describe('a click', () => {
  let workspace: Workspace;
  let ts: string;
  let heard: Record<string, unknown>[];
  const click = (actionId: string, more: object = {}) =>
    workspace.click({ user: 'dana', channel: 'cloud-costs', ts, actionId, ...more });

  beforeEach(async () => {
    workspace = await workspaceFor();
    heard = [];
    await bareApp(workspace, 'http', (app) =>
      app.action(/.*/, async ({ body, ack }) => {
        heard.push({ ...body });
        await ack();
      }),
    );
    const posted = await call(workspace, 'chat.postMessage', { channel: '#cloud-costs', text: 'x', blocks });
    ts = String(posted.ts);
  });

  test.each([
    ['a button', 'take', undefined, { value: 'a', text: plain('A') }],
    ['a menu', 'snooze', '1d', { selected_option: option('1d') }],
    ['an overflow menu', 'more', '1h', { selected_option: option('1h') }],
    ['a date', 'day', '2026-12-01', { selected_date: '2026-12-01' }],
    ['a person', 'owner', 'U0MIRA', { selected_user: 'U0MIRA' }],
    ['checkboxes', 'flags', ['1h', '1d'], { selected_options: options }],
    ['a button inside a container', 'deep', undefined, { text: plain('D') }],
  ])('on %s brings what was chosen', async (_, action_id, selected, chosen) => {
    expect(await click(action_id, selected === undefined ? {} : { selected })).toMatchObject({ acked: true });
    expect(heard).toMatchObject([{ actions: [{ action_id, action_ts: expect.any(String), ...chosen }] }]);
  });

  test('brings what every other element holds', async () => {
    await click('snooze', { selected: '1h' });
    expect(heard[0]?.state).toEqual({
      values: {
        tools: {
          snooze: { type: 'static_select', selected_option: option('1h') },
          day: { type: 'datepicker', selected_date: '2026-11-17' },
          owner: { type: 'users_select', selected_user: null },
          flags: { type: 'checkboxes', selected_options: [] },
        },
      },
    });
  });

  test('is refused where there is no such element, option, value or message', async () => {
    await expect(click('nothing')).rejects.toThrow('nothing with the action_id "nothing"');
    await expect(click('take', { value: 'b' })).rejects.toThrow('nothing with the action_id');
    await expect(click('snooze', { selected: '2w' })).rejects.toThrow('"2w" is not among the options');
    await expect(click('snooze')).rejects.toThrow('say what is chosen');
    await expect(click('take', { ts: '1.000100' })).rejects.toThrow('no message');
    await expect(click('take', { user: 'gus' })).rejects.toThrow('channel_not_found');
    await expect(workspace.click({ user: 'dana', viewId: 'V0', actionId: 'take' })).rejects.toThrow('no view');
    expect(heard).toEqual([]);
  });

  test('in a private channel or a direct message does not name the channel', async () => {
    for (const [channel, name] of [
      ['leads', 'privategroup'],
      [workspace.user('mira').id, 'directmessage'],
    ] as const) {
      const posted = await call(workspace, 'chat.postMessage', { channel, text: 'x', blocks });
      await workspace.click({ user: 'mira', channel, ts: String(posted.ts), actionId: 'take' });
      expect(heard.at(-1)).toMatchObject({ channel: { name } });
    }
  });

  test('in a private message brings no message, for no history has it', async () => {
    const user = workspace.user('dana').id;
    const channel = workspace.channel('cloud-costs').id;
    const posted = await call(workspace, 'chat.postEphemeral', { channel, user, text: 'x', blocks });
    await click('take', { ts: String(posted.message_ts) });
    expect(heard).toMatchObject([{ container: { is_ephemeral: true, message_ts: posted.message_ts } }]);
    expect(heard[0]).not.toHaveProperty('message');
  });
});

test('blocks and elements without an id are given one', async () => {
  const workspace = await workspaceFor();
  const posted = await call(workspace, 'chat.postMessage', { channel: '#ops', text: 'x', blocks });
  const stored = workspace.messages('ops')[0]?.blocks ?? [];
  expect(stored[0]).toMatchObject({ block_id: 'tools' });
  expect(stored[1]).toMatchObject({ block_id: expect.any(String), child_blocks: [{ block_id: expect.any(String) }] });
  expect(JSON.stringify(posted)).toContain('"text":"no id of its own"},"action_id":"');
});

test('whoever watches hears of everything from then on, until they stop', async () => {
  const workspace = await workspaceFor();
  const events: WorkspaceEvent['type'][] = [];
  const stop = workspace.on((event) => events.push(event.type));
  const channel = workspace.channel('ops').id;
  const user = workspace.user('dana').id;
  const { ts } = await call(workspace, 'chat.postMessage', { channel, text: 'x' });
  await call(workspace, 'chat.update', { channel, ts, text: 'y' });
  await call(workspace, 'chat.delete', { channel, ts });
  await call(workspace, 'chat.postEphemeral', { channel, user, text: 'x' });
  await call(workspace, 'views.publish', { user_id: user, view: { type: 'home', blocks: [] } });
  stop();
  workspace.shout({ user, channel, text: 'unheard' });
  const happened = ['message-posted', 'message-edited', 'message-deleted', 'private-posted', 'view-opened'];
  expect(events).toEqual(happened.flatMap((event) => [event, 'called']));
});

test('people and channels can be added', async () => {
  const workspace = await workspaceFor();
  const user = workspace.addUser({ name: 'ines', isRestricted: true });
  const channel = workspace.addChannel({ name: 'platform', members: ['ines'] });
  workspace.shout({ user: 'ines', channel: '#platform', text: 'here' });
  expect(workspace.messages(channel.id)).toMatchObject([{ user: user.id, text: 'here' }]);
  expect(() => workspace.addChannel({ name: 'x', members: ['nobody'] })).toThrow('user_not_found');
});
