import { describe, expect, it } from 'vitest';
import { alertLine, type Found, isPosted } from '../../../src/domain/backtest/found.ts';
import { leftOutWords, reportLines } from '../../../src/domain/backtest/report.ts';
import { summaryOf } from '../../../src/domain/backtest/summary.ts';
import { placeWords } from '../../../src/domain/backtest/words.ts';
import type { Day } from '../../../src/domain/day.ts';
import { micros } from '../../../src/domain/money.ts';
import { NO_TEAM } from '../../../src/domain/team.ts';

const scope = { account: '111122223333', service: 'AmazonEC2', usageType: 'BoxUsage:m5.large' };

function found(change: Partial<Found> = {}): Found {
  return {
    raised: '2026-11-03' as Day,
    since: '2026-11-01' as Day,
    kind: 'rise',
    test: 'day',
    scopes: [scope],
    perDay: 40,
    total: 83.456,
    meanDay: 1000,
    ...change,
  };
}

describe('an alert', () => {
  it('is a line of JSON with the keys that are set, and cents', () => {
    expect(alertLine(found(), micros(25))).toBe(
      '{"date_raised":"2026-11-03","keys":[{"account":"111122223333","service":"AmazonEC2","usage_type":"BoxUsage:m5.large"}],"impact":83.46,"kind":"rise","test":"day","since":"2026-11-01","per_day":40,"posted":true}',
    );
    const shift = found({
      kind: 'tag-shift',
      scopes: [
        { account: '1', team: 'data' },
        { account: '1', team: NO_TEAM },
      ],
    });
    expect(JSON.parse(alertLine(shift, micros(25)))).toMatchObject({
      keys: [
        { account: '1', tag_team: 'data' },
        { account: '1', tag_team: '' },
      ],
    });
  });

  it('is posted from minImpact a day, and from 0.3 % of the mean day, whichever is more', () => {
    expect(isPosted(found({ perDay: 40 }), micros(40))).toBe(true);
    expect(isPosted(found({ perDay: 39.99 }), micros(40))).toBe(false);
    expect(isPosted(found({ perDay: 40, meanDay: 20_000 }), micros(25))).toBe(false);
    expect(isPosted(found({ perDay: 60, meanDay: 20_000 }), micros(25))).toBe(true);
  });

  it.each([
    [[scope], '111122223333 AmazonEC2 BoxUsage:m5.large'],
    [[scope, { ...scope, usageType: 'NatGateway-Hours' }], '111122223333 AmazonEC2, 2 usage types'],
    [[scope, { ...scope, account: '2' }, { ...scope, account: '3' }], 'AmazonEC2 in 3 accounts'],
    [[scope, { ...scope, service: 'AmazonS3' }], '111122223333, 2 services, most of all AmazonEC2'],
    [[scope, { account: '2', service: 'AmazonS3' }], '2 services in 2 accounts, most of all 111122223333 AmazonEC2'],
  ])('says in words where it is: %o', (scopes, words) => {
    expect(placeWords(found({ scopes }))).toBe(words);
  });

  it('of a tag shift says from whom to whom', () => {
    const scopes = [
      { account: '1', service: 'AmazonEC2', team: 'data' },
      { account: '1', service: 'AmazonEC2', team: NO_TEAM },
    ];
    expect(placeWords(found({ kind: 'tag-shift', scopes }))).toBe('1 AmazonEC2: from team data to none');
  });
});

describe('the summary', () => {
  const all = [
    found({ perDay: 12 }),
    found({ perDay: 30, kind: 'drop' }),
    found({ perDay: 300, kind: 'new' }),
    ...Array.from({ length: 9 }, (_, i) => found({ perDay: 60 + i })),
  ];
  const summary = summaryOf(all, micros(50), 61);

  it('counts what was found and posted, a month and by kind', () => {
    expect(summary.all).toEqual({ found: 12, posted: 10 });
    expect(summary.aMonth.found).toBeCloseTo(12 * (30.4375 / 61));
    expect(summary.kinds).toEqual([
      { kind: 'rise', found: 10, posted: 9 },
      { kind: 'drop', found: 1, posted: 0 },
      { kind: 'new', found: 1, posted: 1 },
      { kind: 'tag-shift', found: 0, posted: 0 },
    ]);
    expect(summary.largest.map(({ perDay }) => perDay)).toEqual([300, 68, 67, 66, 65, 64, 63, 62, 61, 60]);
  });

  it('says what other values of minImpact would have posted, the present one marked', () => {
    const walked = {
      from: '2026-09-01' as Day,
      to: '2026-10-31' as Day,
      days: 61,
      series: 1204,
      littleHistoryUntil: undefined,
    };
    const lines = reportLines(summary, walked, micros(50));
    expect(lines.slice(lines.findIndex((line) => line.startsWith('alerts.minImpact')))).toEqual([
      'alerts.minImpact   posted a month',
      '$10                           6.0',
      '$25                           5.5',
      '$50                           5.0   ← now',
      '$100                          0.5',
      '$250                          0.5',
    ]);
    expect(summaryOf(all, micros(40), 61).choices.map(({ minImpact }) => minImpact / 1e6)).toEqual([
      10, 25, 40, 50, 100, 250,
    ]);
  });

  it('says so where the share of the bill is above minImpact, and where history is short', () => {
    const walked = {
      from: '2026-09-01' as Day,
      to: '2026-10-31' as Day,
      days: 61,
      series: 2,
      littleHistoryUntil: '2026-10-01' as Day,
    };
    const text = reportLines(summaryOf([found({ meanDay: 100_000 })], micros(25), 61), walked, micros(25)).join('\n');
    expect(text).toContain("Nothing below $300 a day (0.3 % of this bill's day) is posted");
    expect(text).toContain('Until 2026-10-01 with less than 60 days of history');
  });

  it('has words for nothing found and nothing left out', () => {
    const walked = {
      from: '2026-09-01' as Day,
      to: '2026-09-01' as Day,
      days: 1,
      series: 2,
      littleHistoryUntil: undefined,
    };
    const lines = reportLines(summaryOf([], micros(25), 1), walked, micros(25));
    expect(lines).toContain('a month         0.0      0.0');
    expect(lines.join('\n')).not.toMatch(/largest|NaN|undefined/);
    expect(leftOutWords({ fees: 0, tax: 0, credits: 0 })).toBe('nothing');
    expect(leftOutWords({ fees: 1204, tax: 0, credits: -50 })).toBe('fees $1,204 · credits −$50');
  });
});
