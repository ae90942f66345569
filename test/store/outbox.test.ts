import path from 'node:path';
import { expect, test } from 'vitest';
import type { DayOne } from '../../src/domain/day-one.ts';
import type { Delivery } from '../../src/domain/message.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import { at, folderForTest, storeForTest } from './fixtures.ts';

const T0 = at('2026-11-20T08:00:00Z');
const after = (ms: number) => new Date(T0.getTime() + ms);
const GRACE = 15_000;

const post = (subject: string, channel = 'C0COSTS'): Delivery => ({
  subject,
  action: 'post',
  channel,
  message: { kind: 'alert', incidentId: 1 },
});
const edit = (subject: string, words = '', channel = 'C0COSTS'): Delivery => ({
  subject,
  action: 'edit',
  channel,
  message: { kind: 'day-one', dayOne: { chosenBy: words } as DayOne },
});

/** An outbox with one message in Slack already, whose edits are to be tried. */
async function withSent(subject = 'a') {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post(subject)], T0);
  const [due] = await outbox.due(T0, GRACE, 10);
  await outbox.attempt(due?.id ?? '', T0);
  await outbox.sent(due?.id ?? '', 'C0COSTS', '1.1', T0);
  return outbox;
}

test('a subject is posted once, whoever asks again, even after it was sent', async () => {
  const outbox = await withSent();
  await outbox.put([post('a'), post('a', 'C0OTHER')], after(1));
  expect(await outbox.due(after(60_000), GRACE, 10)).toEqual([]);
});

test('edits that wait collapse into the newest', async () => {
  const outbox = await withSent();
  await outbox.put([edit('a', 'first'), edit('a', 'second')], after(1));
  await outbox.put([edit('a', 'third')], after(2));
  expect(await outbox.due(after(60_000), GRACE, 10)).toMatchObject([
    { action: 'edit', target: { channel: 'C0COSTS', ts: '1.1' }, message: { dayOne: { chosenBy: 'third' } } },
  ]);
});

test('an edit waits for its post', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a'), edit('a')], T0);
  expect(await outbox.due(T0, GRACE, 10)).toMatchObject([{ action: 'post' }]);
});

test('what is due goes one a channel, the oldest first, and a second apart', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a1'), post('b1', 'C0OTHER'), post('a2'), post('b2', 'C0OTHER'), post('a3')], T0);
  const order: string[] = [];
  let now = T0;
  for (let round = 0; round < 3; round++) {
    for (const { id, subject, channel } of await outbox.due(now, GRACE, 10)) {
      order.push(subject);
      await outbox.attempt(id, now);
      await outbox.sent(id, channel, '1.1', now);
    }
    expect(await outbox.due(new Date(now.getTime() + 900), GRACE, 10)).toEqual([]);
    now = new Date(now.getTime() + 1000);
  }
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
});

test('no more than asked for is due at a time', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put(
    ['C1', 'C2', 'C3'].map((channel) => post(channel, channel)),
    T0,
  );
  expect((await outbox.due(T0, GRACE, 2)).map(({ subject }) => subject)).toEqual(['C1', 'C2']);
});

test('a pause holds the whole channel and no other, is never shortened, and outlives the process', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const store = storeForTest(file);
  const outbox = createOutbox(store);
  await outbox.put([post('a'), post('b', 'C0OTHER')], T0);
  await outbox.pause('C0COSTS', after(30_000));
  await outbox.pause('C0COSTS', after(5_000));
  store.$client.close();
  const again = createOutbox(storeForTest(file));
  expect((await again.due(after(29_999), GRACE, 10)).map(({ subject }) => subject)).toEqual(['b']);
  expect((await again.due(after(30_000), GRACE, 10)).map(({ subject }) => subject)).toEqual(['a', 'b']);
});

test('a delivery that was being sent when the process died is due after the grace, with its attempt', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const store = storeForTest(file);
  const outbox = createOutbox(store);
  await outbox.put([post('a')], T0);
  const [due] = await outbox.due(T0, GRACE, 10);
  expect(due?.attemptedAt).toBeUndefined();
  await outbox.attempt(due?.id ?? '', after(500));
  store.$client.close();
  const again = createOutbox(storeForTest(file));
  expect(await again.due(after(500 + GRACE - 1), GRACE, 10)).toEqual([]);
  expect(await again.nextDue(GRACE)).toEqual(after(500 + GRACE));
  expect(await again.due(after(500 + GRACE), GRACE, 10)).toMatchObject([{ id: due?.id, attemptedAt: after(500) }]);
});

test('what was refused is due again at its time, without a look; what is unsure after the grace, with one', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a'), post('b', 'C0OTHER')], T0);
  for (const { id, subject } of await outbox.due(T0, GRACE, 10)) {
    await outbox.attempt(id, T0);
    if (subject === 'a') await outbox.refused(id, 'not_in_channel', after(60_000));
    else await outbox.unsure(id, 'no answer');
  }
  expect(await outbox.nextDue(GRACE)).toEqual(after(GRACE));
  expect(await outbox.due(after(GRACE), GRACE, 10)).toMatchObject([{ subject: 'b', attemptedAt: T0 }]);
  const due = await outbox.due(after(60_000), GRACE, 10);
  expect(due.find(({ subject }) => subject === 'a')?.attemptedAt).toBeUndefined();
  expect(await outbox.troubles()).toEqual([
    { channel: 'C0COSTS', reason: 'not_in_channel', since: T0 },
    { channel: 'C0OTHER', reason: 'no answer', since: T0 },
  ]);
});

test('what was sent at last is no trouble any more', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a')], T0);
  const [due] = await outbox.due(T0, GRACE, 10);
  await outbox.refused(due?.id ?? '', 'not_in_channel', T0);
  await outbox.sent(due?.id ?? '', 'C0COSTS', '1.1', T0);
  expect(await outbox.troubles()).toEqual([]);
  expect(await outbox.nextDue(GRACE)).toBeUndefined();
});

test.each(['refused', 'crashed'] as const)(
  'an edit that %s while a newer one came is never said after it',
  async (how) => {
    const outbox = await withSent();
    await outbox.put([edit('a', 'old')], after(1));
    const [old] = await outbox.due(after(2_000), GRACE, 10);
    await outbox.attempt(old?.id ?? '', after(2_000));
    await outbox.put([edit('a', 'new')], after(2_100));
    if (how === 'refused') await outbox.refused(old?.id ?? '', 'Slack asked to wait', after(3_000));
    const said: unknown[] = [];
    for (let now = after(4_000); said.length < 5; now = new Date(now.getTime() + GRACE)) {
      const [due] = await outbox.due(now, GRACE, 10);
      if (!due) break;
      said.push(due.message);
      await outbox.attempt(due.id, now);
      await outbox.sent(due.id, 'C0COSTS', '1.1', now);
    }
    expect(said).toEqual([edit('a', 'new').message]);
  },
);

test('what cannot be delivered at all is given up and said, and does not come up again', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a')], T0);
  const [due] = await outbox.due(T0, GRACE, 10);
  await outbox.undeliverable(due?.id ?? '', 'the incident is gone');
  expect(await outbox.due(after(1e9), GRACE, 10)).toEqual([]);
  expect(await outbox.troubles()).toMatchObject([{ reason: 'the incident is gone' }]);
});
