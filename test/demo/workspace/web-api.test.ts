import { WebClient } from '@slack/web-api';
import { beforeAll, describe, expect, test } from 'vitest';
import { startWorkspace, type Workspace } from '../../../src/demo/workspace/index.ts';
import { call, workspaceFor } from './bare-app.ts';

const text = 'hello';

describe('the Web API', () => {
  let workspace: Workspace;
  let channel: string;
  beforeAll(async () => {
    workspace = await startWorkspace();
    channel = workspace.channel('ops').id;
    return () => workspace.close();
  });

  test('takes the token in the header or in a form, and tells the scopes', async () => {
    const form = new URLSearchParams({ token: workspace.botToken });
    const response = await fetch(`${workspace.apiUrl}auth.test`, { method: 'POST', body: form });
    expect(response.headers.get('x-oauth-scopes')?.split(',')).toContain('chat:write');
    expect(await response.json()).toMatchObject({ ok: true, user_id: 'U0BILLHOOK', bot_id: 'B0BILLHOOK' });
    expect(await call(workspace, 'auth.test')).toMatchObject({ ok: true });
  });

  test.each(['GET', 'POST'])('takes no token from the query string of a %s', async (method) => {
    const ask = async (headers: Record<string, string>) =>
      (await fetch(`${workspace.apiUrl}auth.test?token=${workspace.botToken}`, { method, headers })).json();
    expect(await ask({})).toEqual({ ok: false, error: 'not_authed' });
    expect(await ask({ authorization: `Bearer ${workspace.botToken}` })).toMatchObject({ ok: true });
    expect(await ask({ authorization: 'Bearer nonsense' })).toMatchObject({ error: 'invalid_auth' });
  });

  test('takes no token from a JSON body', async () => {
    const answer = await call(workspace, 'auth.test', { token: workspace.botToken }, '');
    expect(answer).toEqual({ ok: false, error: 'not_authed' });
  });

  test('refuses a missing, a wrong and another kind of token', async () => {
    expect(await call(workspace, 'auth.test', {}, '')).toEqual({ ok: false, error: 'not_authed' });
    expect(await call(workspace, 'auth.test', {}, 'nonsense')).toMatchObject({ error: 'invalid_auth' });
    const kind = { error: 'not_allowed_token_type' };
    expect(await call(workspace, 'auth.test', {}, workspace.appToken)).toMatchObject(kind);
    expect(await call(workspace, 'apps.connections.open')).toMatchObject(kind);
    expect(await call(workspace, 'apps.connections.open', {}, workspace.appToken)).toMatchObject({
      ok: true,
      url: expect.stringMatching(/^ws:/),
    });
  });

  test('refuses a method it does not know, and a body it cannot read', async () => {
    expect(await call(workspace, 'chat.shout')).toMatchObject({ error: 'unknown_method' });
    const post = async (type: string, body: string) =>
      (await fetch(`${workspace.apiUrl}api.test`, { method: 'POST', headers: { 'content-type': type }, body })).json();
    expect(await post('application/json', '{')).toMatchObject({ error: 'invalid_json' });
    expect(await post('application/json', '[]')).toMatchObject({ error: 'json_not_object' });
    expect(await post('text/plain', 'x')).toMatchObject({ error: 'invalid_post_type' });
    expect(await post('application/json', '{"a":1}')).toEqual({ ok: true, args: { a: 1 } });
  });

  test('keeps every request, without its token', async () => {
    await call(workspace, 'chat.postMessage', { channel: 'nowhere', text, token: workspace.botToken });
    expect(workspace.calls.at(-1)).toEqual({
      method: 'chat.postMessage',
      at: expect.any(Number),
      args: { channel: 'nowhere', text },
      ok: false,
      error: 'channel_not_found',
      status: 200,
    });
  });

  test.each([
    ['an unknown channel', { channel: 'C0NONE' }, 'channel_not_found'],
    ['no channel', {}, 'channel_not_found'],
    ['a channel it is not in', { channel: '#random' }, 'not_in_channel'],
    ['nothing to say', { channel: '#ops', text: '' }, 'no_text'],
    ['blocks that are no list', { channel: '#ops', blocks: 'none' }, 'invalid_blocks_format'],
    ['a thread that is not there', { channel: '#ops', thread_ts: '1.000100' }, 'thread_not_found'],
    ['metadata without a payload', { channel: '#ops', metadata: { event_type: 'a' } }, 'invalid_metadata_format'],
    [
      'metadata without a type',
      { channel: '#ops', metadata: { event_type: '', event_payload: {} } },
      'invalid_metadata_format',
    ],
    [
      'metadata over 8,000 characters',
      { channel: '#ops', metadata: { event_type: 'a', event_payload: { long: 'x'.repeat(8_000) } } },
      'metadata_too_large',
    ],
  ])('chat.postMessage with %s is refused', async (_, args, error) => {
    expect(await call(workspace, 'chat.postMessage', { text, ...args })).toMatchObject({ ok: false, error });
  });

  test.each(['chat.postMessage', 'chat.postEphemeral'])(
    '%s cuts text over 40,000 characters and says so',
    async (method) => {
      const post = (long: string) => call(workspace, method, { channel, user: workspace.user('mira').id, text: long });
      const seen = () => workspace.seenBy({ user: 'mira', channel: 'ops' }).at(-1)?.text;
      const whole = `${'€'.repeat(39_999)}😀`;
      expect(await post(whole)).not.toHaveProperty('warning');
      expect(seen()).toBe(whole);
      expect(await post(`${whole}!`)).toMatchObject({
        ok: true,
        warning: 'message_truncated',
        response_metadata: {
          warnings: ['message_truncated'],
          messages: [
            '[WARN] Your message was truncated but still posted. The `text` field accepts up to 40,000 characters.',
          ],
        },
      });
      expect(seen()).toBe(whole);
    },
  );

  test('chat.postMessage takes an id, a #name and a person', async () => {
    for (const to of [channel, '#ops', 'leads', workspace.user('dana').id])
      expect(await call(workspace, 'chat.postMessage', { channel: to, text })).toMatchObject({ ok: true });
    expect(workspace.messages(workspace.user('dana').id)).toMatchObject([{ text, bot_id: 'B0BILLHOOK' }]);
  });

  test('an archived channel takes no message, and a private one without the bot is not there', async () => {
    workspace.addChannel({ name: 'old', isArchived: true });
    workspace.addChannel({ name: 'secret', isPrivate: true, botIsMember: false });
    expect(await call(workspace, 'chat.postMessage', { channel: '#old', text })).toMatchObject({
      error: 'is_archived',
    });
    for (const method of ['chat.postMessage', 'conversations.info', 'conversations.history'])
      expect(await call(workspace, method, { channel: workspace.channel('secret').id, text })).toMatchObject({
        error: 'channel_not_found',
      });
  });

  test('blocks that break a rule are refused with where and why', async () => {
    const blocks = [{ type: 'header', text: { type: 'plain_text', text: 'x'.repeat(151) } }];
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks })).toEqual({
      ok: false,
      error: 'invalid_blocks',
      response_metadata: { messages: ['[ERROR] must be less than 151 characters [json-pointer:/blocks/0/text/text]'] },
    });
    const attachments = [{ color: 'danger', blocks }];
    expect(await call(workspace, 'chat.postMessage', { channel, attachments })).toMatchObject({
      error: 'invalid_attachments',
    });
  });

  test('one message holds 11,000 characters of block text and one table', async () => {
    const section = (length: number) => ({ type: 'section', text: { type: 'mrkdwn', text: 'x'.repeat(length) } });
    const full = [section(3000), section(3000), section(3000), section(2000)];
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks: full })).toMatchObject({ ok: true });
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks: [...full, section(1)] })).toMatchObject({
      error: 'msg_blocks_too_long',
    });
    const table = { type: 'table', rows: [[{ type: 'raw_text', text: 'a' }]] };
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks: [table] })).toMatchObject({ ok: true });
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks: [table, table] })).toMatchObject({
      error: 'invalid_attachments',
    });
  });

  test('chat.update changes the bot’s own messages alone, keeps what is not given, and takes ids only', async () => {
    const blocks = [{ type: 'divider' }];
    const posted = await call(workspace, 'chat.postMessage', { channel, text, blocks });
    const theirs = workspace.shout({ user: 'dana', channel: 'ops', text: 'mine' });
    const update = (args: object) => call(workspace, 'chat.update', { channel, ts: posted.ts, text: 'new', ...args });
    expect(await update({})).toMatchObject({ ok: true, message: { text: 'new', blocks: [{ type: 'divider' }] } });
    expect((await update({ blocks: [] })).message).not.toHaveProperty('blocks');
    expect(await update({ ts: theirs.ts })).toMatchObject({ error: 'cant_update_message' });
    expect(await update({ ts: '1.000100' })).toMatchObject({ error: 'message_not_found' });
    expect(await update({ channel: '#ops' })).toMatchObject({ error: 'channel_not_found' });
    expect(await call(workspace, 'chat.delete', { channel, ts: theirs.ts })).toMatchObject({
      error: 'cant_delete_message',
    });
    expect(await call(workspace, 'chat.delete', { channel, ts: posted.ts })).toMatchObject({ ok: true });
    expect(await update({})).toMatchObject({ error: 'message_not_found' });
  });

  test('chat.update refuses text over 4,000 bytes, with &, < and > as they are escaped', async () => {
    const { ts } = await call(workspace, 'chat.postMessage', { channel, text });
    const update = (long: string) => call(workspace, 'chat.update', { channel, ts, text: long });
    for (const fits of ['x'.repeat(4_000), 'é'.repeat(2_000), '&amp;'.repeat(800), '<'.repeat(1_000)])
      expect(await update(fits)).toMatchObject({ ok: true });
    for (const long of ['x'.repeat(4_001), `${'é'.repeat(2_000)}x`, '&amp;'.repeat(801), '<'.repeat(1_001)])
      expect(await update(long)).toMatchObject({ ok: false, error: 'msg_too_long' });
  });

  test('a private message is seen by its user alone, and cannot be updated', async () => {
    const post = (args: object) => call(workspace, 'chat.postEphemeral', { channel, text: 'psst', ...args });
    const posted = await post({ user: workspace.user('mira').id });
    expect(posted).toMatchObject({ ok: true });
    expect(workspace.seenBy({ user: 'mira', channel: 'ops' }).at(-1)).toMatchObject({ text: 'psst' });
    expect(workspace.seenBy({ user: 'dana', channel: 'ops' }).map((one) => one.text)).not.toContain('psst');
    expect(await call(workspace, 'chat.update', { channel, ts: posted.message_ts, text })).toMatchObject({
      error: 'message_not_found',
    });
    expect(await post({ user: 'U0NONE' })).toMatchObject({ error: 'user_not_found' });
    expect(await post({ user: workspace.user('gus').id })).toMatchObject({ error: 'user_not_in_channel' });
  });

  test('people, groups and bots are found by id', async () => {
    const user = workspace.user('gus').id;
    expect(await call(workspace, 'users.info', { user })).toMatchObject({ user: { is_restricted: true } });
    expect(await call(workspace, 'users.info', { user: 'U0NONE' })).toMatchObject({ error: 'user_not_found' });
    workspace.setUsergroup('S0OPS', ['mira']);
    expect(await call(workspace, 'usergroups.users.list', { usergroup: 'S0OPS' })).toMatchObject({
      users: [workspace.user('mira').id],
    });
    expect(await call(workspace, 'usergroups.users.list', { usergroup: 'S0NO' })).toMatchObject({
      error: 'no_such_subteam',
    });
    expect(await call(workspace, 'bots.info', { bot: 'B0NO' })).toMatchObject({ error: 'bot_not_found' });
    expect(await call(workspace, 'bots.info', { bot: 'B0BILLHOOK' })).toMatchObject({ bot: { user_id: 'U0BILLHOOK' } });
  });

  test('a reaction is added once, to a message that is there', async () => {
    const { ts } = workspace.shout({ user: 'dana', channel: 'ops', text: 'done' });
    const react = (args: object) => call(workspace, 'reactions.add', { channel, timestamp: ts, name: 'eyes', ...args });
    expect(await react({})).toMatchObject({ ok: true });
    expect(await react({})).toMatchObject({ error: 'already_reacted' });
    expect(await react({ timestamp: '1.000100' })).toMatchObject({ error: 'message_not_found' });
    expect(await react({ name: 'no such' })).toMatchObject({ error: 'invalid_name' });
  });

  test('blocks.validate says what is wrong and where, without posting', async () => {
    const wrong = [{ type: 'section' }];
    expect(await call(workspace, 'blocks.validate', { blocks: [{ type: 'divider' }] })).toEqual({ ok: true });
    expect(await call(workspace, 'blocks.validate', { blocks: wrong })).toMatchObject({
      error: 'invalid_blocks',
      errors: [{ pointer: '/0', code: 'failed_constraint', message: expect.stringContaining('text or fields') }],
    });
    expect(await call(workspace, 'blocks.validate', { message: { blocks: wrong } })).toMatchObject({
      error: 'invalid_message',
      errors: [{ pointer: '/blocks/0' }],
    });
    expect(await call(workspace, 'blocks.validate', { view: { type: 'home' } })).toMatchObject({
      error: 'invalid_view',
    });
    expect(await call(workspace, 'blocks.validate', {})).toMatchObject({ error: 'invalid_arguments' });
  });

  test('a file is of use in blocks only once Slack is through with it', async () => {
    const client = new WebClient(workspace.botToken, { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 } });
    const file = Buffer.from('not really a picture');
    await client.files.uploadV2({ file, filename: 'chart.png', alt_text: 'a chart', channel_id: channel });
    const shown = workspace.messages('ops').at(-1)?.files?.[0];
    const id = String(shown?.id);
    const blocks = [{ type: 'image', alt_text: 'a chart', slack_file: { id } }];
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks })).toMatchObject({
      error: 'invalid_blocks',
    });
    await expect
      .poll(async () => (await call(workspace, 'files.info', { file: id })).file, { interval: 20 })
      .toMatchObject({ mimetype: 'image/png', name: 'chart.png' });
    expect(await call(workspace, 'chat.postMessage', { channel, text, blocks })).toMatchObject({ ok: true });
    expect(await (await fetch(String(shown?.url_private))).text()).toBe('not really a picture');
    expect(await call(workspace, 'files.info', { file: 'F0NONE' })).toMatchObject({ error: 'file_not_found' });
  });

  test('an upload of another length than announced is refused, and not complete without its bytes', async () => {
    const asked = await call(workspace, 'files.getUploadURLExternal', { filename: 'a.png', length: 5 });
    expect((await fetch(String(asked.upload_url), { method: 'POST', body: 'longer' })).status).toBe(400);
    const files = [{ id: asked.file_id }];
    expect(await call(workspace, 'files.completeUploadExternal', { files })).toMatchObject({ error: 'file_not_found' });
    expect(await call(workspace, 'files.getUploadURLExternal', { length: 5 })).toMatchObject({
      error: 'invalid_arguments',
    });
  });
});

