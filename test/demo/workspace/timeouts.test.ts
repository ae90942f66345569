import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { bareApp, type Transport, workspaceFor } from './bare-app.ts';

test('what is not acknowledged in 3 s fails before the eyes of the person, on both transports', async () => {
  await Promise.all((['http', 'socket'] as const).map(unacknowledged));
});

async function unacknowledged(transport: Transport): Promise<void> {
  const workspace = await workspaceFor();
  await bareApp(workspace, transport, (app) => app.command('/cost', () => sleep(3_050)));
  const delivery = await workspace.slash({ user: 'dana', channel: 'ops', command: '/cost' });
  expect(delivery).toMatchObject({ acked: false, error: 'operation_timeout' });
  expect(delivery.ackMs).toBeGreaterThan(2_900);
  expect(workspace.privateMessages('dana')).toMatchObject([
    { from: 'slackbot', text: '/cost failed with the error "operation_timeout"' },
  ]);
}
