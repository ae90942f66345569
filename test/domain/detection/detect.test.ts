import { describe, expect, test } from 'vitest';
import { addDays, weekdayOf } from '../../../src/domain/day.ts';
import { detect } from '../../../src/domain/detection/index.ts';
import { CORE, costs, DATA, dollars, noise, SHOP, TODAY, view } from '../sample.ts';

type DollarsOn = Parameters<typeof costs>[0];

/** Usually $100 a day, and from an age in days on something else. */
const from =
  (age: number, amount: number): DollarsOn =>
  (own) =>
    own > age ? 100 + noise(own) : amount;

describe('a rise is found', () => {
  test.each([
    ['on its first day, half of which is still to come', 1, 180],
    ['on its second day', 2, 200],
    ['after a week', 7, 200],
  ])('%s', (_, age, amount) => {
    const found = detect(view(costs(from(age, amount))));
    expect(found).toMatchObject([
      { kind: 'rise', account: SHOP, service: 'AWS Lambda', since: addDays(TODAY, -age), through: addDays(TODAY, -1) },
    ]);
    expect(dollars(found[0]?.usual ?? (0 as never))).toBe(100);
    expect(dollars(found[0]?.perDay ?? (0 as never))).toBe(amount - 100);
  });

  test('on a weekend that is usually quiet', () => {
    // $130 would be nothing to speak of on a working day.
    const weekend: DollarsOn = (age, day) => ([0, 6].includes(weekdayOf(day)) ? (age > 3 ? 40 : 130) : 100);
    const [found] = detect(view(costs(weekend)));
    expect(found?.kind).toBe('rise');
    expect(found?.since).toBe(addDays(TODAY, -3));
  });

  test('across a day that never arrived', () => {
    const [found] = detect(view(costs((age) => (age === 3 ? undefined : age <= 4 ? 200 : 100))));
    expect(found).toMatchObject({ kind: 'rise', since: addDays(TODAY, -4) });
    expect(found?.chart.find(({ day }) => day === addDays(TODAY, -3))?.actual).toBeUndefined();
  });

  test('of a service that cost nothing before, as new', () => {
    const [found] = detect(view(costs((age) => (age <= 2 ? 80 : 0))));
    expect(found).toMatchObject({ kind: 'new', usual: 0 });
  });
});

describe('a drop is found only when two full days show it', () => {
  test.each([
    ['yesterday alone, of which more is to come', 1, 0, false],
    ['one full day', 2, 0, false],
    ['two full days', 3, 0, true],
    ['two full days, to a half', 3, 50, true],
    ['two full days, to nine tenths', 3, 90, false],
  ])('%s', (_, age, amount, expected) => {
    const found = detect(view(costs(from(age, amount))));
    expect(found.map(({ kind }) => kind)).toEqual(expected ? ['drop'] : []);
    for (const { perDay } of found) expect(dollars(perDay)).toBe(amount - 100);
  });

  test('and never where the days are not there at all', () => {
    expect(detect(view(costs((age) => (age <= 5 ? undefined : 100))))).toEqual([]);
    expect(detect(view(costs((age) => (age === 3 ? 0 : age === 2 ? undefined : 100))))).toEqual([]);
  });
});

describe('nothing is found', () => {
  const job: DollarsOn = (age) => (age % 14 === 1 ? 400 : 100);
  const first: DollarsOn = (_, day) => (day.endsWith('-16') ? 400 : 100);
  test.each([
    ['in a flat series', costs(() => 100)],
    ['in a noisy one', costs((age) => 100 + 12 * noise(age))],
    ['in a weekly rhythm', costs((_, day) => ([0, 6].includes(weekdayOf(day)) ? 30 : 100))],
    ['in a rise below the floor', costs((age) => (age <= 3 ? 14 : 5))],
    ['in a rise of a quarter', costs(from(3, 125))],
    ['in a job that runs each fortnight', costs(job)],
    ['in a charge of each month', costs(first, { days: 110 })],
    ['in thirteen days of history', costs(from(2, 900), { days: 16 })],
    ['in a rise that is over', costs((age) => (age >= 3 && age <= 6 ? 300 : 100))],
    ['where nothing was ever spent', costs(() => 0)],
    ['where no day is known', costs(() => undefined)],
  ])('%s', (_, series) => {
    expect(detect(view(series))).toEqual([]);
  });

  test('without a series', () => {
    expect(detect(view())).toEqual([]);
  });
});

test('a month of noise, judged each day, raises nothing', () => {
  for (let back = 0; back < 30; back++) {
    const today = addDays(TODAY, -back);
    const series = costs((_, day) => 100 + 10 * noise(Date.parse(day) / 86_400_000), { today });
    expect(detect({ ...view(series), today })).toEqual([]);
  }
});

test('the largest cause comes first, and each stands for itself', () => {
  const found = detect(
    view(
      costs(from(2, 150), { account: CORE, service: 'Amazon DynamoDB' }),
      costs(from(5, 400), { account: SHOP, service: 'EC2 - Other' }),
      costs(from(3, 20), { account: DATA, service: 'AWS Lambda' }),
    ),
  );
  expect(found.map(({ kind, account, perDay }) => [kind, account, dollars(perDay)])).toEqual([
    ['rise', SHOP, 300],
    ['drop', DATA, -80],
    ['rise', CORE, 50],
  ]);
});

test('the same cause has the same key tomorrow', () => {
  const keys = [0, 1, 2].map((ahead) => {
    const today = addDays(TODAY, ahead);
    return detect({ ...view(costs((age) => (age <= 2 + ahead ? 200 : 100), { today })), today })[0]?.cause;
  });
  expect(keys[0]).toBeDefined();
  expect(new Set(keys).size).toBe(1);
});
