import { expect, test } from 'vitest';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import type { Invocation } from '../../../src/demo/scenario/types.ts';
import { parseDay } from '../../../src/domain/day.ts';

const scenario = createScenario({ lastDay: parseDay('2026-11-21') });

function fn(name: string) {
  const found = scenario.functions.find((candidate) => candidate.name === name);
  if (!found) throw new Error(`no function ${name}`);
  return found;
}

function invoked(name: string, from: string, to: string): Invocation[] {
  return [...fn(name).invocations(new Date(from), new Date(to))];
}

test('orders-poller runs 60 times an hour before its story and 720 in it', () => {
  expect(invoked('orders-poller', '2026-11-17T11:00:00Z', '2026-11-17T12:00:00Z')).toHaveLength(60);
  expect(invoked('orders-poller', '2026-11-17T14:00:00Z', '2026-11-17T15:00:00Z')).toHaveLength(720);
  expect(invoked('orders-poller', '2026-11-17T13:05:00Z', '2026-11-17T13:07:00Z')).toHaveLength(13);
});

test('event-fanout runs about 40 times as often in its story', () => {
  const usual = invoked('event-fanout', '2026-10-30T00:00:00Z', '2026-10-30T06:00:00Z').length;
  const fed = invoked('event-fanout', '2026-11-03T00:00:00Z', '2026-11-03T06:00:00Z').length;
  expect(fed / usual).toBeGreaterThan(36);
  expect(fed / usual).toBeLessThan(44);
});

test('message-bridge writes at least every 6 minutes before its story, then runs on for 3 ms without a line', () => {
  const before = invoked('message-bridge', '2026-11-18T08:41:00Z', '2026-11-19T08:41:00Z');
  const spoke = before.filter(({ lines }) => lines.length > 0).map(({ start }) => start.getTime());
  const gaps = spoke.slice(1).map((at, i) => at - (spoke[i] ?? 0));
  expect(Math.max(...gaps)).toBeLessThanOrEqual(6 * 60_000);
  expect(before.every(({ durationMs }) => durationMs > 200)).toBe(true);
  const after = invoked('message-bridge', '2026-11-19T08:41:00Z', '2026-11-20T08:41:00Z');
  expect(after).toHaveLength(24 * 60);
  expect(after.every(({ lines, durationMs, error }) => lines.length === 0 && durationMs < 4 && !error)).toBe(true);
});

test('message-bridge’s variable is renamed at 08:38, three minutes before it falls silent', () => {
  const names = (at: string) => fn('message-bridge').environmentAt(new Date(at));
  expect(names('2026-11-19T08:37:59Z')).toContain('BRIDGE_TARGET_URL');
  expect(names('2026-11-19T08:38:00Z')).toContain('BRIDGE_URL');
  expect(names('2026-11-19T08:38:00Z')).not.toContain('BRIDGE_TARGET_URL');
});

test('functions of core-prod stand still while production is suspended', () => {
  expect(invoked('auth-token', '2026-11-07T01:00:00Z', '2026-11-07T03:00:00Z')).toEqual([]);
  expect(invoked('auth-token', '2026-11-07T00:00:00Z', '2026-11-07T01:00:00Z').length).toBeGreaterThan(400);
});

test('nightly-report runs once a day', () => {
  expect(invoked('nightly-report', '2026-11-10T00:00:00Z', '2026-11-17T00:00:00Z')).toHaveLength(7);
});

test.each(['orders-poller', 'checkout-api', 'event-fanout', 'usage-export'])(
  'invocations of %s are the same whatever the window they are asked for in, in order and never twice',
  (name) => {
    const whole = invoked(name, '2026-11-17T12:00:00Z', '2026-11-17T15:00:00Z');
    const parts = ['12:00:00', '12:31:17', '13:05:59', '14:59:59.500', '15:00:00'].map((time) => `2026-11-17T${time}Z`);
    const joined = parts.slice(1).flatMap((to, i) => invoked(name, parts[i] ?? '', to));
    expect(joined).toEqual(whole);
    const starts = whole.map(({ start }) => start.getTime());
    expect(starts).toEqual([...starts].sort((a, b) => a - b));
    expect(new Set(whole.map(({ requestId }) => requestId)).size).toBe(whole.length);
  },
);

test('checkout-api writes JSON lines and has errors, cold starts and time-outs', () => {
  const calls = invoked('checkout-api', '2026-11-16T00:00:00Z', '2026-11-18T00:00:00Z');
  const levels = new Set(calls.flatMap(({ lines }) => lines.map(({ text }) => JSON.parse(text).level)));
  expect(levels).toEqual(new Set(['INFO', 'WARN', 'ERROR']));
  expect(new Set(calls.map(({ error }) => error))).toEqual(new Set([undefined, 'exception', 'timeout']));
  expect(calls.some(({ initMs }) => initMs !== undefined)).toBe(true);
});

test('an exception in text format is one line item with its stack over several lines', () => {
  const calls = invoked('warehouse-notify', '2026-11-16T00:00:00Z', '2026-11-18T00:00:00Z');
  const failed = calls.find(({ error }) => error === 'exception');
  expect(failed?.lines.at(-1)?.text.split('\n').length).toBeGreaterThan(2);
});

test('every line falls within its invocation', () => {
  for (const { name } of scenario.functions) {
    for (const { lines, durationMs } of invoked(name, '2026-11-12T02:00:00Z', '2026-11-12T03:00:00Z'))
      for (const { afterMs } of lines) expect(afterMs >= 0 && afterMs <= durationMs).toBe(true);
  }
});
