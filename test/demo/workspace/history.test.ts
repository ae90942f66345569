import { beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../../src/demo/workspace/index.ts';
import { call } from './bare-app.ts';

describe('a channel’s history', () => {
  let workspace: Workspace;
  let channel: string;
  let posted: string[];
  const read = (args: object = {}, method = 'conversations.history') => call(workspace, method, { channel, ...args });
  const texts = (answer: Record<string, unknown>) =>
    Array.isArray(answer.messages) ? answer.messages.map((one) => one.text) : answer.error;

  beforeAll(async () => {
    workspace = await startWorkspace();
    channel = workspace.channel('ops').id;
    posted = ['a', 'b', 'c'].map((text) => workspace.shout({ user: 'dana', channel, text }).ts);
    await call(workspace, 'chat.postMessage', { channel, text: 'reply', thread_ts: posted[0] });
    await call(workspace, 'chat.postEphemeral', { channel, text: 'psst', user: workspace.user('dana').id });
    return () => workspace.close();
  });

  test('is newest first, without replies and private messages', async () => {
    expect(texts(await read())).toEqual(['c', 'b', 'a']);
  });

  test('names a thread by its first message, and replies come with it', async () => {
    const { messages } = await read({ latest: posted[0], inclusive: true });
    expect(messages).toMatchObject([{ text: 'a', reply_count: 1, thread_ts: posted[0] }]);
    expect(texts(await read({ ts: posted[0] }, 'conversations.replies'))).toEqual(['a', 'reply']);
    expect(await read({ ts: '1.000100' }, 'conversations.replies')).toMatchObject({ error: 'thread_not_found' });
  });

  test('takes bounds, which are in it only if asked', async () => {
    const [a, b, c] = posted;
    expect(texts(await read({ oldest: a, latest: c }))).toEqual(['b']);
    expect(texts(await read({ oldest: a, latest: c, inclusive: true }))).toEqual(['c', 'b', 'a']);
    expect(texts(await read({ oldest: b }))).toEqual(['c']);
  });

  test('comes in pages that follow one another', async () => {
    const first = await read({ limit: 2 });
    expect(texts(first)).toEqual(['c', 'b']);
    expect(first.has_more).toBe(true);
    const cursor = nextCursor(first);
    const second = await read({ limit: 2, cursor });
    expect(texts(second)).toEqual(['a']);
    expect(second.has_more).toBe(false);
    expect(await read({ cursor: 'x' })).toMatchObject({ error: 'invalid_cursor' });
    expect(await read({ limit: 0 })).toMatchObject({ error: 'invalid_arguments' });
  });

  test('has metadata only on request', async () => {
    const metadata = { event_type: 'alert', event_payload: { delivery: 'd1' } };
    const { ts } = await call(workspace, 'chat.postMessage', { channel, text: 'alert', metadata });
    const bounds = { oldest: ts, inclusive: true };
    expect((await read(bounds)).messages).not.toMatchObject([{ metadata }]);
    expect((await read({ ...bounds, include_all_metadata: true })).messages).toMatchObject([{ metadata }]);
    expect((await read({ ...bounds, include_all_metadata: 'true' })).messages).toMatchObject([{ metadata }]);
  });

  test('is closed to a bot that is not in the channel', async () => {
    expect(await read({ channel: workspace.channel('random').id })).toMatchObject({ error: 'not_in_channel' });
    expect(await read({ channel: 'ops' })).toMatchObject({ error: 'channel_not_found' });
  });
});

describe('the list of channels', () => {
  let workspace: Workspace;
  beforeAll(async () => {
    workspace = await startWorkspace();
    workspace.addChannel({ name: 'old', isArchived: true });
    workspace.addChannel({ name: 'hidden', isPrivate: true, botIsMember: false });
    workspace.addChannel({ name: 'with-partner', isExtShared: true });
    workspace.addChannel({ name: 'partner-invited', isPendingExtShared: true });
    return () => workspace.close();
  });
  const names = async (args: Record<string, unknown>) => {
    const { channels } = await call(workspace, 'conversations.list', args);
    return Array.isArray(channels) ? channels.map((one) => one.name ?? one.user) : undefined;
  };

  test('has what the bot can see of the kinds asked for', async () => {
    const open = ['cloud-costs', 'payments', 'ops', 'random'];
    expect(await names({})).toEqual([...open, 'old', 'with-partner', 'partner-invited']);
    expect(await names({ exclude_archived: true })).toEqual([...open, 'with-partner', 'partner-invited']);
    expect(await names({ types: 'private_channel' })).toEqual(['leads']);
    expect(await names({ types: 'im' })).toEqual(['dana', 'mira', 'gus'].map((name) => workspace.user(name).id));
    expect(await call(workspace, 'conversations.list', { types: 'club' })).toMatchObject({ error: 'invalid_types' });
  });

  test('comes in pages', async () => {
    const first = await call(workspace, 'conversations.list', { limit: 4 });
    expect(first.channels).toHaveLength(4);
    expect(await names({ limit: 4, cursor: nextCursor(first) })).toEqual(['old', 'with-partner', 'partner-invited']);
  });

  test('tells what a channel is, who is in it, and where a person is written to', async () => {
    const info = (name: string) =>
      call(workspace, 'conversations.info', { channel: workspace.channel(name).id }).then((one) => one.channel);
    expect(await info('random')).toMatchObject({ name: 'random', is_member: false, is_private: false });
    expect(await info('leads')).toMatchObject({ is_member: true, is_private: true });
    expect(await info('random')).toMatchObject({ is_ext_shared: false, is_pending_ext_shared: false });
    expect(await info('partner-invited')).toMatchObject({ is_ext_shared: false, is_pending_ext_shared: true });
    expect(await info('with-partner')).toMatchObject({ is_ext_shared: true, is_pending_ext_shared: false });
    expect(await info('old')).toMatchObject({ is_archived: true });
    const leads = { channel: workspace.channel('leads').id };
    expect(await call(workspace, 'conversations.members', leads)).toMatchObject({
      members: [workspace.user('mira').id, 'U0BILLHOOK'],
    });
    const opened = await call(workspace, 'conversations.open', { users: workspace.user('dana').id });
    expect(opened).toMatchObject({ channel: { id: 'D0DANA' } });
    expect(await call(workspace, 'conversations.open', { users: 'U0NONE' })).toMatchObject({ error: 'user_not_found' });
    expect(await call(workspace, 'conversations.open', { users: 'U0BILLHOOK' })).toMatchObject({
      error: 'cannot_dm_bot',
    });
    expect(await call(workspace, 'conversations.open', { users: 'U0DANA,U0MIRA' })).toMatchObject({
      error: 'method_not_supported_for_channel_type',
    });
    expect(await call(workspace, 'conversations.open', {})).toMatchObject({ error: 'users_list_not_supplied' });
  });

  test('hides from each person what is not theirs to see', async () => {
    const seen = (user: string) => workspace.channelsOf(user).map((one) => one.name);
    expect(seen('dana')).not.toContain('leads');
    expect(seen('mira')).toContain('leads');
    expect(seen('gus')).toEqual(['', 'payments']);
    expect(() => workspace.seenBy({ user: 'dana', channel: 'leads' })).toThrow('channel_not_found');
    expect(() => workspace.shout({ user: 'gus', channel: 'ops', text: 'hi' })).toThrow('channel_not_found');
    await expect(workspace.slash({ user: 'dana', channel: 'leads', command: '/cost' })).rejects.toThrow(
      'channel_not_found',
    );
  });
});

function nextCursor(answer: Record<string, unknown>): unknown {
  const metadata = answer.response_metadata;
  return typeof metadata === 'object' && metadata && 'next_cursor' in metadata ? metadata.next_cursor : undefined;
}
