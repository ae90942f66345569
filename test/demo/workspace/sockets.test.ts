import { LogLevel } from '@slack/bolt';
import { SocketModeClient } from '@slack/socket-mode';
import { expect, onTestFinished, test } from 'vitest';
import { WebSocket } from 'ws';
import type { Workspace } from '../../../src/demo/workspace/index.ts';
import { call, until, workspaceFor } from './bare-app.ts';

/** A connection that notes what it hears and, unless told not to, acknowledges it. */
async function connect(workspace: Workspace, { acks = true } = {}) {
  const { url } = await call(workspace, 'apps.connections.open', {}, workspace.appToken);
  const socket = new WebSocket(String(url));
  const heard: Record<string, unknown>[] = [];
  const pings: number[] = [];
  socket.on('ping', () => pings.push(Date.now()));
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString());
    heard.push(message);
    if (acks && message.envelope_id) socket.send(JSON.stringify({ envelope_id: message.envelope_id }));
  });
  onTestFinished(() => socket.terminate());
  await until(() => heard.length > 0);
  return { socket, heard, pings, url: String(url) };
}

test('a connection begins with hello and pings, and its address is good for one only', async () => {
  const workspace = await workspaceFor();
  const { heard, pings, url } = await connect(workspace);
  expect(heard).toMatchObject([{ type: 'hello', num_connections: 1, connection_info: { app_id: 'A0BILLHOOK' } }]);
  expect(pings).not.toEqual([]);
  const second = new WebSocket(url);
  const error = await new Promise<Error>((resolve) => second.once('error', resolve));
  expect(error.message).toContain('401');
});

test('each event goes to one connection, in turn, in an envelope that says whether an answer may come with the ack', async () => {
  const workspace = await workspaceFor();
  const both = [await connect(workspace), await connect(workspace)];
  for (const text of ['1', '2', '3', '4'])
    expect(await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost', text })).toMatchObject({
      acked: true,
    });
  const texts = both.map(({ heard }) => heard.slice(1).map((one) => Object(one.payload).text));
  expect(texts).toEqual([
    ['1', '3'],
    ['2', '4'],
  ]);
  expect(both[0]?.heard[1]).toMatchObject({ type: 'slash_commands', accepts_response_payload: true });
  await workspace.openHome('dana');
  expect(both[0]?.heard.at(-1)).toMatchObject({ type: 'events_api', accepts_response_payload: false });
});

test('the eleventh connection is refused', async () => {
  const workspace = await workspaceFor();
  for (let times = 0; times < 10; times += 1) await connect(workspace);
  const { heard, socket } = await connect(workspace);
  expect(heard).toMatchObject([{ type: 'disconnect', reason: 'too_many_websockets' }]);
  await until(() => socket.readyState === WebSocket.CLOSED);
  expect(workspace.openConnections()).toBe(10);
});

test('with no connection open a command fails before the eyes of the person', async () => {
  const workspace = await workspaceFor();
  expect(await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' })).toEqual({
    acked: false,
    ackMs: 0,
    error: 'dispatch_failed',
  });
  expect(workspace.privateMessages('dana')).toMatchObject([{ from: 'slackbot' }]);
});

test('a client that is asked to disconnect comes back, and is not sent to meanwhile', async () => {
  const workspace = await workspaceFor();
  const client = new SocketModeClient({
    appToken: workspace.appToken,
    clientPingTimeout: 50,
    logLevel: LogLevel.ERROR,
    clientOptions: { slackApiUrl: workspace.apiUrl },
  });
  client.on('slash_commands', ({ ack }) => ack());
  await client.start();
  onTestFinished(() => client.disconnect());
  workspace.disconnectSockets();
  expect(workspace.openConnections()).toBe(0);
  await until(() => workspace.openConnections() === 1);
  const delivery = await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
  expect(delivery.acked).toBe(true);
});
