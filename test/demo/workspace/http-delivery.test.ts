import { createServer, type RequestListener } from 'node:http';
import type { Socket } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import type { Workspace } from '../../../src/demo/workspace/index.ts';
import { readBody } from '../../../src/demo/workspace/read-args.ts';
import { bareApp, workspaceFor } from './bare-app.ts';

const command = { user: 'dana', channel: 'ops', command: '/cost' };

test('an app that holds another signing secret refuses what comes', async () => {
  const workspace = await workspaceFor();
  await bareApp(workspace, 'http', (one) => one.command('/cost', ({ ack }) => ack()), 'another secret');
  expect(await workspace.slash(command)).toMatchObject({ acked: false, status: 401, error: 'dispatch_failed' });
});

test('where no app listens, a command fails before the eyes of the person', async () => {
  const workspace = await workspaceFor();
  workspace.deliverTo({ url: 'http://127.0.0.1:1/slack/events' });
  expect(await workspace.slash(command)).toMatchObject({ acked: false, error: 'dispatch_failed' });
  expect(workspace.privateMessages('dana')).toMatchObject([{ from: 'slackbot' }]);
});

test('a kept connection that the app has given up meanwhile costs no request', async () => {
  const served = new Set<Socket>();
  const workspace = await workspaceWith((request, response) => {
    if (served.has(request.socket)) return void request.socket.destroy();
    served.add(request.socket);
    response.end();
  });
  for (const _ of [1, 2, 3]) expect(await workspace.slash(command)).toMatchObject({ acked: true, status: 200 });
  expect(served.size).toBe(3);
});

test('an event that is not acknowledged is sent once more, and says so', async () => {
  const heard: unknown[] = [];
  const workspace = await workspaceWith(async (request, response) => {
    const { event_id, event } = JSON.parse((await readBody(request)).toString());
    heard.push([event.type, event_id, request.headers['x-slack-retry-num'], request.headers['x-slack-retry-reason']]);
    response.writeHead(heard.length === 1 ? 500 : 200).end();
  });
  expect(await workspace.openHome('dana')).toMatchObject({ acked: true, status: 200 });
  const id = expect.stringMatching(/^Ev/);
  expect(heard).toEqual([
    ['app_home_opened', id, undefined, undefined],
    ['app_home_opened', id, '1', 'http_error'],
  ]);
  expect(Object(heard[0])[1]).toBe(Object(heard[1])[1]);
});

/** A workspace that delivers to a bare HTTP server. */
async function workspaceWith(listener: RequestListener): Promise<Workspace> {
  const workspace = await workspaceFor();
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  const address = server.address();
  workspace.deliverTo({ url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}/` });
  return workspace;
}
