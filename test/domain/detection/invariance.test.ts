import { beforeAll, describe, expect, test } from 'vitest';
import type { Cuts, Figures, Scope } from '../../../src/domain/detection/panel.ts';
import { createWorld } from '../../bench/detection/world/index.ts';
import { createRandom } from '../../bench/detection/world/random.ts';
import { cutsOf } from '../../bench/detection/worlds/cuts.ts';
import { alertTexts } from './alert-lists.ts';

const FROM = 60;
const DAYS = 160;

let cuts: Cuts;
let plain: readonly string[];
beforeAll(() => {
  cuts = cutsOf(createWorld({ seed: 7, accounts: 5, services: 10, days: DAYS, warmup: 75, holes: true }));
  plain = alertTexts(cuts, FROM, DAYS - 1, false);
});

/** The same cuts with each list of figures made anew. */
function changed(change: (figures: readonly Figures[]) => Figures[]): Cuts {
  return {
    ...cuts,
    leaves: change(cuts.leaves),
    teamAccounts: change(cuts.teamAccounts),
    teamServices: change(cuts.teamServices),
  };
}

/** Turns a name around and marks it, so that the order of names is another. */
const renamed = (name: string) => `~${[...name].reverse().join('').replaceAll('/', '|')}`;
const isNamed = (part: string) => part.startsWith('~');
const named = (part: string) => [...part.slice(1).replaceAll('|', '/')].reverse().join('');

function renamedScope(scope: Scope): Scope {
  return Object.fromEntries(Object.entries(scope).map(([key, name]) => [key, renamed(name)]));
}

/** The text of an alert with its names turned back. */
function withNames(text: string): string {
  const at = text.indexOf(': ') + 2;
  const scopes = text.slice(at).split(', ');
  const back = scopes.map((scope) =>
    scope
      .split('/')
      .map((part) => (isNamed(part) ? named(part) : part))
      .join('/'),
  );
  return text.slice(0, at) + back.sort().join(', ');
}

describe('alerts do not depend on', () => {
  test('there being none', () => {
    expect(plain.length).toBeGreaterThan(4);
  });

  test('the names of accounts, services, usage types and teams', () => {
    const other = changed((figures) => figures.map((one) => ({ ...one, scope: renamedScope(one.scope) })));
    expect(
      alertTexts(other, FROM, DAYS - 1, false)
        .map(withNames)
        .sort(),
    ).toEqual(plain);
  });

  test.each([0.01, 1000])('the currency: all money × %d', (factor) => {
    const scale = (values: Float64Array) => values.map((value) => value * factor);
    const other = changed((figures) =>
      figures.map(({ scope, values, seen }) => ({
        scope,
        values: scale(values),
        ...(seen ? { seen: seen.map(scale) } : {}),
      })),
    );
    expect(alertTexts(other, FROM, DAYS - 1, false)).toEqual(plain);
  });

  test.each([1, 2])('the order of rows, shuffled by seed %i', (seed) => {
    const other = changed((figures) => createRandom(seed).shuffled(figures));
    expect(alertTexts(other, FROM, DAYS - 1, false)).toEqual(plain);
  });
});
