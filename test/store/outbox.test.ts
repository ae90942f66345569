import path from 'node:path';
import { expect, test } from 'vitest';
import type { DayOne } from '../../src/domain/day-one.ts';
import type { Delivery } from '../../src/domain/message.ts';
import { createOutbox, hasPost, withdraw } from '../../src/store/outbox.ts';
import type { DueDelivery, Outbox } from '../../src/usecases/ports.ts';
import { at, folderForTest, storeForTest } from './fixtures.ts';

const T0 = at('2026-11-20T08:00:00Z');
const after = (ms: number) => new Date(T0.getTime() + ms);
const GRACE = 15_000;
const HOUR = 3_600_000;
const COSTS = 'C0COSTS';

const post = (subject: string, channel = COSTS): Delivery => ({
  subject,
  action: 'post',
  channel,
  message: { kind: 'alert', incidentId: 1 },
});
const edit = (subject: string, words = '', channel = COSTS): Delivery => ({
  subject,
  action: 'edit',
  channel,
  message: { kind: 'day-one', dayOne: { chosenBy: words } as DayOne },
});
const reply = (subject: string, thread: string, channel = COSTS): Delivery => ({ ...post(subject, channel), thread });

const subjects = (due: readonly DueDelivery[]) => due.map(({ subject }) => subject);

/** Takes the one delivery that is due for an attempt. */
async function take(outbox: Outbox, now: Date) {
  const [due] = await outbox.due(now, GRACE, 1);
  if (!due) throw new Error('nothing is due');
  return { ...due, token: (await outbox.attempt(due, now)) ?? '' };
}

async function send(outbox: Outbox, now: Date, ts = '1.1') {
  const { id, token, channel } = await take(outbox, now);
  await outbox.sent(id, token, { channel, ts }, now);
}

/** An outbox with one message in Slack already, whose edits and replies are to be tried. */
async function withSent(subject = 'a', store = storeForTest()) {
  const outbox = createOutbox(store);
  await outbox.put([post(subject)], T0);
  await send(outbox, T0);
  return outbox;
}

test('a subject is posted once, whoever asks again, even after it was sent', async () => {
  const outbox = await withSent();
  expect(await outbox.put([post('a'), post('a', 'C0OTHER')], after(1))).toBe(0);
  expect(await outbox.due(after(60_000), GRACE, 10)).toEqual([]);
});

test('what is due goes one a channel, the oldest first, and a second apart', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a1'), post('b1', 'C0OTHER'), post('a2'), post('b2', 'C0OTHER'), post('a3')], T0);
  const order: string[] = [];
  let now = T0;
  for (let round = 0; round < 3; round++) {
    for (const due of await outbox.due(now, GRACE, 10)) {
      order.push(due.subject);
      const token = await outbox.attempt(due, now);
      await outbox.sent(due.id, token, { channel: due.channel, ts: '1.1' }, now);
    }
    expect(await outbox.due(new Date(now.getTime() + 900), GRACE, 10)).toEqual([]);
    now = new Date(now.getTime() + 1000);
  }
  expect(order).toEqual(['a1', 'b1', 'a2', 'b2', 'a3']);
});

test('posts, replies and edits of a channel are a second apart alike, an attempt without an answer too', async () => {
  const outbox = await withSent();
  await outbox.put([edit('a'), reply('r', 'a'), post('b')], after(1));
  const order: string[] = [];
  for (let now = after(1000); order.length < 3; now = new Date(now.getTime() + 1000)) {
    expect(await outbox.due(new Date(now.getTime() - 1), GRACE, 10)).toEqual([]);
    const { id, token, subject } = await take(outbox, now);
    order.push(subject);
    await outbox.unsure(id, token, 'no answer');
  }
  expect(order).toEqual(['a', 'r', 'b']);
});

test('no more than asked for is due at a time', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put(
    ['C1', 'C2', 'C3'].map((channel) => post(channel, channel)),
    T0,
  );
  expect(subjects(await outbox.due(T0, GRACE, 2))).toEqual(['C1', 'C2']);
});

