import { describe, expect, test } from 'vitest';
import { addDays } from '../../../src/domain/day.ts';
import { causesOf, type Moved } from '../../../src/domain/detection/group.ts';
import { CORE, DATA, SHOP, TODAY } from '../sample.ts';

function moved(account: string, service: string, age = 3, direction: 'rise' | 'drop' = 'rise'): Moved {
  return {
    account,
    service,
    series: { first: TODAY, values: [] },
    excursion: {
      direction,
      since: addDays(TODAY, -age),
      through: addDays(TODAY, -1),
      usualOf: () => ({ expected: 0, spread: 0, lump: 0 }),
      fresh: false,
      historyDays: 56,
    },
  };
}

const told = (all: readonly Moved[]) =>
  causesOf(all)
    .map(({ account, service, moved: parts }) => `${account ?? '*'} ${service ?? '*'} ${parts.length}`)
    .sort();

describe('excursions with one cause are brought together', () => {
  test.each([
    ['one alone', [moved(SHOP, 'a')], [`${SHOP} a 1`]],
    ['two services of an account', [moved(SHOP, 'a'), moved(SHOP, 'b')], [`${SHOP} * 2`]],
    ['within two days of each other', [moved(SHOP, 'a', 3), moved(SHOP, 'b', 5)], [`${SHOP} * 2`]],
    ['a week apart', [moved(SHOP, 'a', 2), moved(SHOP, 'b', 9)], [`${SHOP} a 1`, `${SHOP} b 1`]],
    ['three accounts with one service', [SHOP, CORE, DATA].map((account) => moved(account, 'a')), ['* a 3']],
    [
      'two accounts with one service',
      [SHOP, CORE].map((account) => moved(account, 'a')),
      [`${CORE} a 1`, `${SHOP} a 1`],
    ],
    ['opposite directions', [moved(SHOP, 'a'), moved(SHOP, 'b', 3, 'drop')], [`${SHOP} a 1`, `${SHOP} b 1`]],
    ['nothing', [], []],
  ])('%s', (_, all, causes) => {
    expect(told(all)).toEqual(causes);
  });
});

test('every excursion is in exactly one cause', () => {
  const all = [SHOP, CORE, DATA, '999999999999'].flatMap((account, i) =>
    ['a', 'b', 'c'].slice(0, i + 1).map((service, j) => moved(account, service, 1 + ((i * 5 + j * 2) % 9))),
  );
  const parts = causesOf(all).flatMap(({ moved: own }) => own);
  expect(parts).toHaveLength(all.length);
  expect(new Set(parts)).toEqual(new Set(all));
});

test('a key tells direction, account and service apart', () => {
  const keys = [
    [moved(SHOP, 'a')],
    [moved(SHOP, 'b')],
    [moved(CORE, 'a')],
    [moved(SHOP, 'a', 3, 'drop')],
    [moved(SHOP, 'a'), moved(SHOP, 'b')],
    [SHOP, CORE, DATA].map((account) => moved(account, 'a')),
  ].flatMap((all) => causesOf(all).map(({ key }) => key));
  expect(new Set(keys).size).toBe(6);
});