test('a method whose scope was not granted names what is needed and what there is', async () => {
  const workspace = await workspaceFor({ scopes: ['channels:read'] });
  expect(await call(workspace, 'chat.postMessage', { channel: '#ops', text })).toEqual({
    ok: false,
    error: 'missing_scope',
    needed: 'chat:write',
    provided: 'channels:read',
  });
  const leads = { channel: workspace.channel('leads').id };
  expect(await call(workspace, 'conversations.info', leads)).toMatchObject({ needed: 'groups:read' });
  expect(await call(workspace, 'conversations.history', leads)).toMatchObject({ needed: 'groups:history' });
  expect(await call(workspace, 'conversations.list', { types: 'public_channel,im' })).toMatchObject({
    needed: 'im:read',
  });
});

test('with chat:write.public the bot writes in public channels it is not in', async () => {
  const workspace = await workspaceFor({ scopes: ['chat:write', 'chat:write.public'] });
  expect(await call(workspace, 'chat.postMessage', { channel: '#random', text })).toMatchObject({ ok: true });
});

test('timestamps rise even where the clock of the workspace stands still', async () => {
  const workspace = await workspaceFor({ now: () => new Date('2025-11-17T09:00:00Z') });
  const posted = [1, 2, 3].map(() => workspace.shout({ user: 'dana', channel: 'ops', text }).ts);
  expect(posted).toEqual(['1763370000.000000', '1763370000.000100', '1763370000.000200']);
});