test('a pause holds the whole channel and no other, is never shortened, and outlives the process', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const store = storeForTest(file);
  const outbox = createOutbox(store);
  await outbox.put([post('a'), post('b', 'C0OTHER')], T0);
  await outbox.pause(COSTS, after(30_000));
  await outbox.pause(COSTS, after(5_000));
  store.$client.close();
  const again = createOutbox(storeForTest(file));
  await again.wake();
  expect(subjects(await again.due(after(29_999), GRACE, 10))).toEqual(['b']);
  expect(subjects(await again.due(after(30_000), GRACE, 10))).toEqual(['a', 'b']);
});

test('a delivery that was being sent when the process died is due after the grace, with its attempt', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const store = storeForTest(file);
  const outbox = createOutbox(store);
  await outbox.put([post('a')], T0);
  const taken = await take(outbox, after(500));
  expect(taken.attemptedAt).toBeUndefined();
  store.$client.close();
  const again = createOutbox(storeForTest(file));
  await again.wake();
  expect(await again.due(after(500 + GRACE - 1), GRACE, 10)).toEqual([]);
  expect(await again.nextDue(GRACE)).toEqual(after(500 + GRACE));
  expect(await again.due(after(500 + GRACE), GRACE, 10)).toMatchObject([
    { id: taken.id, token: taken.token, attemptedAt: after(500) },
  ]);
});

test('of two processes that want to send one delivery, one may', async () => {
  const file = path.join(folderForTest(), 'billhook.db');
  const [one, other] = [createOutbox(storeForTest(file)), createOutbox(storeForTest(file))];
  for (let i = 0; i < 50; i++) {
    const now = after(i * 2000);
    await one.put([post(`a${i}`)], now);
    const [seen] = await one.due(now, GRACE, 1);
    const [alsoSeen] = await other.due(now, GRACE, 1);
    if (!seen || !alsoSeen) throw new Error('both must see it');
    const tokens = await Promise.all(
      (i % 2 ? [one, other] : [other, one]).map((outbox) => outbox.attempt(outbox === one ? seen : alsoSeen, now)),
    );
    expect(tokens.filter((token) => token !== undefined)).toHaveLength(1);
    await one.sent(seen.id, tokens.find(Boolean), { channel: COSTS, ts: '1.1' }, now);
  }
  expect(await other.nextDue(GRACE)).toBeUndefined();
});

test.each(['sent', 'refused', 'postponed', 'unsure', 'unseen', 'undeliverable'] as const)(
  'a late word of an earlier attempt (%s) changes nothing',
  async (word) => {
    const outbox = createOutbox(storeForTest());
    await outbox.put([post('a'), reply('r', 'a')], T0);
    const first = await take(outbox, T0);
    const second = await take(outbox, after(GRACE));
    const now = after(GRACE + 1);
    if (word === 'sent') await outbox.sent(first.id, first.token, { channel: COSTS, ts: '9.9' }, now);
    if (word === 'refused') await outbox.refused(first.id, first.token, 'no', now, now);
    if (word === 'postponed') await outbox.postponed(first.id, first.token, 'wait');
    if (word === 'unsure') await outbox.unsure(first.id, first.token, 'no answer');
    if (word === 'unseen') await outbox.unseen(first.id, first.token, 'no', now, now);
    if (word === 'undeliverable') await outbox.undeliverable(first.id, first.token, 'no', now);
    expect(await outbox.troubles(T0)).toEqual([]);
    expect(await outbox.nextDue(GRACE)).toEqual(after(2 * GRACE));
    await outbox.sent(second.id, second.token, { channel: COSTS, ts: '1.1' }, now);
    expect(await outbox.due(after(HOUR), GRACE, 10)).toMatchObject([
      { subject: 'r', thread: { channel: COSTS, ts: '1.1' } },
    ]);
  },
);

