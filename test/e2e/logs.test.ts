import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SETTINGS } from '../../src/demo/organisation.ts';
import { ask, eventually, type Rig, startRig, wordsOf } from './rig.ts';

// Told in order for each transport; the bot reads no bill here, so that accounts are known from its first sync alone.
describe.each(['socket', 'http'] as const)('/logs over %s', (transport) => {
  let rig: Rig;
  beforeAll(async () => {
    rig = await startRig({
      now: new Date('2026-11-12T07:00:00Z'),
      transport,
      pageSize: 5000,
      settings: SETTINGS.replace(
        'channels: ["#ops"]',
        'channels: ["#ops", "#cloud-costs", C0PLATFORM, C0INVITED, C0WITHPARTNER]',
      ),
    });
    for (const iso of ['2026-11-12T07:00:00Z', '2026-11-14T06:30:00Z', '2026-11-15T06:30:00Z', '2026-11-15T12:00:00Z'])
      await rig.step(iso);
  });
  afterAll(async () => {
    await rig?.close();
  });

  const logs = (text: string, user = 'dana', channel = 'ops') => ask(rig, user, channel, '/logs', text);
  const direct = (user: string) =>
    rig.workspace
      .channelsOf(user)
      .filter(({ id }) => id.startsWith('D'))
      .flatMap(({ id }) => rig.workspace.messages(id));

  it('shows invocations as units, with what they come to', async () => {
    const answer = await logs('warehouse-notify 30m');
    expect(answer).toMatch(/warehouse-notify.*\d+ invocations.*p50 .*p95/);
    expect(answer).toMatch(/of 256 MB/);
    expect(answer).toMatch(/complete/);
    expect(answer).toMatch(/CET.*UTC/);
  });

  it('reads JSON logs the same way', async () => {
    expect(await logs('checkout-api 20m')).toMatch(/checkout-api.*\d+ invocations/);
  });

  it('finds a function by a part of its name, and offers a menu where several fit', async () => {
    expect(await logs('warehouse 5m')).toMatch(/warehouse-notify/);
    const before = rig.workspace.privateMessages('dana').length;
    expect(await logs('er 5m')).toMatch(/logs-pick/);
    const menu = rig.workspace.privateMessages('dana')[before];
    const option = /"value":"([\w-]{22})"/.exec(JSON.stringify(menu?.blocks))?.[1] ?? '';
    await rig.workspace.click({
      user: 'dana',
      channel: 'ops',
      ts: menu?.ts ?? '',
      actionId: 'logs-pick',
      selected: option,
    });
    const picked = await eventually(() => rig.workspace.privateMessages('dana')[before + 1]);
    expect(wordsOf(picked)).toMatch(/complete|nothing|silent|said/i);
  });

  it('names a wrong word, and a near miss of a name', async () => {
    expect(await logs('warehouse-notify 15x')).toMatch(/15x/);
    expect(await logs('warehous-notfy')).toMatch(/Did you mean `\/logs warehouse-notify`/);
  });

  it('finds what looks like an error, with its stack whole', async () => {
    expect(await logs('warehouse-notify 1d errors')).toMatch(/ECONNREFUSED/);
  });

  it('shows one invocation in full by its id', async () => {
    const list = await logs('warehouse-notify 10m lines');
    const id = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.exec(list)?.[0] ?? '';
    expect(await logs(`warehouse-notify request ${id}`)).toMatch(/START|order paid/);
  });

  it('reads local times in the zone of the one who asks', async () => {
    expect(await logs('warehouse-notify 12:30-12:40')).toMatch(/12:30–12:40 CET \(11:30–11:40 UTC\)/);
  });

  it('explains the silence of message-bridge: what changed, by whom, which names', async () => {
    rig.setTime(new Date('2026-11-17T11:53:00Z'));
    const answer = await logs('message-bridge 2h');
    expect(answer).toMatch(/message-bridge runs but has said nothing for/);
    expect(answer).toMatch(/Last line/);
    expect(answer).toMatch(/UpdateFunctionConfiguration/);
    expect(answer).toMatch(/Not checked|Not it/);
  });

  it('keeps a direct message up to date, and ends it by its button', async () => {
    rig.setTime(new Date('2026-11-17T12:00:00Z'));
    await logs('warehouse-notify follow');
    const following = await eventually(() =>
      direct('dana').find((message) => wordsOf(message).includes('logs-follow-stop')),
    );
    rig.setTime(new Date('2026-11-17T12:03:00Z'));
    await eventually(() => direct('dana').find(({ ts, edited }) => ts === following.ts && edited));
    const where = rig.workspace
      .channelsOf('dana')
      .find(({ id }) => rig.workspace.messages(id).some(({ ts }) => ts === following.ts));
    await rig.workspace.click({
      user: 'dana',
      channel: where?.id ?? '',
      ts: following.ts,
      actionId: 'logs-follow-stop',
    });
    await eventually(() => direct('dana').find((message) => wordsOf(message).includes('ended: stopped by')));
  });

  it('refuses where nobody has allowed it, and shows the line that would', async () => {
    expect(await logs('warehouse-notify', 'dana', 'payments')).toMatch(/logs\.allow/);
  });

  it.each([
    ['shows logs in a channel of ours', { name: 'platform' }, /warehouse-notify.*\d+ invocations/],
    ['refuses in one that is about to be shared', { name: 'invited', isPendingExtShared: true }, /another company/],
    ['refuses in one that is shared', { name: 'with-partner', isExtShared: true }, /another company/],
  ])('%s', async (_, channel, answer) => {
    rig.workspace.addChannel(channel);
    expect(await logs('warehouse-notify 30m', 'dana', channel.name)).toMatch(answer);
  });

  it('shows the function of an alert in its thread where the whole channel may see logs', async () => {
    const alert = await eventually(() =>
      rig.workspace.messages('cloud-costs').find((message) => wordsOf(message).includes('"incident-logs"')),
    );
    await rig.workspace.click({ user: 'dana', channel: 'cloud-costs', ts: alert.ts, actionId: 'incident-logs' });
    const shown = await eventually(() =>
      rig.workspace
        .messages('cloud-costs')
        .find((message) => message.thread_ts === alert.ts && /orders-poller/.test(wordsOf(message))),
    );
    expect(wordsOf(shown)).toMatch(/invocations/);
    const reply = (words: string) =>
      rig.workspace
        .messages('cloud-costs')
        .find((message) => message.thread_ts === alert.ts && wordsOf(message).includes(words));
    const click = (ts: string, actionId: string) =>
      rig.workspace.click({ user: 'dana', channel: 'cloud-costs', ts, actionId });
    await click(shown.ts, 'logs-follow-here');
    const follow = await eventually(() => reply('logs-follow-stop'));
    await click(follow.ts, 'logs-follow-stop');
    expect((await eventually(() => reply('ended: stopped by'))).ts).toBe(follow.ts);
  });
});
