import { WebClient } from '@slack/web-api';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Workspace } from '../../../src/demo/workspace/index.ts';
import { bareApp, call, workspaceFor } from './bare-app.ts';

describe('a fault', () => {
  let workspace: Workspace;
  let client: WebClient;
  const post = () => client.chat.postMessage({ channel: '#ops', text: 'hello' });

  beforeEach(async () => {
    workspace = await workspaceFor();
    const options = { slackApiUrl: workspace.apiUrl, retryConfig: { retries: 0 }, rejectRateLimitedCalls: true };
    client = new WebClient(workspace.botToken, options);
  });

  test('can limit the rate, with the seconds to wait', async () => {
    workspace.faults.add({ method: 'chat.postMessage', kind: 'rate-limit', retryAfterSeconds: 7, times: 1 });
    await expect(post()).rejects.toMatchObject({ retryAfter: 7 });
    expect(workspace.calls).toMatchObject([{ ok: false, error: 'ratelimited', status: 429 }]);
    await expect(post()).resolves.toMatchObject({ ok: true });
  });

  test('can answer 500 and store nothing', async () => {
    workspace.faults.add({ method: '*', kind: 'error-500', times: 1 });
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    expect(workspace.messages('ops')).toEqual([]);
  });

  test('can lose the request before anything is stored', async () => {
    workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-before', times: 1 });
    await expect(post()).rejects.toThrow();
    expect(workspace.messages('ops')).toEqual([]);
    expect(workspace.calls).toMatchObject([{ ok: false, status: 0 }]);
  });

  test('can lose the answer after the message is stored', async () => {
    workspace.faults.add({ method: 'chat.postMessage', kind: 'drop-after', times: 1 });
    await expect(post()).rejects.toThrow();
    expect(workspace.messages('ops')).toHaveLength(1);
    expect(workspace.calls).toMatchObject([{ ok: true, status: 0 }]);
  });

  test('can be any refusal', async () => {
    workspace.faults.add({ method: 'chat.postMessage', kind: 'error', code: 'channel_not_found', times: 1 });
    await expect(post()).rejects.toMatchObject({ data: { error: 'channel_not_found' } });
  });

  test('can delay, alone or before another', async () => {
    workspace.faults.add({ method: '*', kind: 'delay', ms: 60, times: 1 });
    workspace.faults.add({ method: '*', kind: 'error-500', times: 1 });
    const begun = performance.now();
    await expect(post()).rejects.toMatchObject({ statusCode: 500 });
    expect(performance.now() - begun).toBeGreaterThan(55);
  });

  test('strikes its own method only, as often as said, until cleared', async () => {
    workspace.faults.add({ method: 'auth.test', kind: 'error-500' });
    await expect(post()).resolves.toMatchObject({ ok: true });
    for (const _ of [1, 2, 3]) await expect(client.auth.test()).rejects.toThrow();
    workspace.faults.clear();
    await expect(client.auth.test()).resolves.toMatchObject({ ok: true });
  });

  test('with a probability strikes some requests, the same ones in each run', async () => {
    const run = async () => {
      workspace.faults.clear();
      workspace.faults.add({ method: 'api.test', kind: 'error', code: 'fatal_error', probability: 0.5 });
      const oks: unknown[] = [];
      for (let times = 0; times < 20; times += 1) oks.push((await call(workspace, 'api.test')).ok);
      return oks;
    };
    const first = await run();
    expect(new Set(first)).toEqual(new Set([true, false]));
    expect(await run()).toEqual(first);
  });

  test('can strike a response_url', async () => {
    const statuses: unknown[] = [];
    await bareApp(workspace, 'http', (app) =>
      app.command('/cost', async ({ ack, body }) => {
        await ack();
        statuses.push((await fetch(body.response_url, { method: 'POST', body: '{"text":"x"}' })).status);
      }),
    );
    workspace.faults.add({ method: 'response_url', kind: 'error-500', times: 1 });
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    await expect.poll(() => statuses).toEqual([500]);
    expect(workspace.privateMessages('dana')).toEqual([]);
  });
});
