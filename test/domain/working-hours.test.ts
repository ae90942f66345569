import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isWorkingTime, nextWorkingMorning, type WorkingHours } from '../../src/domain/working-hours.ts';
import { localTime } from '../../src/domain/zone.ts';

const BERLIN: WorkingHours = { days: 'weekdays', from: '09:00', to: '17:00', zone: 'Europe/Berlin' };
const morning = (after: string, hours: Partial<WorkingHours> = {}) =>
  nextWorkingMorning(new Date(after), { ...BERLIN, ...hours }).toISOString();
const works = (at: string, hours: Partial<WorkingHours> = {}) => isWorkingTime(new Date(at), { ...BERLIN, ...hours });

describe('the next working morning', () => {
  test.each([
    ['of a Tuesday is Wednesday’s', '2026-11-17T10:00:00Z', '2026-11-18T08:00:00.000Z'],
    ['of a Tuesday before it begins is Wednesday’s too', '2026-11-17T03:00:00Z', '2026-11-18T08:00:00.000Z'],
    ['of a Friday is Monday’s', '2026-11-20T10:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['of a Saturday is Monday’s', '2026-11-21T10:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['of a Sunday is Monday’s', '2026-11-22T10:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['of a local Monday that is Sunday in UTC is Tuesday’s', '2026-11-22T23:30:00Z', '2026-11-24T08:00:00.000Z'],
    ['over the end of summer time is an hour later in UTC', '2026-10-23T10:00:00Z', '2026-10-26T08:00:00.000Z'],
    ['over its beginning is an hour earlier', '2026-03-27T10:00:00Z', '2026-03-30T07:00:00.000Z'],
  ])('%s', (_, after, expected) => {
    expect(morning(after)).toBe(expected);
  });

  test('on the very day on which clocks change', () => {
    const daily = { days: 'daily', from: '02:30' } as const;
    expect(morning('2026-03-28T10:00:00Z', daily)).toBe('2026-03-29T01:00:00.000Z');
    expect(morning('2026-10-24T10:00:00Z', daily)).toBe('2026-10-25T00:30:00.000Z');
  });

  test('of a week with one working day is a week later', () => {
    expect(morning('2026-11-17T10:00:00Z', { days: ['tue'] })).toBe('2026-11-24T08:00:00.000Z');
    expect(morning('2026-11-16T10:00:00Z', { days: ['tue'] })).toBe('2026-11-17T08:00:00.000Z');
  });

  test('where it is tomorrow already is of the local date', () => {
    expect(morning('2026-11-17T11:00:00Z', { zone: 'Pacific/Kiritimati' })).toBe('2026-11-18T19:00:00.000Z');
  });
});

describe('people work', () => {
  test.each([
    ['from the first minute', '2026-11-17T08:00:00Z', true],
    ['not a minute before', '2026-11-17T07:59:59Z', false],
    ['to the last minute', '2026-11-17T15:59:59Z', true],
    ['not from the end on', '2026-11-17T16:00:00Z', false],
    ['not on a Saturday', '2026-11-21T10:00:00Z', false],
    ['not on a Sunday', '2026-11-22T10:00:00Z', false],
    ['by summer time, on the last Friday of it', '2026-10-23T07:00:00Z', true],
    ['by winter time, on the Monday after: not yet', '2026-10-26T07:30:00Z', false],
    ['by winter time, on the Monday after', '2026-10-26T08:00:00Z', true],
    ['by summer time, on its first Monday', '2026-03-30T07:00:00Z', true],
    ['by summer time, on its first Monday to an hour earlier', '2026-03-30T15:00:00Z', false],
  ])('%s', (_, at, expected) => {
    expect(works(at)).toBe(expected);
  });

  test.each([
    ['that is skipped has begun when the clock is past it', '2026-03-29T01:00:00Z', true],
    ['that is skipped has not begun before', '2026-03-29T00:59:00Z', false],
    ['that comes twice begins with the first', '2026-10-25T00:30:00Z', true],
    ['that comes twice is not on between the two', '2026-10-25T01:00:00Z', false],
    ['that comes twice is on again with the second', '2026-10-25T01:30:00Z', true],
  ])('a beginning %s', (_, at, expected) => {
    expect(works(at, { days: 'daily', from: '02:30' })).toBe(expected);
  });
});

test('in any zone and at any time the next working morning is on a working day, on another date, and people work then', () => {
  const zones = Intl.supportedValuesOf('timeZone');
  fc.assert(
    fc.property(
      fc.constantFrom(...zones),
      fc.date({ min: new Date('2016-01-01'), max: new Date('2036-01-01'), noInvalidDate: true }),
      fc.constantFrom('00:00', '02:30', '08:15', '23:00'),
      (zone, after, from) => {
        const hours: WorkingHours = { days: 'weekdays', from, to: '23:59', zone };
        const next = nextWorkingMorning(after, hours);
        expect(localTime(next, zone).day > localTime(after, zone).day).toBe(true);
        expect(isWorkingTime(next, hours)).toBe(true);
        expect(next.getTime() - after.getTime()).toBeLessThanOrEqual(4.1 * 86_400_000);
      },
    ),
    { numRuns: 300 },
  );
});
