import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { parseWindow } from '../../../src/domain/logs/window.ts';

const BERLIN = 'Europe/Berlin';
/** Saturday 15:30 in Berlin. */
const NOW = new Date('2026-11-21T14:30:00Z');

function read(text: string, now = NOW, zone = BERLIN) {
  const found = parseWindow(text.split(' '), now, zone);
  if (!found) return undefined;
  const { from, to, label } = found.window;
  return [from.toISOString().slice(0, 19), to.toISOString().slice(0, 19), label, found.used];
}

describe('a length of time up to now', () => {
  test.each([
    ['15m', '2026-11-21T14:15:00', '15m'],
    ['2h', '2026-11-21T12:30:00', '2h'],
    ['1d', '2026-11-20T14:30:00', '1d'],
    ['7d', '2026-11-14T14:30:00', '7d'],
    ['168h', '2026-11-14T14:30:00', '168h'],
    ['2H', '2026-11-21T12:30:00', '2h'],
  ])('%s', (text, from, label) => {
    expect(read(text)).toEqual([from, '2026-11-21T14:30:00', label, 1]);
  });
});

describe('local times are the latest ones that lie in the past', () => {
  test.each([
    ['14:05', '2026-11-21T13:00:00', '2026-11-21T13:10:00', '14:05±5m', 1],
    ['9:05', '2026-11-21T08:00:00', '2026-11-21T08:10:00', '09:05±5m', 1],
    ['14:05:30', '2026-11-21T13:00:30', '2026-11-21T13:10:30', '14:05:30±5m', 1],
    ['15:28', '2026-11-21T14:23:00', '2026-11-21T14:30:00', '15:28±5m', 1],
    ['15:31', '2026-11-20T14:26:00', '2026-11-20T14:36:00', 'yesterday 15:31±5m', 1],
    ['14:05±1h', '2026-11-21T12:05:00', '2026-11-21T14:05:00', '14:05±1h', 1],
    ['14:05+-10m', '2026-11-21T12:55:00', '2026-11-21T13:15:00', '14:05±10m', 1],
    ['14:05 ±10m', '2026-11-21T12:55:00', '2026-11-21T13:15:00', '14:05±10m', 2],
    ['14:00-14:30', '2026-11-21T13:00:00', '2026-11-21T13:30:00', '14:00–14:30', 1],
    ['14:00–14:30', '2026-11-21T13:00:00', '2026-11-21T13:30:00', '14:00–14:30', 1],
    ['14:00 - 14:30', '2026-11-21T13:00:00', '2026-11-21T13:30:00', '14:00–14:30', 3],
    ['15:00-16:00', '2026-11-21T14:00:00', '2026-11-21T14:30:00', '15:00–now', 1],
    ['16:00-16:30', '2026-11-20T15:00:00', '2026-11-20T15:30:00', 'yesterday 16:00–16:30', 1],
    ['23:50-00:10', '2026-11-20T22:50:00', '2026-11-20T23:10:00', 'yesterday 23:50–00:10', 1],
    ['23:00-24:00', '2026-11-20T22:00:00', '2026-11-20T23:00:00', 'yesterday 23:00–00:00', 1],
    ['yesterday 14:05', '2026-11-20T13:00:00', '2026-11-20T13:10:00', 'yesterday 14:05±5m', 2],
    ['Yesterday 14:00-14:30 ERROR', '2026-11-20T13:00:00', '2026-11-20T13:30:00', 'yesterday 14:00–14:30', 2],
    ['yesterday 14:00 - 14:30', '2026-11-20T13:00:00', '2026-11-20T13:30:00', 'yesterday 14:00–14:30', 4],
    ['today 14:05', '2026-11-21T13:00:00', '2026-11-21T13:10:00', '14:05±5m', 2],
    ['mon 14:05', '2026-11-16T13:00:00', '2026-11-16T13:10:00', 'Mon 16 Nov 14:05±5m', 2],
    ['thursday 14:05', '2026-11-19T13:00:00', '2026-11-19T13:10:00', 'Thu 19 Nov 14:05±5m', 2],
    ['sat 14:05', '2026-11-21T13:00:00', '2026-11-21T13:10:00', '14:05±5m', 2],
    ['sat 16:05', '2026-11-14T15:00:00', '2026-11-14T15:10:00', 'Sat 14 Nov 16:05±5m', 2],
    ['sun 23:50-00:10', '2026-11-15T22:50:00', '2026-11-15T23:10:00', 'Sun 15 Nov 23:50–00:10', 2],
    ['2026-11-17 14:05', '2026-11-17T13:00:00', '2026-11-17T13:10:00', 'Tue 17 Nov 14:05±5m', 2],
    ['2025-07-17 14:00-15:00', '2025-07-17T12:00:00', '2025-07-17T13:00:00', 'Thu 17 Jul 2025 14:00–15:00', 2],
    ['today', '2026-11-20T23:00:00', '2026-11-21T14:30:00', 'today', 1],
    ['yesterday ERROR', '2026-11-19T23:00:00', '2026-11-20T23:00:00', 'yesterday', 1],
    ['sat', '2026-11-20T23:00:00', '2026-11-21T14:30:00', 'today', 1],
    ['mon', '2026-11-15T23:00:00', '2026-11-16T23:00:00', 'Mon 16 Nov', 1],
    ['2026-11-17', '2026-11-16T23:00:00', '2026-11-17T23:00:00', 'Tue 17 Nov', 1],
  ])('%s', (text, ...expected) => {
    expect(read(text)).toEqual(expected);
  });

  test('just after midnight, a range that began before it goes on', () => {
    const now = new Date('2026-11-20T23:05:00Z');
    expect(read('23:50-00:10', now)).toEqual(['2026-11-20T22:50:00', '2026-11-20T23:05:00', 'yesterday 23:50–now', 1]);
  });
});

