import { describe, expect, test } from 'vitest';
import { addDays, type Day, parseDay } from '../../../src/domain/day.ts';
import { type JudgeRequest, judge } from '../../../src/domain/detection/judge.ts';
import { causeKey } from '../../../src/domain/detection/kept.ts';
import type { Cuts, Figures } from '../../../src/domain/detection/panel.ts';
import { ORDINARY, type Sensitivities } from '../../../src/domain/detection/sensitivity.ts';

const FIRST = parseDay('2026-06-01');
const DAYS = 150;
const LAST = addDays(FIRST, DAYS - 1);
const SHOP = { account: '444455556666', service: 'AWS Lambda', usageType: 'Requests' };

type Amount = (column: number) => number;

const series = (scope: Figures['scope'], amount: Amount): Figures => ({
  scope,
  values: Float64Array.from({ length: DAYS }, (_, column) => amount(column)),
});
const wobble = (column: number) => 1 + 0.02 * Math.sin(column * 2.4);

/** Twenty steady services of some $20 a day and one of $100 that changes. */
function bill(amount: Amount, teams: readonly Figures[] = []): Cuts {
  const steady = Array.from({ length: 20 }, (_, i) =>
    series(
      { account: '111122223333', service: `Service ${i}`, usageType: 'Hours' },
      (column) => 20 * wobble(column + i),
    ),
  );
  const changing = series(SHOP, (column) => amount(column) * wobble(column));
  return { first: FIRST, days: DAYS, leaves: [...steady, changing], teamAccounts: teams, teamServices: [] };
}

const request = (own: Partial<JudgeRequest> = {}): JudgeRequest => ({
  from: addDays(FIRST, 60),
  today: LAST,
  known: [],
  expected: [],
  sensitivities: ORDINARY,
  currency: 'USD',
  metric: 'amortized',
  ...own,
});

const step =
  (at: number, to: number, until = DAYS): Amount =>
  (column) =>
    column >= at && column < until ? to : 100;
const day = (column: number): Day => addDays(FIRST, column);

describe('a finding', () => {
  test('says what it was, what it is, since when, on how much history, and by which test', () => {
    const { judged } = judge(bill(step(144, 400)), request());
    expect(judged).toHaveLength(1);
    const { finding, standing } = judged[0] ?? {};
    expect(standing).toBe('running');
    expect(finding).toMatchObject({
      kind: 'rise',
      account: SHOP.account,
      service: SHOP.service,
      usageType: 'Requests',
      since: day(144),
      historyDays: 144,
    });
    expect((finding?.perDay ?? 0) / 1e6).toBeCloseTo(300, -1);
    expect((finding?.usual ?? 0) / 1e6).toBeCloseTo(100, -1);
    expect((finding?.total ?? 0) / 1e6).toBeCloseTo(1500, -2);
    expect(finding?.rule).toMatch(
      /^\$\d+ on \w+day \d+ Oct where \$1?\d\d ± [\d.]+ is usual for a \w+day.*; since 23 Oct$/,
    );
    expect(finding?.chart).toHaveLength(14);
  });

  test('is measured on days that are two days old, without the one it began on; only yesterday’s figure is called partial', () => {
    const grows = new Map([300, 400, 500].map((dollars, i) => [DAYS - 4 + i, dollars]));
    const { judged } = judge(
      bill((column) => grows.get(column) ?? 100),
      request(),
    );
    const { now, chart = [] } = judged[0]?.finding ?? {};
    expect((now ?? 0) / 1e6 / wobble(DAYS - 3)).toBeCloseTo(400);
    expect(chart.filter(({ partial }) => partial).map((one) => one.day)).toEqual([day(DAYS - 2)]);
  });

  test.each([
    ['what is new', (column: number) => (column >= 145 ? 200 : 0), /where there was nothing in 145 days; since/],
    ['a drop', step(143, 0), /is usual for a \w+day, and the day before alike; since/],
    [
      'a slow rise',
      (column: number) => 100 * 1.05 ** Math.max(0, column - 120),
      /(four weeks before|is usual).*; since/,
    ],
  ])('%s says so', (_, amount, words) => {
    const { judged } = judge(bill(amount), request());
    expect(judged.at(-1)?.finding.rule).toMatch(words);
  });

  test('of a tag names both teams and what moved, and is no rise', () => {
    const account = '111122223333';
    const share =
      (from: number, to: number): Amount =>
      (column) =>
        400 * wobble(column) * (column >= 140 ? to : from);
    const teams = [
      series({ account, team: 'search' }, share(0.8, 0.3)),
      series({ account, team: 'web' }, share(0.2, 0.7)),
    ];
    const { judged } = judge(
      bill(() => 100, teams),
      request(),
    );
    expect(judged).toMatchObject([{ finding: { kind: 'moved', teams: { from: 'search', to: ['web'] } } }]);
    expect((judged[0]?.finding.perDay ?? 0) / 1e6).toBeCloseTo(200, -1.3);
  });
});

