import { describe, expect, test } from 'vitest';
import { type Micros, micros } from '../../src/domain/money.ts';
import { createMemory } from '../../src/store/memory.ts';
import { createMeter } from '../../src/store/meter.ts';
import { createSlots } from '../../src/store/slots.ts';
import type { PaidRequest } from '../../src/usecases/ports.ts';
import { at, day, storeForTest } from './fixtures.ts';

describe('the meter', () => {
  const request = (when: string, more: Partial<PaidRequest> = {}): PaidRequest => ({
    at: at(when),
    payer: 'main',
    operation: 'GetCostAndUsage',
    cut: 'account/service',
    purpose: 'daily',
    cost: micros(0.01),
    ...more,
  });

  test('counts by UTC day and by purpose, and charges no failed request', async () => {
    const meter = createMeter(storeForTest());
    await meter.record(request('2026-12-31T23:59:59Z'));
    await meter.record(request('2027-01-01T00:00:00Z', { purpose: 'backfill' }));
    await meter.record(request('2027-01-01T12:00:00Z', { payer: 'second' }));
    await meter.record(request('2027-01-01T13:00:00Z', { cost: 0 as Micros, failure: 'throttled' }));
    expect(await meter.spentOn(day('2026-12-31'))).toEqual({ requests: 1, cost: micros(0.01) });
    expect(await meter.spentOn(day('2027-01-01'))).toEqual({ requests: 2, cost: micros(0.02) });
    expect(await meter.spentFor('daily')).toEqual({ requests: 2, cost: micros(0.02) });
    expect(await meter.spentFor('backfill')).toEqual({ requests: 1, cost: micros(0.01) });
  });

  test('says nothing was spent where nothing was', async () => {
    expect(await createMeter(storeForTest()).spentFor('doctor')).toEqual({ requests: 0, cost: 0 });
  });

  test('keeps failed requests, with the reason', async () => {
    const store = storeForTest();
    await createMeter(store).record(request('2027-01-01T13:00:00Z', { cost: 0 as Micros, failure: 'throttled' }));
    expect(store.$client.prepare('SELECT cost, failure FROM paid_requests').all()).toEqual([
      { cost: 0, failure: 'throttled' },
    ]);
  });
});

describe('memory', () => {
  test('gives back what was remembered last, and nothing where nothing was', async () => {
    const memory = createMemory(storeForTest());
    expect(await memory.recall('a')).toBeUndefined();
    await memory.remember('a', { list: [1, 'zwei', null] });
    await memory.remember('a', { list: [2] });
    await memory.remember('b', 'other');
    expect(await memory.recall('a')).toEqual({ list: [2] });
  });
});

describe('slots', () => {
  const now = at('2026-11-17T09:00:00Z');
  const done = { state: 'done', words: 'ok', notBefore: now } as const;

  test('a slot that is done is never taken again', async () => {
    const slots = createSlots(storeForTest());
    expect(await slots.begin('digest', '2026-11-17', now)).toBe(true);
    await slots.end('digest', '2026-11-17', now, done);
    expect(await slots.begin('digest', '2026-11-17', now)).toBe(false);
    expect(await slots.last('digest')).toMatchObject({ state: 'done' });
  });

  test.each(['failed', 'running'] as const)(
    'a slot left %s is taken again, and its attempts are counted',
    async (state) => {
      const slots = createSlots(storeForTest());
      await slots.begin('digest', '2026-11-17', now);
      const notBefore = at('2026-11-17T09:05:00Z');
      if (state === 'failed') await slots.end('digest', '2026-11-17', now, { state, words: 'no', notBefore });
      expect(await slots.last('digest')).toMatchObject({ slot: '2026-11-17', state, attempts: 1 });
      expect(await slots.begin('digest', '2026-11-17', now)).toBe(true);
      expect(await slots.last('digest')).toMatchObject({ state: 'running', attempts: 2 });
    },
  );

  test('the last slot is the newest of its own job', async () => {
    const slots = createSlots(storeForTest());
    expect(await slots.last('digest')).toBeUndefined();
    for (const slot of ['2026-12-31', '2027-01-01', '2026-02-28']) await slots.begin('digest', slot, now);
    await slots.begin('sync', '2028-01-01T00', now);
    expect(await slots.last('digest')).toMatchObject({ slot: '2027-01-01' });
  });
});
