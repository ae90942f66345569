import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DemoServer, startDemoServer } from '../../../src/demo/server/index.ts';
import { NEVER_MS, openDemo, type PageClient } from './page-client.ts';

describe('the server of the demo page', { timeout: NEVER_MS }, () => {
  let page: PageClient;
  let demo: DemoServer;
  beforeAll(async () => {
    page = await openDemo();
    demo = page.demo;
  }, NEVER_MS);
  afterAll(async () => {
    await page.close();
  }, NEVER_MS);

  it('answers before the bot is up, and says that it is starting', async () => {
    const { bot, clock, stories, channels } = await page.state();
    expect(bot).toBe('starting');
    expect(clock.running).toBe(false);
    expect(stories.map(({ name }) => name).sort()).toEqual([
      'eks-nodes',
      'event-fanout',
      'message-bridge',
      'orders-poller',
      'prod-suspended',
    ]);
    expect(channels.map(({ name }) => name)).toContain('cloud-costs');
  });

  it('tells the truth of a story only once it has begun, and says nothing for the bot', async () => {
    const { stories } = await page.state();
    const poller = stories.find(({ name }) => name === 'orders-poller');
    expect(poller).toMatchObject({ phase: 'to come', truth: [], said: [] });
    const over = stories.find(({ name }) => name === 'event-fanout');
    expect(over?.phase).toBe('over');
    expect(over?.truth.map(({ label }) => label)).toEqual(['Resource', 'Since', 'Change', 'By', 'Amount', 'Services']);
    expect(over?.said).toEqual([]);
  });

  it.each([
    [{ do: 'nothing' }],
    [{ do: 'say', user: 'dana' }],
    [{ do: 'break', what: 'everything', on: true }],
    [{ do: 'click', user: 'dana', channel: 'ops', ts: '1.1', actionId: 'x', blockId: 'y' }],
  ])('refuses %j in words', async (deed) => {
    const { ok, error, status } = await page.perform(deed);
    expect({ ok, status }).toEqual({ ok: false, status: 400 });
    expect(error).toBeTruthy();
  });

  it('gives 404 for what is not there, and nothing outside of the page’s folder', async () => {
    for (const path of ['/nothing.js', '/..%2f..%2fpackage.json', '/%2e%2e/%2e%2e/package.json'])
      expect((await fetch(`${demo.url}${path}`)).status).toBe(404);
  });

  it('hands on the files of the workspace', async () => {
    const { apiUrl, botToken } = demo.world().organisation.workspace;
    const call = async (method: string, fields: Record<string, string>) => {
      const body = new URLSearchParams(fields);
      const answer = await fetch(`${apiUrl}${method}`, {
        method: 'POST',
        headers: { authorization: `Bearer ${botToken}` },
        body,
      });
      return (await answer.json()) as { ok: boolean; upload_url: string; file_id: string };
    };
    const { upload_url: address, file_id: id } = await call('files.getUploadURLExternal', {
      filename: 'costs.csv',
      length: '3',
    });
    await fetch(address, { method: 'POST', body: 'a,b' });
    expect(
      await call('files.completeUploadExternal', { files: JSON.stringify([{ id, title: 'Costs' }]) }),
    ).toMatchObject({ ok: true });
    const file = await fetch(`${demo.url}/files/${id}/costs.csv`);
    expect([file.status, await file.text(), file.headers.get('content-security-policy')]).toEqual([
      200,
      'a,b',
      'sandbox',
    ]);
    expect((await fetch(`${demo.url}/files/F0NONE/x`)).status).toBe(404);
  });

  it('lets Slack fail and recovers: what was to be said is said once it answers again', async () => {
    await page.until(() => demo.world().botState() === 'running' && !demo.world().clock().busy);
    const { workspace } = demo.world().organisation;
    await page.until(() => workspace.messages('cloud-costs').length === 1);
    await page.perform({ do: 'break', what: 'slack-429', on: true });
    expect((await page.state()).broken).toEqual(['slack-429']);
    const stepping = page.perform({ do: 'clock', action: 'step' });
    await page.until(() => workspace.calls.some(({ method, ok }) => method === 'chat.postMessage' && !ok));
    await page.perform({ do: 'break', what: 'slack-429', on: false });
    await page.until(() => workspace.messages('cloud-costs').length > 1);
    await stepping;
    const texts = workspace.messages('cloud-costs').map(({ text }) => text);
    expect(new Set(texts).size).toBe(texts.length);
    expect((await page.state()).broken).toEqual([]);
  });

  it('starts over with an organisation of its own', async () => {
    const before = demo.world().organisation.folder;
    expect(await page.perform({ do: 'clock', action: 'restart' })).toMatchObject({ ok: true });
    expect(demo.world().organisation.folder).not.toBe(before);
    expect((await page.state()).messages).toEqual([]);
  });

  it('says that its port is taken, and names another', async () => {
    const port = Number(new URL(demo.url).port);
    await expect(startDemoServer({ port, seed: 1 })).rejects.toThrow(
      `Port ${port} is taken. Choose another: npm run demo -- --port ${port + 1}`,
    );
  });
});