test('what was refused is due again at its time, without a look; what is unsure after the grace, with one', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a'), post('b', 'C0OTHER'), post('c', 'C0BUSY')], T0);
  for (const due of await outbox.due(T0, GRACE, 10)) {
    const token = (await outbox.attempt(due, T0)) ?? '';
    if (due.subject === 'a') await outbox.refused(due.id, token, 'not_in_channel', T0, after(60_000));
    else if (due.subject === 'b') await outbox.unsure(due.id, token, 'no answer');
    else await outbox.postponed(due.id, token, 'Slack asked to wait');
  }
  await outbox.pause('C0BUSY', after(HOUR));
  expect(await outbox.nextDue(GRACE)).toEqual(after(GRACE));
  expect(await outbox.due(after(GRACE), GRACE, 10)).toMatchObject([{ subject: 'b', attemptedAt: T0 }]);
  const due = await outbox.due(after(60_000), GRACE, 10);
  expect(due[0]).toMatchObject({ subject: 'a', attemptedAt: undefined, failingSince: T0 });
  const usual = { since: T0, givenUp: false };
  expect(await outbox.troubles(T0)).toEqual([
    { channel: COSTS, reason: 'not_in_channel', refused: true, ...usual },
    { channel: 'C0OTHER', reason: 'no answer', refused: false, ...usual },
    { channel: 'C0BUSY', reason: 'Slack asked to wait', refused: false, ...usual },
  ]);
});

test('it is kept since when Slack refuses, over busy times and silence, and forgotten once it was sent', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a')], T0);
  const refused = await take(outbox, T0);
  await outbox.refused(refused.id, refused.token, 'not_in_channel', T0, T0);
  const busy = await take(outbox, after(HOUR));
  await outbox.postponed(busy.id, busy.token, 'Slack asked to wait');
  const silent = await take(outbox, after(2 * HOUR));
  await outbox.unsure(silent.id, silent.token, 'no answer');
  const again = await take(outbox, after(3 * HOUR));
  expect(again.failingSince).toEqual(T0);
  await outbox.refused(again.id, again.token, 'is_archived', after(3 * HOUR), after(3 * HOUR));
  expect(await outbox.troubles(T0)).toMatchObject([{ reason: 'is_archived', since: T0 }]);
  await send(outbox, after(4 * HOUR));
  expect(await outbox.troubles(T0)).toEqual([]);
  expect(await outbox.nextDue(GRACE)).toBeUndefined();
});

test('waking has all that was refused tried at once', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a')], T0);
  const { id, token } = await take(outbox, T0);
  await outbox.refused(id, token, 'not_in_channel', T0, after(HOUR));
  expect(await outbox.due(after(2000), GRACE, 10)).toEqual([]);
  await outbox.wake();
  expect(subjects(await outbox.due(after(2000), GRACE, 10))).toEqual(['a']);
});

test('an edit waits for its post', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a'), edit('a')], T0);
  expect(await outbox.due(T0, GRACE, 10)).toMatchObject([{ action: 'post' }]);
});

test('edits that wait collapse into the newest', async () => {
  const outbox = await withSent();
  await outbox.put([edit('a', 'first'), edit('a', 'second')], after(1));
  await outbox.put([edit('a', 'third')], after(2));
  expect(await outbox.due(after(60_000), GRACE, 10)).toMatchObject([
    { action: 'edit', target: { channel: COSTS, ts: '1.1' }, message: { dayOne: { chosenBy: 'third' } } },
  ]);
});

test('an edit that takes the place of a refused one is tried at once, and has been refused for as long', async () => {
  const outbox = await withSent();
  await outbox.put([edit('a', 'old')], after(1));
  const { id, token } = await take(outbox, after(2000));
  await outbox.refused(id, token, 'is_inactive', after(2000), after(HOUR));
  await outbox.put([edit('a', 'new')], after(3000));
  expect(await outbox.due(after(4000), GRACE, 10)).toMatchObject([
    { message: { dayOne: { chosenBy: 'new' } }, failingSince: after(2000) },
  ]);
});

