import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { LogLine } from '../../../src/domain/logs/line.ts';
import { createTail, newestWithin, OVERLAP_MS, type Tail } from '../../../src/domain/logs/tail.ts';

const START = Date.UTC(2026, 10, 17, 13, 0);
const after = (seconds: number) => new Date(START + seconds * 1000);
const line = (seconds: number, id = `e${seconds}`, text = id): LogLine => ({
  id,
  at: after(seconds),
  stream: 's',
  text,
});
const ids = (lines: readonly LogLine[]) => lines.map(({ id }) => id);
/** A read that saw all of its window. */
const add = (tail: Tail, to: number, ...lines: LogLine[]) =>
  tail.add({ lines, readFrom: tail.from, to: after(to), unfinished: false });

describe('the tail of a log group', () => {
  test('gives each line once, however often reads overlap', () => {
    const tail = createTail(after(0));
    expect(ids(add(tail, 10, line(1), line(5)))).toEqual(['e1', 'e5']);
    expect(ids(add(tail, 13, line(1), line(5), line(11)))).toEqual(['e11']);
    expect(ids(add(tail, 16, line(1), line(5), line(11)))).toEqual([]);
    expect(tail).toMatchObject({ count: 3, hasGap: false });
  });

  test('takes a repeat within one read once, and lines of one instant as they came', () => {
    const tail = createTail(after(0));
    expect(ids(add(tail, 10, line(5, 'b'), line(5, 'a'), line(5, 'b'), line(1)))).toEqual(['e1', 'b', 'a']);
  });

  test('sorts a late line in where it belongs', () => {
    const tail = createTail(after(0));
    add(tail, 10, line(2), line(9));
    expect(ids(add(tail, 13, line(2), line(4, 'late'), line(9), line(12)))).toEqual(['late', 'e12']);
    expect(ids(tail.lines)).toEqual(['e2', 'late', 'e9', 'e12']);
  });

  test('reads on from the overlap before the last read, never from before its beginning', () => {
    const tail = createTail(after(0));
    add(tail, 10);
    expect(tail.from).toEqual(after(0));
    add(tail, 600);
    expect(tail.from).toEqual(after(600 - OVERLAP_MS / 1000));
    // The clock was set back.
    add(tail, 500);
    expect(tail.from).toEqual(after(600 - OVERLAP_MS / 1000));
  });

  test('asks for the same window again after a read that was throttled, and loses nothing', () => {
    const tail = createTail(after(0));
    add(tail, 300, line(290));
    const { from } = tail;
    tail.add({ lines: [line(310)], readFrom: after(305), to: after(320), unfinished: true });
    expect(tail.from).toEqual(from);
    expect(ids(add(tail, 323, line(290), line(302), line(310), line(321)))).toEqual(['e302', 'e321']);
    expect(tail.hasGap).toBe(false);
  });

  test('knows of a gap where a read does not reach back to the one before', () => {
    const tail = createTail(after(0));
    const cutAt = (readFrom: number, to: number) =>
      tail.add({ lines: [line(to - 1)], readFrom: after(readFrom), to: after(to), unfinished: false });
    cutAt(5, 10);
    expect(tail.hasGap).toBe(false);
    cutAt(8, 13);
    expect(tail.hasGap).toBe(false);
    cutAt(14, 16);
    expect(tail.hasGap).toBe(true);
    cutAt(10, 19);
    expect(tail.hasGap).toBe(true);
  });

  test('counts 200,000 lines within bounded memory, and still knows the last ones for repeats', () => {
    const tail = createTail(after(0));
    let before: LogLine[] = [];
    for (let read = 0; read < 100; read++) {
      const lines = Array.from({ length: 2000 }, (_, i) => line(read * 3 + i / 1000, `r${read}.${i}`));
      expect(add(tail, read * 3 + 3, ...before, ...lines)).toHaveLength(2000);
      before = lines;
    }
    expect(tail.count).toBe(200_000);
    expect(tail.lines.length).toBeLessThanOrEqual(500);
    expect(add(tail, 303, ...before)).toEqual([]);
  });

  test('whatever order lines arrive in, they are given once each and stand sorted', () => {
    const arrivals = fc.array(fc.record({ at: fc.nat(100), delay: fc.nat(110), text: fc.string() }), { maxLength: 60 });
    fc.assert(
      fc.property(arrivals, (events) => {
        const tail = createTail(after(0));
        const given: string[] = [];
        for (let to = 3; to <= 300; to += 3) {
          const there = events
            .map(({ at, delay, text }, i) => ({ line: line(at, `${i}`, text), there: at + delay }))
            .filter(({ line: { at }, there }) => there <= to && at >= tail.from)
            .map((event) => event.line);
          given.push(...ids(add(tail, to, ...there)));
        }
        expect([...given].sort()).toEqual(events.map((_, i) => `${i}`).sort());
        expect(tail.lines.map(({ at }) => at.getTime())).toEqual(
          events.map(({ at }) => after(at).getTime()).sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('the newest lines that fit', () => {
  const long = (seconds: number) => line(seconds, `e${seconds}`, 'x'.repeat(100));

  test('are whole lines, the oldest left out first', () => {
    expect(ids(newestWithin([long(1), long(2), long(3)], 250, 'cut'))).toEqual(['e2', 'e3']);
    expect(newestWithin([], 250, 'cut')).toEqual([]);
  });

  test('are one line that is cut where it alone is too long, and no character is split', () => {
    const [only, ...others] = newestWithin([long(1), line(2, 'e2', '😀'.repeat(100))], 64, 'cut');
    expect(others).toEqual([]);
    expect(only?.text).toBe(`${'😀'.repeat(24)}…`);
    expect(newestWithin([long(1)], 20, 'whole')).toEqual([long(1)]);
  });
});
