import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, parseDay, weekdayOf } from '../../src/domain/day.ts';
import { type DigestDays, dueSlot, type Schedule } from '../../src/domain/schedule.ts';
import { walkDigests } from './digest-days.ts';

const daily = (at: string, zone: string, days: DigestDays = 'daily'): Schedule => ({ every: 'day', at, zone, days });
const due = (schedule: Schedule, now: string) => {
  const slot = dueSlot(schedule, new Date(now));
  return slot && `${slot.slot} ${slot.at.toISOString().slice(0, 16)}`;
};

describe('every so many hours, a slot begins with its UTC hour', () => {
  test.each([
    [1, '2026-11-17T08:59:59.999Z', '2026-11-17T08 2026-11-17T08:00'],
    [1, '2026-11-17T09:00:00.000Z', '2026-11-17T09 2026-11-17T09:00'],
    [6, '2026-11-17T08:30:00Z', '2026-11-17T06 2026-11-17T06:00'],
    [6, '2027-01-01T00:00:00Z', '2027-01-01T00 2027-01-01T00:00'],
    [8, '2024-02-29T23:59:00Z', '2024-02-29T16 2024-02-29T16:00'],
  ])('%i h at %s', (hours, now, expected) => {
    expect(due({ every: 'hours', hours }, now)).toBe(expected);
  });
});

describe('the newest slot that has begun is due, and no other', () => {
  test.each([
    ['a minute before its time', 'daily', '2026-11-17T07:59:00Z', '2026-11-16 2026-11-16T08:00'],
    ['at its time', 'daily', '2026-11-17T08:00:00Z', '2026-11-17 2026-11-17T08:00'],
    ['late in the evening', 'daily', '2026-11-17T22:59:00Z', '2026-11-17 2026-11-17T08:00'],
    ['on a Saturday: Friday', 'weekdays', '2026-11-21T12:00:00Z', '2026-11-20 2026-11-20T08:00'],
    ['before nine on a Monday: Friday', 'weekdays', '2026-11-23T07:59:00Z', '2026-11-20 2026-11-20T08:00'],
    ['at nine on a Monday', 'weekdays', '2026-11-23T08:00:00Z', '2026-11-23 2026-11-23T08:00'],
    ['weekly, a minute before: a week ago', ['tue'], '2026-11-17T07:59:00Z', '2026-11-10 2026-11-10T08:00'],
    ['weekly, six days after', ['wed'], '2026-11-17T12:00:00Z', '2026-11-11 2026-11-11T08:00'],
    ['on New Year', 'daily', '2027-01-01T07:00:00Z', '2026-12-31 2026-12-31T08:00'],
  ] as const)('%s', (_, days, now, expected) => {
    expect(due(daily('09:00', 'Europe/Berlin', days), now)).toBe(expected);
  });

  test('where the local date is ahead of UTC, the slot bears the local date', () => {
    expect(due(daily('09:00', 'Pacific/Kiritimati'), '2026-11-16T19:00:00Z')).toBe('2026-11-17 2026-11-16T19:00');
    expect(due(daily('00:00', 'Pacific/Pago_Pago'), '2026-11-17T10:59:00Z')).toBe('2026-11-16 2026-11-16T11:00');
  });
});