describe('days in production', () => {
  test('judged one by one from what was kept raise what one walk raises; a day judged twice raises nothing twice', () => {
    const cuts = bill(step(120, 400, 126));
    const whole = judge(cuts, request());
    let known = request().known;
    for (let column = 60; column < DAYS; column++)
      for (let time = 0; time < 2; time++)
        known = judge(cuts, request({ from: day(column), today: day(column), known })).known;
    expect(known.map(({ raised, since, parts }) => [raised, since, parts])).toEqual(
      whole.known.map(({ raised, since, parts }) => [raised, since, parts]),
    );
  });

  test('after days off what began meanwhile is raised once', () => {
    const cuts = bill(step(130, 400));
    const before = judge(cuts, request({ today: day(125) })).known;
    const after = judge(cuts, request({ from: day(126), known: before }));
    expect(after.judged).toHaveLength(1);
    expect(judge(cuts, request({ from: LAST, known: after.known })).known).toHaveLength(1);
  });

  test('a cause is calm once two whole days are usual again', () => {
    const cuts = bill(step(140, 400, 146));
    const standings = [145, 147, 149].map((column) => judge(cuts, request({ today: day(column) })).judged[0]?.standing);
    expect(standings).toEqual(['running', 'running', 'calm']);
  });

  test('a cause is withdrawn where the days it stood on are restated to nearly nothing', () => {
    const { known } = judge(bill(step(140, 400)), request({ today: day(144) }));
    expect(known).toHaveLength(1);
    const restated = judge(
      bill(() => 100),
      request({ from: day(145), today: day(145), known }),
    );
    expect(restated.judged).toMatchObject([{ standing: 'withdrawn' }]);
  });

  test('a cause that lasts a month is what is usual from then on', () => {
    const { judged } = judge(bill(step(100, 400)), request());
    expect(judged).toMatchObject([{ standing: 'absorbed' }]);
  });
});

test('cost that moved to another team’s tag is not calm while it stays there', () => {
  const to =
    (before: number, after: number): Amount =>
    (column) =>
      (column >= 124 ? after : before) * wobble(column);
  const { account } = SHOP;
  const cuts = bill(
    () => 200,
    [series({ account, team: 'search' }, to(140, 40)), series({ account, team: 'web' }, to(60, 160))],
  );
  const standings: string[] = [];
  let { known } = request();
  for (let column = 122; column < DAYS; column++) {
    const result = judge(cuts, request({ from: day(column), today: day(column), known }));
    known = result.known;
    standings.push(...result.judged.map(({ finding, standing }) => `${finding.kind} ${standing}`));
  }
  expect(standings.length).toBeGreaterThan(10);
  expect(new Set(standings)).toEqual(new Set(['moved running']));
});

describe('sensitivity', () => {
  const found = (sensitivities: Sensitivities, dollars: number) =>
    judge(bill(step(135, dollars)), request({ sensitivities })).judged.length;

  test('low asks for more, high for less', () => {
    const at = (dollars: number) =>
      (['low', 'normal', 'high'] as const).map((whole) => found({ whole, parts: [] }, dollars));
    expect(at(125)).toEqual([0, 0, 1]);
    expect(at(133)).toEqual([0, 1, 1]);
    expect(at(160)).toEqual([1, 1, 1]);
  });

  test('is that of the account or service where one is given', () => {
    const low = (scope: object) => found({ whole: 'normal', parts: [{ scope, sensitivity: 'low' }] }, 133);
    expect(low({ account: SHOP.account })).toBe(0);
    expect(low({ service: SHOP.service })).toBe(0);
    expect(low({ account: SHOP.account, service: 'Amazon S3' })).toBe(1);
  });
});