describe('instants of ISO 8601', () => {
  test.each([
    ['2026-11-17T14:05Z', '2026-11-17T14:00:00', '2026-11-17T14:10:00', 'Tue 17 Nov 15:05±5m', 1],
    ['2026-11-17t14:05z', '2026-11-17T14:00:00', '2026-11-17T14:10:00', 'Tue 17 Nov 15:05±5m', 1],
    ['2026-11-17T14:05:07.123456Z', '2026-11-17T14:00:07', '2026-11-17T14:10:07', 'Tue 17 Nov 15:05:07±5m', 1],
    ['2026-11-17T14:05-05:00', '2026-11-17T19:00:00', '2026-11-17T19:10:00', 'Tue 17 Nov 20:05±5m', 1],
    ['2026-11-17T14:05+0530±1h', '2026-11-17T07:35:00', '2026-11-17T09:35:00', 'Tue 17 Nov 09:35±1h', 1],
    ['2026-11-17T14:05', '2026-11-17T13:00:00', '2026-11-17T13:10:00', 'Tue 17 Nov 14:05±5m', 1],
    ['2026-11-17T14:05Z/2026-11-17T15:00Z', '2026-11-17T14:05:00', '2026-11-17T15:00:00', 'Tue 17 Nov 15:05–16:00', 1],
    [
      '2026-11-16T14:05Z 2026-11-18T15:00Z ERROR',
      '2026-11-16T14:05:00',
      '2026-11-18T15:00:00',
      'Mon 16 Nov 15:05–Wed 18 Nov 16:00',
      2,
    ],
    ['2026-11-20T14:05Z/2026-11-22T15:00Z', '2026-11-20T14:05:00', '2026-11-21T14:30:00', 'yesterday 15:05–now', 1],
  ])('%s', (text, ...expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe('when clocks are changed', () => {
  const back = new Date('2026-10-25T10:00:00Z');
  const forward = new Date('2026-03-29T10:00:00Z');

  test('a time that came twice is looked at both times', () => {
    const note = '02:30±5m (02:30 came twice: clocks went back)';
    expect(read('02:30', back)).toEqual(['2026-10-25T00:25:00', '2026-10-25T01:35:00', note, 1]);
    expect(read('2:10-2:50', back)?.slice(0, 2)).toEqual(['2026-10-25T00:10:00', '2026-10-25T01:50:00']);
  });
  test('half an hour on Lord Howe Island', () => {
    const now = new Date('2026-04-05T03:00:00Z');
    expect(read('01:45', now, 'Australia/Lord_Howe')?.slice(0, 2)).toEqual([
      '2026-04-04T14:40:00',
      '2026-04-04T15:20:00',
    ]);
  });
  test('the second of the two may be yet to come', () => {
    const between = new Date('2026-10-25T00:40:00Z');
    expect(read('02:30', between)?.slice(0, 2)).toEqual(['2026-10-25T00:25:00', '2026-10-25T00:40:00']);
  });
  test('a time that was skipped stands for the end of the gap, and the label says so', () => {
    const note = '03:00±5m (02:30 was skipped: clocks went forward)';
    expect(read('02:30', forward)).toEqual(['2026-03-29T00:55:00', '2026-03-29T01:05:00', note, 1]);
    expect(read('01:30-02:30', forward)?.slice(0, 2)).toEqual(['2026-03-29T00:30:00', '2026-03-29T01:00:00']);
  });
  test('a range that was skipped whole is refused', () => {
    expect(() => read('02:10-02:50', forward)).toThrow('"02:10-02:50" has no length (02:10 was skipped');
  });
});

describe('what cannot be read is refused by its name', () => {
  test.each([
    ['0m', '"0m" is no time at all'],
    ['8d', '"8d" is too long: `7d` at most'],
    ['99999999999999999999m', 'too long'],
    ['yesterday 14:05±7d', '"yesterday 14:05±7d" is too long a window'],
    ['2026-11-10T14:05Z/2026-11-18T14:05Z', 'too long a window'],
    ['25:00', '"25:00" is not a time'],
    ['14:60', '"14:60" is not a time'],
    ['14:00-14:75', '"14:75" is not a time'],
    ['yesterday 25:00', '"25:00" is not a time'],
    ['yesterday 14:5', '"14:5" is not a time'],
    ['2026-02-31 14:05', '"2026-02-31" is not a day'],
    ['2026-13-01', '"2026-13-01" is not a day'],
    ['2026-02-31T14:05Z', '"2026-02-31" is not a day'],
    ['2026-11-17T14:05+99:99', '"2026-11-17T14:05+99:99" is not an instant'],
    ['today 16:00', '"today 16:00" lies in the future'],
    ['2027-01-01 14:05', '"2027-01-01" lies in the future'],
    ['2026-11-21T14:36Z', '"2026-11-21T14:36Z" lies in the future'],
    ['2023-11-17 14:05', '"2023-11-17" is too early'],
    ['0001-01-01', '"0001-01-01" is too early'],
    ['2024-01-01', '"2024-01-01" is too early'],
    ['14:00-14:00', '"14:00-14:00" has no length'],
    ['2026-11-17T15:00Z/2026-11-17T14:00Z', 'has no length'],
  ])('%s', (text, words) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(words);
  });
});

test.each([
  'ERROR',
  '15x',
  '2w',
  '1.5h',
  '404',
  '',
  '2h,',
  'monitor',
  'sunrise',
  '-14:05',
  '14h05',
  '2026-11',
  '10.0.0.1',
])('"%s" is no window', (text) => {
  expect(read(text)).toBeUndefined();
});

test('a window begins before it ends, ends at now at the latest, and is a week long at most', () => {
  const two = (most: number) => fc.integer({ min: 0, max: most }).map((n) => String(n).padStart(2, '0'));
  const time = fc.tuple(two(24), two(60)).map(([h, m]) => `${h}:${m}`);
  const date = fc.tuple(fc.constantFrom('2023', '2024', '2026'), two(13), two(32)).map((parts) => parts.join('-'));
  const day = fc.oneof(
    date,
    fc.constantFrom('today', 'yesterday', 'mon', 'Tue', 'wed', 'thu', 'fri', 'saturday', 'sun'),
  );
  const length = fc
    .tuple(fc.integer({ min: 0, max: 200 }), fc.constantFrom('m', 'h', 'd'))
    .map((parts) => parts.join(''));
  const iso = fc.tuple(date, time, fc.constantFrom('', 'Z', '+05:30', '-1100')).map(([d, t, z]) => `${d}T${t}${z}`);
  const tail = fc.oneof(
    fc.constant(''),
    time.map((end) => `-${end}`),
    length.map((span) => `±${span}`),
  );
  const text = fc.oneof(
    length,
    day,
    fc.tuple(time, tail).map((parts) => parts.join('')),
    fc.tuple(day, time, tail).map(([d, t, end]) => `${d} ${t}${end}`),
    iso,
    fc.tuple(iso, fc.constantFrom('/', ' '), iso).map((parts) => parts.join('')),
  );
  const now = fc.date({ min: new Date('2024-01-20'), max: new Date('2027-01-01'), noInvalidDate: true });
  const zone = fc.constantFrom(
    'UTC',
    BERLIN,
    'America/New_York',
    'Asia/Kathmandu',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  );
  let windows = 0;
  fc.assert(
    fc.property(text, now, zone, (written, at, where) => {
      try {
        const found = parseWindow(written.split(' '), at, where);
        expect(found?.used).toBe(written.split(' ').length);
        const { from, to, label } = found?.window ?? { from: at, to: at, label: '' };
        expect(from.getTime()).toBeLessThan(to.getTime());
        expect(to.getTime()).toBeLessThanOrEqual(at.getTime());
        expect(to.getTime() - from.getTime()).toBeLessThanOrEqual(7 * 86_400_000);
        expect(label).not.toMatch(/NaN|undefined|Invalid/);
        windows++;
      } catch (thrown) {
        if (!(thrown instanceof UserError)) throw thrown;
        const [, word = '?'] = /"([^"…]+)…?"/.exec(thrown.message) ?? [];
        expect(written).toContain(word);
      }
    }),
    { numRuns: 2000 },
  );
  expect(windows).toBeGreaterThan(300);
});