describe('when clocks change, a day has exactly one slot', () => {
  test.each([
    ['02:30', 'Europe/Berlin', '2025-03-28', '2025-04-01'],
    ['02:30', 'Europe/Berlin', '2025-10-24', '2025-10-28'],
    ['00:00', 'Africa/Cairo', '2025-04-23', '2025-04-27'],
    ['00:00', 'America/Santiago', '2025-09-05', '2025-09-09'],
    ['00:30', 'Asia/Beirut', '2025-03-28', '2025-04-01'],
    ['01:30', 'Europe/London', '2025-10-24', '2025-10-28'],
    ['02:15', 'America/New_York', '2025-03-07', '2025-03-11'],
    ['23:45', 'Asia/Pyongyang', '2018-05-02', '2018-05-08'],
  ])('%s in %s, %s to %s', (at, zone, from, to) => {
    const seen = new Map<string, string>();
    const begins: string[] = [];
    // A tick each ten minutes, as the ticker would ask.
    for (let now = Date.parse(from); now < Date.parse(to); now += 600_000) {
      const slot = dueSlot(daily(at, zone), new Date(now));
      if (!slot) throw new Error('nothing was ever due');
      expect(slot.at.getTime()).toBeLessThanOrEqual(now);
      if (!seen.has(slot.slot)) begins.push(slot.slot);
      expect(seen.get(slot.slot) ?? slot.at.toISOString()).toBe(slot.at.toISOString());
      seen.set(slot.slot, slot.at.toISOString());
    }
    expect(begins).toEqual([...begins].sort());
    const [first = '', last = ''] = [begins[0], begins.at(-1)];
    const expected = [];
    for (let day = parseDay(first); day <= last; day = addDays(day, 1)) expected.push(day);
    expect(begins).toEqual(expected);
  });
});

test('a date that a zone leaves out has no slot, and the days around it have theirs', () => {
  const slots = new Set<string>();
  for (let now = Date.parse('2011-12-28'); now < Date.parse('2012-01-02'); now += 600_000)
    slots.add(dueSlot(daily('09:00', 'Pacific/Apia'), new Date(now))?.slot ?? 'none');
  expect([...slots]).toEqual(['2011-12-27', '2011-12-28', '2011-12-29', '2011-12-31', '2012-01-01', '2012-01-02']);
});

const DAY_MS = 86_400_000;
const HOUR_MS = 3_600_000;
const anyInstant = fc.integer({ min: Date.parse('2011-01-01') / HOUR_MS, max: Date.parse('2036-01-01') / HOUR_MS });
/** Weeks in which clocks change somewhere, by month and day of their beginning. */
const CHANGES = ['03-06', '03-25', '04-01', '04-22', '09-02', '09-26', '10-02', '10-25', '10-31'];
const anyChange = fc
  .record({ year: fc.integer({ min: 2011, max: 2035 }), begin: fc.constantFrom(...CHANGES), day: fc.nat(6) })
  .map(({ year, begin, day }) => Date.parse(`${year}-${begin}T00:00:00Z`) / HOUR_MS + 24 * day);
const minutes = (most: number) =>
  fc.nat(most).map((all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`);

test('in every zone each local day has exactly one digest, around any day and at any time', () => {
  for (const zone of Intl.supportedValuesOf('timeZone'))
    fc.assert(
      fc.property(fc.oneof(anyInstant, anyChange), fc.oneof(minutes(1439), minutes(180)), (hour, at) => {
        const begin = hour * HOUR_MS;
        const walk = { zone, at, from: begin - 3 * DAY_MS, to: begin + 3 * DAY_MS, tickMs: 3 * HOUR_MS };
        expect(walkDigests(walk).faults).toEqual([]);
      }),
      { numRuns: 2 },
    );
});

test('after a week off one slot is due, not five', () => {
  const schedule = daily('09:00', 'UTC', 'weekdays');
  const before = dueSlot(schedule, new Date('2026-11-13T12:00:00Z'));
  const after = dueSlot(schedule, new Date('2026-11-20T12:00:00Z'));
  expect([before?.slot, after?.slot]).toEqual(['2026-11-13', '2026-11-20']);
});

test('a digest on weekdays never bears the date of a weekend', () => {
  for (let hour = 0; hour < 24 * 30; hour++) {
    const slot = dueSlot(daily('09:00', 'Asia/Tokyo', 'weekdays'), new Date(Date.UTC(2026, 1, 1, hour)));
    expect([1, 2, 3, 4, 5]).toContain(weekdayOf(parseDay(slot?.slot ?? '')));
    expect(dayOf(slot?.at ?? new Date(0))).toBe(slot?.slot);
  }
});
