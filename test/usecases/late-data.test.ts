import { expect, test } from 'vitest';
import type { LateData } from '../../src/domain/message.ts';
import { isDataLate, tellLateData } from '../../src/usecases/late-data.ts';
import type { Memory } from '../../src/usecases/ports.ts';
import { day, sendAll } from '../store/fixtures.ts';
import { portsFor } from './world.ts';

const STALE = { newest: day('2026-11-13'), reason: undefined };

/** `tell` is one check at an instant; `said` is what was written to the outbox since the last look, sent at once. */
function lateWorld() {
  const ports = portsFor('2026-11-17T08:00:00Z');
  const said = async () => {
    const rows = await sendAll(ports.outbox);
    return rows.map(({ action, subject, channel, message }) => {
      if (message.kind !== 'late-data') throw new Error(message.kind);
      return { action, subject, channel, late: message.late };
    });
  };
  const tell = async (now: string, stale: Pick<LateData, 'newest' | 'reason'> | undefined) => {
    ports.setTime(now);
    await tellLateData({ ...ports, alertsChannel: 'C0COSTS' }, stale);
  };
  return { ...ports, said, tell };
}

test('that the bill is late is said once in the common channel, with when it was noticed', async () => {
  const { tell, said, memory } = lateWorld();
  await tell('2026-11-17T08:00:00Z', STALE);
  expect(await isDataLate(memory)).toBe(true);
  expect(await said()).toMatchObject([
    { action: 'post', channel: 'C0COSTS', late: { newest: '2026-11-13', noticedAt: '2026-11-17T08:00:00.000Z' } },
  ]);
  for (const hour of ['14', '20']) await tell(`2026-11-17T${hour}:00:00Z`, STALE);
  expect(await said()).toEqual([]);
});

test('the message is edited when what it says has changed, and keeps when it was noticed', async () => {
  const { tell, said } = lateWorld();
  await tell('2026-11-17T08:00:00Z', STALE);
  const [first] = await said();
  await tell('2026-11-18T08:00:00Z', { ...STALE, reason: 'AWS is throttling' });
  await tell('2026-11-18T14:00:00Z', { newest: day('2026-11-14'), reason: 'AWS is throttling' });
  expect(await said()).toMatchObject([
    {
      action: 'edit',
      subject: first?.subject,
      late: { newest: '2026-11-14', reason: 'AWS is throttling', noticedAt: '2026-11-17T08:00:00.000Z' },
    },
  ]);
});

test('that it is over is said on the same message, once', async () => {
  const { tell, said, memory } = lateWorld();
  await tell('2026-11-17T08:00:00Z', STALE);
  const [first] = await said();
  await tell('2026-11-18T08:00:00Z', undefined);
  expect(await isDataLate(memory)).toBe(false);
  expect(await said()).toMatchObject([
    { action: 'edit', subject: first?.subject, late: { newest: '2026-11-13', overAt: '2026-11-18T08:00:00.000Z' } },
  ]);
  await tell('2026-11-19T08:00:00Z', undefined);
  expect(await said()).toEqual([]);
});

test('the next time it is late there is a message of its own', async () => {
  const { tell, said } = lateWorld();
  await tell('2026-11-17T08:00:00Z', STALE);
  const [first] = await said();
  await tell('2026-11-18T08:00:00Z', undefined);
  await said();
  await tell('2026-11-25T08:00:00Z', { newest: day('2026-11-21'), reason: undefined });
  const [second] = await said();
  expect(second).toMatchObject({ action: 'post', late: { noticedAt: '2026-11-25T08:00:00.000Z' } });
  expect(second?.subject).not.toBe(first?.subject);
});

test('a bill that was never late is not spoken of', async () => {
  const { tell, said, memory } = lateWorld();
  await tell('2026-11-17T08:00:00Z', undefined);
  expect(await said()).toEqual([]);
  expect(await isDataLate(memory)).toBe(false);
});

test('a bill of which no day is known is late too', async () => {
  const { tell, said } = lateWorld();
  await tell('2026-11-17T08:00:00Z', { newest: undefined, reason: 'denied' });
  await tell('2026-11-17T14:00:00Z', { newest: undefined, reason: 'denied' });
  expect(await said()).toMatchObject([{ action: 'post', late: { reason: 'denied' } }]);
});

test('a check that dies between the message and its mark says nothing twice when it is made again, and ends the message it said', async () => {
  const ports = lateWorld();
  const dying: Memory = { ...ports.memory, remember: () => Promise.reject(new Error('killed')) };
  const deps = { ...ports, alertsChannel: 'C0COSTS' };
  await expect(tellLateData({ ...deps, memory: dying }, STALE)).rejects.toThrow('killed');
  const [first] = await ports.said();
  expect(first).toMatchObject({ action: 'post' });
  await ports.tell('2026-11-17T08:05:00Z', STALE);
  expect(await ports.said()).toEqual([]);
  ports.setTime('2026-11-18T08:00:00Z');
  await expect(tellLateData({ ...deps, memory: dying }, undefined)).rejects.toThrow('killed');
  await ports.tell('2026-11-18T08:05:00Z', undefined);
  const ended = await ports.said();
  expect(ended).toMatchObject([{ action: 'edit', subject: first?.subject, late: { overAt: expect.any(String) } }]);
});
