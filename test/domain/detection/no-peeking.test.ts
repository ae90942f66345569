import { describe, expect, test } from 'vitest';
import { type Cuts, FINAL_AGE, type Figures } from '../../../src/domain/detection/panel.ts';
import { createWorld } from '../../bench/detection/world/index.ts';
import { createRandom } from '../../bench/detection/world/random.ts';
import { cutsOf } from '../../bench/detection/worlds/cuts.ts';
import { alertTexts } from './alert-lists.ts';

const FROM = 60;
const SMALL = { accounts: 4, services: 9, days: 142, warmup: 75 } as const;
const DAYS = [98, 140] as const;

type Scramble = (value: number) => number;
const random = createRandom(99);
/** Zeros and gaps are in it since what looks empty may be skipped; huge figures since they would be raised. */
const SCRAMBLES: Readonly<Record<string, Scramble>> = {
  'nothing at all': () => 0,
  'no figures': () => Number.NaN,
  'a hundred times as much': (value) => 100 * value + 500,
  'any figures': (value) => (random.chance(0.2) ? Number.NaN : value * random.uniform(0, 20)),
};

/** The cuts as they stand on a day: what becomes visible later is scrambled. */
function scrambledAfter(today: number, cuts: Cuts, scramble: Scramble): Cuts {
  const later = (values: Float64Array, age: number) =>
    values.map((value, day) => (day + age > today ? scramble(value) : value));
  const all = (figures: readonly Figures[]) =>
    figures.map(({ scope, values, seen }) => ({
      scope,
      values: later(values, FINAL_AGE),
      ...(seen ? { seen: seen.map((young, age) => later(young, age)) } : {}),
    }));
  return {
    ...cuts,
    leaves: all(cuts.leaves),
    teamAccounts: all(cuts.teamAccounts),
    teamServices: all(cuts.teamServices),
  };
}

describe.each([
  { seed: 1, holes: false, overestimates: false },
  { seed: 2, holes: true, overestimates: true },
])('in the world %o', (options) => {
  const cuts = cutsOf(createWorld({ ...SMALL, ...options }));
  const intact = alertTexts(cuts, FROM, SMALL.days - 1);
  const until = (day: number) => intact.filter((text) => Number.parseInt(text, 10) <= day);

  test('there is something to find', () => {
    expect(until(DAYS[0]).length).toBeGreaterThan(0);
    expect(intact.length).toBeGreaterThan(until(DAYS[0]).length);
  });

  test.each(Object.keys(SCRAMBLES))('alerts stay as they were raised if %s comes later', (name) => {
    for (const day of DAYS) {
      const scrambled = scrambledAfter(day, cuts, SCRAMBLES[name] as Scramble);
      expect(alertTexts(scrambled, FROM, day), `up to day ${day}`).toEqual(until(day));
    }
  });
});

test('what is new is found by what is seen of it, whatever it comes to', () => {
  const leaf = { account: 'new', service: 'SageMaker', usageType: 'hours' };
  const cuts = cutsOf(createWorld({ seed: 1, ...SMALL }));
  const only = (day: number, dollars: number) =>
    Float64Array.from({ length: cuts.days }, (_, at) => (at === day ? dollars : 0));
  const found = (dollars: number) => {
    const seen = [0, 0.9, 1, 1].map((share) => only(136, 5000 * share));
    const leaves = [...cuts.leaves, { scope: leaf, values: only(136, dollars), seen }];
    return alertTexts({ ...cuts, leaves }, 136, 139).filter((text) => text.includes('SageMaker'));
  };
  expect(found(5000)).toHaveLength(1);
  expect(found(0)).toEqual(found(5000));
});
