import { expect, test } from 'vitest';
import {
  isEstimated,
  refreshedAt,
  visibleLine,
  visibleShare,
} from '../../../../src/demo/cloud/cost-explorer/visible.ts';
import { parseDay } from '../../../../src/domain/day.ts';
import { scenario } from '../sample.ts';

const day = parseDay('2026-11-17');
const LAMBDA = { day, service: 'AWS Lambda', recordType: 'Usage' };

function shares(instant: string): number[] {
  const services = new Set(scenario.linesOf(day).map(({ service }) => service));
  return [...services].map((service) => visibleShare({ ...LAMBDA, service }, new Date(instant)));
}

test('the data is refreshed at 00, 08 and 16 h UTC and stands still between', () => {
  expect(refreshedAt(new Date('2026-11-18T07:59:59Z')).toISOString()).toBe('2026-11-18T00:00:00.000Z');
  expect(refreshedAt(new Date('2026-11-18T08:00:00Z')).toISOString()).toBe('2026-11-18T08:00:00.000Z');
  expect(refreshedAt(new Date('2026-11-18T23:59:59Z')).toISOString()).toBe('2026-11-18T16:00:00.000Z');
  expect(shares('2026-11-18T08:00:00Z')).toEqual(shares('2026-11-18T15:59:59Z'));
});

test.each([
  ['before the day', '2026-11-16T23:59:00Z', 0, 0],
  ['in its morning', '2026-11-17T09:00:00Z', 0, 0],
  ['in its afternoon', '2026-11-17T17:00:00Z', 0.15, 0.45],
  ['at its end', '2026-11-18T01:00:00Z', 0.6, 0.8],
  ['8 hours after', '2026-11-18T09:00:00Z', 0.87, 0.95],
  ['16 hours after', '2026-11-18T17:00:00Z', 0.955, 0.985],
  ['24 hours after', '2026-11-19T01:00:00Z', 0.99, 0.999],
  ['48 hours after', '2026-11-20T00:00:00Z', 1, 1],
  ['a month after', '2026-12-20T00:00:00Z', 1, 1],
])('%s the share of usage that is in lies where it should for every service', (_, instant, least, most) => {
  for (const share of shares(instant)) {
    expect(share).toBeGreaterThanOrEqual(least);
    expect(share).toBeLessThanOrEqual(most);
  }
});

test('services come in at slightly different speeds, and none ever shrinks', () => {
  expect(new Set(shares('2026-11-18T09:00:00Z')).size).toBeGreaterThan(10);
  let before = 0;
  for (let hour = 0; hour < 96; hour++) {
    const share = visibleShare(LAMBDA, new Date(Date.parse('2026-11-17T00:00:00Z') + hour * 3_600_000));
    expect(share).toBeGreaterThanOrEqual(before);
    before = share;
  }
});

test.each([
  ['Support', '2026-11-01', '2026-12-01T23:59:00Z', '2026-12-02T00:00:00Z'],
  ['Credit', '2026-11-30', '2026-12-05T23:59:00Z', '2026-12-06T00:00:00Z'],
  ['Refund', '2026-11-17', '2026-11-22T23:59:00Z', '2026-11-23T00:00:00Z'],
  ['Tax', '2026-12-01', '2026-12-01T07:59:00Z', '2026-12-01T08:00:00Z'],
])('%s of %s comes all at once, after its time', (recordType, on, before, after) => {
  const line = { day: parseDay(on), service: 'AWS Support (Business)', recordType };
  expect(visibleShare(line, new Date(before))).toBe(0);
  expect(visibleShare(line, new Date(after))).toBe(1);
});

test('a line in part is whole micros, and none at all while nothing of it is in', () => {
  const [line] = scenario.linesOf(day);
  if (!line) throw new Error('no line');
  const part = visibleLine(line, new Date('2026-11-18T09:00:00Z'));
  expect(Number.isInteger(part?.amortized)).toBe(true);
  expect(part?.amortized).toBeLessThan(line.amortized);
  expect(visibleLine(line, new Date('2026-11-17T01:00:00Z'))).toBeUndefined();
  expect(visibleLine(line, new Date('2026-11-25T00:00:00Z'))).toBe(line);
});

test.each([
  ['2026-11-17', '2026-11-30T12:00:00Z', true],
  ['2026-11-30', '2026-12-04T23:59:00Z', true],
  ['2026-11-30', '2026-12-05T00:00:00Z', false],
  ['2026-12-01', '2026-12-05T00:00:00Z', true],
  ['2025-12-31', '2026-01-03T00:00:00Z', true],
  ['2026-02-28', '2026-03-05T00:00:00Z', false],
  ['2026-10-31', '2026-12-01T00:00:00Z', false],
])('whether %s is estimated at %s is %s', (of, at, estimated) => {
  expect(isEstimated(parseDay(of), new Date(at))).toBe(estimated);
});
