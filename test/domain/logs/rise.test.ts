import { describe, expect, test } from 'vitest';
import { risesOf, type Slot } from '../../../src/domain/logs/rise.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const SINCE = Date.parse('2026-11-15T00:00:00Z');
const since = new Date(SINCE);

/** Five-minute slots from the day before until `hours` after `since`; work in ms a slot, by hours since `since`. */
function series(target: string, workAt: (hour: number) => number, hours = 48) {
  const slots: Slot[] = [];
  for (let ms = SINCE - DAY; ms < SINCE + hours * 60 * MINUTE; ms += 5 * MINUTE) {
    const work = workAt((ms - SINCE) / (60 * MINUTE));
    slots.push({ at: new Date(ms), invocations: work > 0 ? 5 : 0, durationP50: work > 0 ? work / 5 : undefined });
  }
  return { target, slots };
}

const step = (target: string, before: number, after: number, hour: number) =>
  series(target, (at) => (at < hour ? before : after));
const steady = (target: string, work: number) => series(target, () => work);
const names = (rises: readonly { readonly target: string }[]) => rises.map(({ target }) => target);

describe('the function whose work changed most', () => {
  test('is the first, with the slot in which it began', () => {
    const rises = risesOf([steady('busy', 90_000), step('poller', 1_000, 12_000, 13.25)], since, 'rise');
    expect(rises).toEqual([
      { target: 'poller', at: new Date('2026-11-15T13:15:00Z'), change: 11_000, standsOut: true },
    ]);
  });

  test('is told by what it does, not by how often it is called', () => {
    const slower = series('slower', () => 0);
    const slots = slower.slots.map(({ at }) => ({ at, invocations: 5, durationP50: at < since ? 100 : 900 }));
    expect(risesOf([{ target: 'slower', slots }], since, 'rise')).toMatchObject([{ target: 'slower', at: since }]);
  });

  test('comes before the others, by the size of the change', () => {
    const all = [step('small', 100, 200, 5), step('large', 100, 5_000, 5), step('middle', 100, 1_000, 5)];
    const rises = risesOf(all, since, 'rise');
    expect(names(rises)).toEqual(['large', 'middle', 'small']);
    expect(rises.map(({ standsOut }) => standsOut)).toEqual([true, false, false]);
  });

  test('is none where the change is spread over many', () => {
    const all = ['a', 'b', 'c'].map((name) => step(name, 100, 1_000, 5));
    expect(risesOf(all, since, 'rise').some(({ standsOut }) => standsOut)).toBe(false);
  });

  test('is none where nothing changed, and none among none', () => {
    expect(risesOf([steady('busy', 90_000), steady('idle', 0)], since, 'rise')).toEqual([]);
    expect(risesOf([], since, 'rise')).toEqual([]);
    expect(risesOf([{ target: 'unknown', slots: [] }], since, 'rise')).toEqual([]);
  });
});

describe('the direction', () => {
  const all = [step('up', 1_000, 9_000, 8), step('down', 7_000, 0, 9.5)];

  test('of a rise leaves out what fell', () => {
    expect(risesOf(all, since, 'rise')).toMatchObject([{ target: 'up', at: new Date('2026-11-15T08:00:00Z') }]);
  });

  test('of a drop leaves out what rose; the one that stopped is found at its last work', () => {
    expect(risesOf(all, since, 'drop')).toMatchObject([
      { target: 'down', at: new Date('2026-11-15T09:30:00Z'), change: 7_000, standsOut: true },
    ]);
  });
});

describe('the moment', () => {
  test('is no single busy slot before it', () => {
    const spiky = series('poller', (at) => (at === 4 || at >= 20 ? 12_000 : 1_000));
    expect(risesOf([spiky], since, 'rise')[0]?.at).toEqual(new Date('2026-11-15T20:00:00Z'));
  });

  test('is the beginning of the first day where it rose before that day', () => {
    const before = step('poller', 1_000, 12_000, -2);
    expect(risesOf([before], since, 'rise')[0]?.at).toEqual(since);
  });

  test('is found in a day that has only begun', () => {
    const young = series('poller', (at) => (at >= 1 ? 12_000 : 1_000), 4);
    expect(risesOf([young], since, 'rise')[0]?.at).toEqual(new Date('2026-11-15T01:00:00Z'));
  });

  test('is found a few minutes after it began', () => {
    const young = series('poller', (at) => (at >= 9 ? 12_000 : 1_000), 9.5);
    const [rise] = risesOf([young], since, 'rise');
    expect(rise?.at).toEqual(new Date('2026-11-15T09:00:00Z'));
  });

  test('is the beginning of the day where it runs too seldom to tell', () => {
    const hourly = series('hourly', (at) => (Number.isInteger(at) ? (at >= 6 ? 40_000 : 4_000) : 0));
    expect(risesOf([hourly], since, 'rise')).toMatchObject([{ at: since, standsOut: true }]);
  });
});
