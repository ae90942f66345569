import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dayFromNumber, parseDay } from '../../src/domain/day.ts';
import { formatTime, instantOf, isZone, localTime, localYesterday, zoneName } from '../../src/domain/zone.ts';

const at = (day: string, time: string, zone: string) => instantOf(parseDay(day), time, zone).toISOString();

test.each(['UTC', 'Europe/Berlin', 'Asia/Kolkata', 'Pacific/Apia'])('%s is a zone', (zone) => {
  expect(isZone(zone)).toBe(true);
});
test.each(['Mars/Olympus', 'Europe/Berln', ' '])('"%s" is none', (zone) => {
  expect(isZone(zone)).toBe(false);
});

describe('a local time on a day is one instant', () => {
  test.each([
    ['in winter', '2025-01-15', '09:00', 'Europe/Berlin', '2025-01-15T08:00'],
    ['in summer', '2025-07-15', '09:00', 'Europe/Berlin', '2025-07-15T07:00'],
    ['on the morning after clocks went forward', '2025-03-30', '09:00', 'Europe/Berlin', '2025-03-30T07:00'],
    ['on the morning after clocks went back', '2025-10-26', '09:00', 'Europe/Berlin', '2025-10-26T08:00'],
    ['just before the gap', '2025-03-30', '01:59', 'Europe/Berlin', '2025-03-30T00:59'],
    ['of a time in the gap, its end', '2025-03-30', '02:30', 'Europe/Berlin', '2025-03-30T01:00'],
    ['of the last minute in the gap, its end', '2025-03-30', '02:59', 'Europe/Berlin', '2025-03-30T01:00'],
    ['of a time that comes twice, the first', '2025-10-26', '02:30', 'Europe/Berlin', '2025-10-26T00:30'],
    [
      'of a time that comes twice in New York, the first',
      '2025-11-02',
      '01:30',
      'America/New_York',
      '2025-11-02T05:30',
    ],
    ['of a midnight that clocks skip in Cairo', '2025-04-25', '00:00', 'Africa/Cairo', '2025-04-24T22:00'],
    ['of a midnight that clocks skip in Beirut', '2025-03-30', '00:00', 'Asia/Beirut', '2025-03-29T22:00'],
    ['of a gap of half an hour', '2025-10-05', '02:10', 'Australia/Lord_Howe', '2025-10-04T15:30'],
    ['fourteen hours ahead', '2025-01-01', '00:00', 'Pacific/Kiritimati', '2024-12-31T10:00'],
    ['eleven hours behind', '2024-12-31', '23:30', 'Pacific/Pago_Pago', '2025-01-01T10:30'],
    ['off by three quarters of an hour', '2025-01-01', '09:00', 'Asia/Kathmandu', '2025-01-01T03:15'],
    ['of a day that Samoa skipped whole, the next', '2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00'],
    ['on a leap day', '2024-02-29', '09:00', 'Asia/Tokyo', '2024-02-29T00:00'],
  ])('%s', (_, day, time, zone, expected) => {
    expect(at(day, time, zone)).toBe(`${expected}:00.000Z`);
  });
});

test('the wall clock at that instant shows the time, or a later one where that time does not exist', () => {
  const zones = ['Europe/London', 'America/Santiago', 'Africa/Casablanca', 'Australia/Lord_Howe', 'Asia/Beirut', 'UTC'];
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.integer({ min: 14_610, max: 20_088 }).map(dayFromNumber),
      fc.integer({ min: 0, max: 1439 }),
      (zone, day, minute) => {
        const time = `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
        const instant = instantOf(day, time, zone);
        const shown = localTime(instant, zone);
        const minuteBefore = localTime(new Date(instant.getTime() - 60_000), zone);
        expect(shown.day).toBe(day);
        expect(shown.time >= time).toBe(true);
        if (shown.time > time) expect(`${minuteBefore.day} ${minuteBefore.time}` < `${day} ${time}`).toBe(true);
      },
    ),
  );
});

test.each([
  ['2026-11-17T23:30:00Z', 'Europe/Berlin', '2026-11-18', '00:30'],
  ['2026-01-01T04:59:00Z', 'America/New_York', '2025-12-31', '23:59'],
  ['2025-06-01T00:00:00Z', 'UTC', '2025-06-01', '00:00'],
])('%s in %s is %s %s', (instant, zone, day, time) => {
  expect(localTime(new Date(instant), zone)).toEqual({ day, time });
});

test('yesterday is the local one', () => {
  expect(localYesterday(new Date('2026-11-17T23:30:00Z'), 'Europe/Berlin')).toBe('2026-11-17');
  expect(localYesterday(new Date('2026-11-17T23:30:00Z'), 'UTC')).toBe('2026-11-16');
});

test('a time is written with its zone, in summer by its summer name', () => {
  const winter = new Date('2025-11-17T08:41:07Z');
  expect(formatTime(winter, 'Europe/Berlin')).toBe('09:41');
  expect(formatTime(winter, 'Europe/Berlin', true)).toBe('09:41:07');
  expect(zoneName(winter, 'Europe/Berlin')).toBe('CET');
  expect(zoneName(new Date('2025-07-17T08:41:07Z'), 'Europe/Berlin')).toBe('CEST');
  expect(zoneName(winter, 'Asia/Kolkata')).toBe('GMT+5:30');
});