describe('a cause that people called expected', () => {
  const walk = (amount: Amount, expectedOn: (column: number) => boolean) => {
    const cuts = bill(amount);
    let known = judge(cuts, request({ from: addDays(FIRST, 60), today: day(126) })).known;
    const [cause] = known.map(causeKey);
    const told: { column: number; standing: string; perDay: number }[] = [];
    const raised: string[] = [];
    for (let column = 127; column < DAYS; column++) {
      const expected = cause && expectedOn(column) ? [cause] : [];
      const today = day(column);
      const result = judge(cuts, request({ from: today, today, known, expected }));
      known = result.known;
      for (const { finding, standing, raised: on } of result.judged) {
        if (finding.cause === cause) told.push({ column, standing, perDay: finding.perDay / 1e6 });
        else if (on === today) raised.push(`${finding.kind} on ${column}`);
      }
    }
    return { told, raised };
  };

  test('counts as usual from its first day: what goes far beyond it is raised, and what stays is not', () => {
    expect(walk(step(124, 200), () => true).raised).toEqual([]);
    const beyond = walk(
      (column) => (column >= 133 ? 900 : column >= 124 ? 200 : 100),
      () => true,
    );
    expect(beyond.raised.some((one) => one.startsWith('rise'))).toBe(true);
  });

  test('hides no growth: once two weeks have taught the level, what rises by less than it did is raised too', () => {
    const later = (at: number, to: number) =>
      walk(
        (column) => (column >= at ? to : column >= 124 ? 200 : 100),
        () => true,
      ).raised.filter((one) => one.startsWith('rise'));
    expect(later(143, 350)).toHaveLength(1);
    // Before that, what goes as far beyond it again.
    expect(later(133, 350)[0]).toBe('rise on 133');
    expect(later(999, 350)).toEqual([]);
  });

  test('is told of as long as it is expected, though no test sees it by then', () => {
    const { told } = walk(step(124, 200), () => true);
    expect(told.map(({ column }) => column)).toEqual(Array.from({ length: DAYS - 127 }, (_, i) => 127 + i));
  });

  test('runs on as it is when nobody expects it any more', () => {
    const { told, raised } = walk(step(124, 200), (column) => column < 134);
    const after = told.filter(({ column }) => column >= 134);
    expect(after.length).toBeGreaterThan(0);
    expect(new Set(after.map(({ standing }) => standing))).toEqual(new Set(['running']));
    expect(after.at(-1)?.perDay).toBeGreaterThan(80);
    expect(raised).toEqual([]);
  });
});

test('a cause that comes back after calm days is measured on the days since, and at its end on the days it ran', () => {
  const back = (column: number) => ((column >= 110 && column < 114) || column >= 124 ? 400 : 100);
  const perDayOn = (today: number) =>
    judge(bill(back), request({ today: day(today) }))
      .judged.map(({ finding }) => finding)
      .filter(({ kind, since }) => kind === 'rise' && since <= day(124))
      .map(({ perDay }) => Math.round(perDay / 1e6));
  for (const today of [118, 130]) for (const perDay of perDayOn(today)) expect(Math.abs(perDay - 300)).toBeLessThan(30);
  expect(perDayOn(118)).toHaveLength(1);
});

test('what it comes to a day follows the present: within a week of doubling it is told at its new size', () => {
  const doubling: Amount = (column) => (column >= 119 ? 300 : column >= 110 ? 200 : 100);
  const perDayOn = (column: number) =>
    (judge(bill(doubling), request({ today: day(column) })).judged[0]?.finding.perDay ?? 0) / 1e6;
  expect(perDayOn(118)).toBeCloseTo(100, -1);
  expect(perDayOn(126)).toBeGreaterThanOrEqual(180);
  expect(perDayOn(130)).toBeCloseTo(200, -1);
});