test.each([
  ['refused', 3_000],
  ['postponed', 3_000],
  ['without an answer', 2_000 + GRACE],
  ['cut short by a crash', 2_000 + GRACE],
  ['sent', 3_000],
])(
  'of an edit that is %s while a newer one comes, the newer is said last, once it cannot be overtaken',
  async (how, from) => {
    const outbox = await withSent();
    await outbox.put([edit('a', 'old')], after(1));
    const { id, token } = await take(outbox, after(2_000));
    await outbox.put([edit('a', 'new')], after(2_100));
    expect(await outbox.nextDue(GRACE)).toEqual(after(2_000 + GRACE));
    if (how === 'refused') await outbox.refused(id, token, 'no', after(2_000), after(3_000));
    if (how === 'postponed') await outbox.postponed(id, token, 'Slack asked to wait');
    if (how === 'without an answer') await outbox.unsure(id, token, 'no answer');
    if (how === 'sent') await outbox.sent(id, token, { channel: COSTS, ts: '1.1' }, after(2_000));
    expect(await outbox.due(after(2_999), GRACE, 10)).toEqual([]);
    const newer = await take(outbox, after(from));
    expect(newer.message).toEqual(edit('a', 'new').message);
    await outbox.sent(newer.id, newer.token, { channel: COSTS, ts: '1.1' }, after(from));
    expect(await outbox.nextDue(GRACE)).toBeUndefined();
    expect(await outbox.troubles(T0)).toEqual([]);
  },
);

test('a reply waits until the message was sent in whose thread it goes, and follows it to its channel', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([reply('r1', 'a', 'C0ELSEWHERE'), post('a'), reply('r2', 'a')], T0);
  const { id, token } = await take(outbox, T0);
  await outbox.unsure(id, token, 'no answer');
  expect(subjects(await outbox.due(after(GRACE), GRACE, 10))).toEqual(['a']);
  await outbox.sent(id, token, { channel: COSTS, ts: '7.7' }, after(GRACE));
  const [first, ...others] = await outbox.due(after(GRACE + 1000), GRACE, 10);
  expect(others).toEqual([]);
  expect(first).toMatchObject({
    subject: 'r1',
    channel: COSTS,
    thread: { channel: COSTS, ts: '7.7' },
    target: undefined,
  });
});

test('with a message that is given up go its edits and all that waits for its thread, and nothing else', async () => {
  const outbox = createOutbox(storeForTest());
  await outbox.put([post('a'), edit('a'), reply('r', 'a'), reply('r of r', 'r'), post('b', 'C0OTHER')], T0);
  const { id, token } = await take(outbox, T0);
  await outbox.undeliverable(id, token, 'the channel is gone', after(5));
  expect(subjects(await outbox.due(after(1e9), GRACE, 10))).toEqual(['b']);
  const trouble = { channel: COSTS, reason: 'the channel is gone', refused: true, givenUp: true };
  expect(await outbox.troubles(after(5))).toMatchObject([trouble]);
  expect(await outbox.troubles(after(6))).toEqual([]);
});

test('what was given up is kept, and its subject is not posted again', async () => {
  const store = storeForTest();
  const outbox = createOutbox(store);
  await outbox.put([post('a')], T0);
  const { id, token } = await take(outbox, T0);
  await outbox.undeliverable(id, token, 'the channel is gone', T0);
  expect(await outbox.put([post('a')], after(1))).toBe(0);
  expect(store.$client.prepare('SELECT state, failure FROM outbox').all()).toEqual([
    { state: 'undeliverable', failure: 'the channel is gone' },
  ]);
});

test('a post that still waits can be taken back, with what hangs on it', async () => {
  const store = storeForTest();
  const outbox = createOutbox(store);
  await outbox.put([post('a'), reply('r', 'a'), post('b')], T0);
  withdraw(store, 'a');
  expect([hasPost(store, 'a', { waitingToo: true }), hasPost(store, 'b', { waitingToo: true })]).toEqual([false, true]);
  expect(subjects(await outbox.due(T0, GRACE, 10))).toEqual(['b']);
  expect(await outbox.put([post('a')], after(1))).toBe(1);
});

test.each(['refused', 'sent', 'unsure'])('a post that was %s is not taken back', async (how) => {
  const store = storeForTest();
  const outbox = createOutbox(store);
  await outbox.put([post('a')], T0);
  const { id, token } = await take(outbox, T0);
  if (how === 'refused') await outbox.refused(id, token, 'not_in_channel', T0, T0);
  if (how === 'unsure') await outbox.unsure(id, token, 'no answer');
  if (how === 'sent') await outbox.sent(id, token, { channel: COSTS, ts: '1.1' }, T0);
  withdraw(store, 'a');
  expect(hasPost(store, 'a', { waitingToo: true })).toBe(true);
});
