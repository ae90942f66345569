import { afterEach, describe, expect, test, vi } from 'vitest';
import type { Workspace } from '../../../src/demo/workspace/index.ts';
import { bareApp, call, workspaceFor } from './bare-app.ts';

const BUTTON = { type: 'button', action_id: 'ack', text: { type: 'plain_text', text: 'Ack' } };
const blocks = [{ type: 'actions', elements: [BUTTON] }];

/** A workspace, and the response_url of what is then done in it. */
async function listening(): Promise<{ workspace: Workspace; urls: string[] }> {
  const workspace = await workspaceFor();
  const urls: string[] = [];
  await bareApp(workspace, 'http', (app) => {
    app.command('/cost', async ({ body, ack }) => {
      urls.push(body.response_url);
      await ack();
    });
    app.action('ack', async ({ body, ack }) => {
      if ('response_url' in body) urls.push(body.response_url);
      await ack();
    });
  });
  return { workspace, urls };
}

async function answer(url: string | undefined, body: object): Promise<{ status: number; error: unknown }> {
  const response = await fetch(url ?? '', { method: 'POST', body: JSON.stringify(body) });
  return { status: response.status, error: JSON.parse(await response.text()).error };
}

afterEach(() => vi.useRealTimers());

describe('a response_url', () => {
  test('takes five answers, private unless they say otherwise, and no sixth', async () => {
    const { workspace, urls } = await listening();
    await workspace.slash({ user: 'dana', channel: 'random', command: '/cost' });
    for (const text of ['1', '2', '3', '4']) expect((await answer(urls[0], { text })).status).toBe(200);
    expect((await answer(urls[0], { text: '5', response_type: 'in_channel' })).status).toBe(200);
    expect(await answer(urls[0], { text: '6' })).toEqual({ status: 404, error: 'used_url' });
    expect(workspace.privateMessages('dana').map((one) => one.text)).toEqual(['1', '2', '3', '4']);
    expect(workspace.messages('random').map((one) => one.text)).toEqual(['5']);
  });

  test('is gone after 30 minutes of real time, and was never there if nobody gave it', async () => {
    const { workspace, urls } = await listening();
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 29 * 60_000 });
    expect((await answer(urls[0], { text: 'late' })).status).toBe(200);
    vi.setSystemTime(Date.now() + 2 * 60_000);
    expect(await answer(urls[0], { text: 'too late' })).toEqual({ status: 404, error: 'expired_url' });
    const other = new URL('/commands/T0/B0/x', urls[0]).href;
    expect(await answer(other, { text: 'lost' })).toEqual({ status: 404, error: 'expired_url' });
  });

  test('refuses what a message may not be, which does not use it up', async () => {
    const { workspace, urls } = await listening();
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    for (let times = 0; times < 6; times += 1) {
      expect(await answer(urls[0], { blocks: [{ type: 'alert' }] })).toEqual({ status: 400, error: 'invalid_blocks' });
      expect(await answer(urls[0], {})).toEqual({ status: 400, error: 'no_text' });
    }
    expect((await answer(urls[0], { text: 'good' })).status).toBe(200);
  });

  test('of a click replaces or deletes the message that was clicked in', async () => {
    const { workspace, urls } = await listening();
    const channel = workspace.channel('ops').id;
    const { ts } = await call(workspace, 'chat.postMessage', { channel, text: 'open', blocks });
    await workspace.click({ user: 'dana', channel, ts: String(ts), actionId: 'ack' });
    await answer(urls[0], { replace_original: true, text: 'taken' });
    expect(workspace.messages('ops')).toMatchObject([{ ts, text: 'taken', edited: {} }]);
    expect(workspace.messages('ops')[0]).not.toHaveProperty('blocks');
    await answer(urls[0], { delete_original: true });
    expect(workspace.messages('ops')).toEqual([]);
    expect(await answer(urls[0], { delete_original: true })).toEqual({ status: 400, error: 'message_not_found' });
  });

  test('of a click in a private message replaces or deletes that, for its reader alone to click', async () => {
    const { workspace, urls } = await listening();
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    await answer(urls[0], { text: 'one', blocks });
    const ts = workspace.privateMessages('dana')[0]?.ts ?? '';
    const at = { channel: 'ops', ts, actionId: 'ack' };
    await expect(workspace.click({ user: 'mira', ...at })).rejects.toThrow('no message');
    await workspace.click({ user: 'dana', ...at });
    await answer(urls[1], { replace_original: true, text: 'two' });
    expect(workspace.privateMessages('dana')).toMatchObject([{ ts, text: 'two' }]);
    await answer(urls[1], { delete_original: true });
    expect(workspace.privateMessages('dana')).toEqual([]);
  });
});
