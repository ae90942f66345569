import { describe, expect, test } from 'vitest';
import { bareApp, type Transport, until, workspaceFor } from './bare-app.ts';

const BUTTON = {
  type: 'button' as const,
  action_id: 'ack',
  value: '7',
  text: { type: 'plain_text' as const, text: 'Acknowledge' },
};
const ALERT = {
  channel: '#cloud-costs',
  text: 'AWS Lambda jumped',
  blocks: [{ type: 'actions', elements: [BUTTON] }],
};

describe.each<Transport>(['http', 'socket'])('over %s', (transport) => {
  test('a command reaches the app with all that Slack sends, and its answer only the asker', async () => {
    const workspace = await workspaceFor();
    const bodies: unknown[] = [];
    await bareApp(workspace, transport, (app) =>
      app.command('/cost', async ({ command, ack, respond }) => {
        bodies.push(command);
        await ack();
        await respond('$1,204');
      }),
    );
    const delivery = await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost', text: 'lambda 7d' });
    expect(delivery).toMatchObject({ acked: true });
    expect(bodies).toEqual([
      {
        token: expect.any(String),
        team_id: 'T0WORKSHOP',
        team_domain: 'workshop',
        channel_id: workspace.channel('ops').id,
        channel_name: 'ops',
        user_id: workspace.user('dana').id,
        user_name: 'dana',
        command: '/cost',
        text: 'lambda 7d',
        api_app_id: 'A0BILLHOOK',
        is_enterprise_install: 'false',
        response_url: expect.stringContaining('http://127.0.0.1:'),
        trigger_id: expect.any(String),
      },
    ]);
    await until(() => workspace.privateMessages('dana').length === 1);
    expect(workspace.privateMessages('dana')).toMatchObject([{ from: 'app', text: '$1,204' }]);
    expect(workspace.privateMessages('mira')).toEqual([]);
    expect(workspace.messages('ops')).toEqual([]);
  });

  test('what comes with the acknowledgement of a command is a private answer, or one for all, if Slack takes it', async () => {
    const workspace = await workspaceFor();
    await bareApp(workspace, transport, (app) => {
      app.command('/cost', ({ ack }) => ack('for you'));
      app.command('/tell', ({ ack }) => ack({ response_type: 'in_channel', text: 'for all' }));
      app.command('/wrong', ({ ack }) => ack({ text: 'x', blocks: [{ type: 'alert' }] }));
    });
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/tell' });
    expect(workspace.privateMessages('dana').map((one) => one.text)).toEqual(['for you']);
    expect(workspace.messages('ops').map((one) => one.text)).toEqual(['for all']);
    await workspace.slash({ user: 'mira', channel: 'ops', command: '/wrong' });
    expect(workspace.privateMessages('mira')).toMatchObject([
      { from: 'slackbot', text: '/wrong failed with the error "invalid_blocks"' },
    ]);
  });

  test('a click brings the message, where it was made, what was clicked and a way to answer', async () => {
    const workspace = await workspaceFor();
    const bodies: unknown[] = [];
    const app = await bareApp(workspace, transport, (one) =>
      one.action('ack', async ({ body, ack, respond }) => {
        bodies.push(body);
        await ack();
        await respond({ replace_original: true, text: 'acknowledged' });
      }),
    );
    const { ts = '' } = await app.client.chat.postMessage(ALERT);
    const delivery = await workspace.click({ user: 'mira', channel: 'cloud-costs', ts, actionId: 'ack' });
    expect(delivery.acked).toBe(true);
    expect(bodies).toMatchObject([
      {
        type: 'block_actions',
        user: { id: workspace.user('mira').id },
        channel: { name: 'cloud-costs' },
        container: { type: 'message', message_ts: ts, is_ephemeral: false },
        message: { ts, text: 'AWS Lambda jumped' },
        actions: [{ action_id: 'ack', value: '7', type: 'button', block_id: expect.any(String) }],
      },
    ]);
    await until(() => workspace.messages('cloud-costs')[0]?.text === 'acknowledged');
    expect(workspace.messages('cloud-costs')[0]).toMatchObject({ ts, edited: { user: 'U0BILLHOOK' } });
  });

  test('of two clicks at once each reaches the app, with its own person', async () => {
    const workspace = await workspaceFor();
    const users: string[] = [];
    const app = await bareApp(workspace, transport, (one) =>
      one.action('ack', async ({ body, ack }) => {
        users.push(body.user.id);
        await ack();
      }),
    );
    const { ts = '' } = await app.client.chat.postMessage(ALERT);
    const at = { channel: 'cloud-costs', ts, actionId: 'ack' };
    const both = await Promise.all([
      workspace.click({ ...at, user: 'dana' }),
      workspace.click({ ...at, user: 'mira' }),
    ]);
    expect(both.map((one) => one.acked)).toEqual([true, true]);
    expect(users.sort()).toEqual([workspace.user('dana').id, workspace.user('mira').id]);
  });

  test('a modal opens, holds a wrong answer back, and closes on a right one', async () => {
    const workspace = await workspaceFor();
    const reasons: unknown[] = [];
    const input = { type: 'plain_text_input' as const, action_id: 'reason' };
    await bareApp(workspace, transport, (app) => {
      app.command('/cost', async ({ ack, client, body }) => {
        await ack();
        await client.views.open({
          trigger_id: body.trigger_id,
          view: {
            type: 'modal',
            callback_id: 'expected',
            title: { type: 'plain_text', text: 'Expected' },
            submit: { type: 'plain_text', text: 'Save' },
            blocks: [
              {
                type: 'input',
                block_id: 'why',
                label: { type: 'plain_text', text: 'Why' },
                element: input,
              },
            ],
          },
        });
      });
      app.view('expected', async ({ ack, view }) => {
        const reason = view.state.values.why?.reason?.value;
        reasons.push(reason);
        if (reason === 'no') await ack({ response_action: 'errors', errors: { why: 'say more' } });
        else await ack();
      });
    });
    await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
    await until(() => workspace.modals('dana').length === 1);
    const viewId = workspace.modals('dana')[0]?.id ?? '';
    await expect(workspace.submitView({ user: 'dana', viewId, values: {} })).rejects.toThrow('must be filled in');
    await expect(workspace.submitView({ user: 'mira', viewId, values: {} })).rejects.toThrow('no modal');
    await workspace.submitView({ user: 'dana', viewId, values: { reason: 'no' } });
    expect(workspace.modals('dana')[0]?.errors).toEqual({ why: 'say more' });
    await workspace.submitView({ user: 'dana', viewId, values: { reason: 'a planned load test' } });
    expect(workspace.modals('dana')).toEqual([]);
    expect(reasons).toEqual(['no', 'a planned load test']);
  });

  test('opening the Home tab tells the app, which may publish there and hear clicks', async () => {
    const workspace = await workspaceFor();
    const clicks: unknown[] = [];
    await bareApp(workspace, transport, (app) => {
      app.event('app_home_opened', ({ event, client }) =>
        client.views
          .publish({ user_id: event.user, view: { type: 'home', blocks: [{ type: 'actions', elements: [BUTTON] }] } })
          .then(() => undefined),
      );
      app.action('ack', async ({ ack, body }) => {
        clicks.push(body);
        await ack();
      });
    });
    expect((await workspace.openHome('mira')).acked).toBe(true);
    await until(() => workspace.home('mira') !== undefined);
    expect(workspace.home('dana')).toBeUndefined();
    const viewId = workspace.home('mira')?.id ?? '';
    await workspace.click({ user: 'mira', viewId, actionId: 'ack' });
    expect(clicks).toMatchObject([{ container: { type: 'view', view_id: viewId }, actions: [{ value: '7' }] }]);
  });
});
