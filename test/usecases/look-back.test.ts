import { describe, expect, test } from 'vitest';
import { lookBack } from '../../src/usecases/look-back.ts';
import { createOwnLines } from '../../src/usecases/own-lines.ts';
import type { LogSource, LogTarget } from '../../src/usecases/ports.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const NOW = Date.parse('2026-11-17T12:00:00Z');
const ID = 'aaaaaaaa-4b7d-4c1e-9a55-1d2f3a4b5c6d';
const TARGET: LogTarget = {
  account: undefined,
  region: 'us-east-1',
  name: 'f',
  group: '/aws/lambda/f',
  kind: 'function',
};

/** A log group with lines so many milliseconds ago; a read gets through 20 hours at most. */
function group(agos: readonly number[], text = 'INFO work done') {
  let reads = 0;
  const all = agos.map((ago) => NOW - ago).sort((a, b) => a - b);
  const logs: LogSource = {
    describe: async () => undefined,
    async read({ window: { from, to }, most = 10_000 }) {
      reads++;
      const reach = Math.max(from.getTime(), to.getTime() - 20 * HOUR);
      const found = all.filter((ms) => ms >= reach && ms <= to.getTime());
      const kept = found.slice(-most);
      const cut = found.length >= most ? 'most' : reach > from.getTime() ? 'limit' : undefined;
      const lines = kept.map((ms) => ({ id: String(ms), at: new Date(ms), stream: 's', text }));
      return { lines, cut, readFrom: cut ? (lines[0]?.at ?? to) : from, bytes: 0, pages: 1 };
    },
  };
  return { logs, reads: () => reads };
}

function each(step: number, from: number, until: number): number[] {
  return Array.from({ length: Math.floor((until - from) / step) + 1 }, (_, i) => from + i * step);
}

async function look(
  { logs }: Pick<ReturnType<typeof group>, 'logs'>,
  more: { readonly activeAgo?: readonly number[]; readonly lastEventAgo?: number } = {},
) {
  const hour = (ago: number) => new Date(Math.floor((NOW - ago) / HOUR) * HOUR);
  const back = await lookBack(createOwnLines(logs, TARGET), {
    before: new Date(NOW - 15 * MINUTE),
    until: new Date(NOW),
    lastEventAt: more.lastEventAgo === undefined ? undefined : new Date(NOW - more.lastEventAgo),
    activeHours: more.activeAgo?.map(hour).sort((a, b) => a.getTime() - b.getTime()),
  });
  const { last, isSampled } = back;
  return { ago: last && NOW - last.at.getTime(), gap: last?.usualGapMs, isSampled };
}

describe('looking back for the last own line', () => {
  test('within hours it is read, with the longest of the gaps before it', async () => {
    const source = group([...each(MINUTE, 3 * HOUR, 9 * DAY)]);
    expect(await look(source)).toEqual({ ago: 3 * HOUR, gap: MINUTE, isSampled: false });
    expect(source.reads()).toBeLessThan(6);
  });

  test('days back it is found by halves, in few reads, and said to be', async () => {
    const source = group(each(MINUTE, 4 * DAY + 7 * MINUTE, 9 * DAY));
    expect(await look(source)).toEqual({ ago: 4 * DAY + 7 * MINUTE, gap: MINUTE, isSampled: true });
    expect(source.reads()).toBeLessThan(20);
  });

  test('only hours in which it was called are looked at', async () => {
    const nights = [10 * HOUR, 34 * HOUR, 58 * HOUR, 82 * HOUR, 106 * HOUR];
    const source = group(nights.slice(2).flatMap((ago) => [ago, ago - 30_000]));
    expect(await look(source, { activeAgo: nights })).toEqual({ ago: 58 * HOUR - 30_000, gap: DAY, isSampled: false });
  });

  test('one that writes seldom may have written between the samples: then all is read that can be', async () => {
    const source = group([11 * HOUR, 40 * HOUR, 70 * HOUR, 100 * HOUR]);
    expect(await look(source)).toMatchObject({ ago: 11 * HOUR, isSampled: false });
  });

  test('where no line of any kind came it begins at the newest event', async () => {
    const source = group(each(MINUTE, 5 * DAY, 9 * DAY));
    expect(await look(source, { lastEventAgo: 5 * DAY })).toEqual({ ago: 5 * DAY, gap: MINUTE, isSampled: false });
    expect(source.reads()).toBeLessThan(6);
  });

  test('of a group without own lines none is found, and lines of the platform that slip through are none', async () => {
    expect(await look(group([]))).toEqual({ ago: undefined, gap: undefined, isSampled: true });
    const platform = group(each(MINUTE, HOUR, 3 * HOUR), 'EXTENSION\tName: otel\tState: Ready\tEvents: []');
    expect(await look(platform, { activeAgo: [HOUR, 2 * HOUR] })).toMatchObject({ ago: undefined });
  });

  test('lines of the platform that slip through by the second cost some thirty reads at most, and that is said', async () => {
    const exits = group(each(SECOND, 0, 9 * DAY), `RequestId: ${ID} Error: Runtime exited with error: exit status 1`);
    expect(await look(exits)).toEqual({ ago: undefined, gap: undefined, isSampled: true });
    expect(exits.reads()).toBeLessThanOrEqual(30);
  });

  test('hours that were not read to their beginning are not called silent', async () => {
    const exits = group(each(SECOND / 2, 7 * HOUR, 8 * HOUR), `RequestId: ${ID} Error: no such thing`);
    expect(await look(exits, { activeAgo: [7.5 * HOUR] })).toMatchObject({ ago: undefined, isSampled: true });
  });
});

describe('the usual gap', () => {
  test('is that of the same time a week ago, where it was quiet then too', async () => {
    // Each morning from 05:00 to 13:00 it writes nothing.
    const byDay = each(MINUTE, 0, 9 * DAY).filter((ago) => {
      const hour = new Date(NOW - ago).getUTCHours();
      return hour >= 13 || hour < 5;
    });
    const source = group(byDay);
    const { ago, gap } = await look(source);
    expect(ago).toBe(7 * HOUR + MINUTE);
    expect(gap).toBe(7 * HOUR + MINUTE);
  });

  test('is not known of a single run', async () => {
    expect(await look(group([10 * HOUR, 10 * HOUR - 200]))).toMatchObject({ ago: 10 * HOUR - 200, gap: undefined });
  });
});
