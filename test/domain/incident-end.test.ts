import { describe, expect, test } from 'vitest';
import { addDays } from '../../src/domain/day.ts';
import type { CostSeries } from '../../src/domain/detection/index.ts';
import type { Finding } from '../../src/domain/finding.ts';
import type { Incident } from '../../src/domain/incident.ts';
import { decideChanges } from '../../src/domain/incident-changes.ts';
import { micros } from '../../src/domain/money.ts';
import { costs, day, FLOORS, finding, incident, part, SHOP, TODAY } from './sample.ts';

type Age = 1 | 2 | 3;

/** Usual days, and the last three as given: their age in days → dollars; undefined for a day that never arrived. */
function lately(days: Partial<Record<Age, number | undefined>>, service = 'AWS Lambda'): CostSeries {
  return costs((age) => (age in days ? days[age as Age] : 100), { service });
}

function endOf(known: Finding, series: CostSeries[], own: Partial<Incident> = {}): string[] {
  const changes = decideChanges({
    found: [],
    active: [incident({ finding: known, ...own })],
    series,
    floors: FLOORS,
    today: TODAY,
    installed: day('2026-01-01'),
    teams: {},
    alertsChannel: 'C0ALERTS',
  });
  return changes.map(({ change }) => change);
}

const old = finding({ since: addDays(TODAY, -8) });
const drop = finding({ since: addDays(TODAY, -8), kind: 'drop', perDay: micros(-100), now: micros(0) });

describe('an incident ends after two full days back to usual', () => {
  test.each([
    ['both days as usual', old, lately({ 1: 100 }), true],
    ['a little is left', old, lately({ 3: 120, 2: 120 }), true],
    ['a quarter is left', old, lately({ 3: 125, 2: 125 }), false],
    ['only one of the days', old, lately({ 3: 200, 2: 100 }), false],
    ['the younger one is dear again', old, lately({ 3: 100, 2: 200 }), false],
    ['only yesterday, which may still be filling', old, lately({ 3: 200, 2: 200, 1: 90 }), false],
    ['yesterday has hardly begun to arrive', old, lately({ 1: 5 }), true],
    ['one of the days never arrived', old, lately({ 2: undefined }), false],
    ['neither arrived', old, lately({ 2: undefined, 3: undefined }), false],
    ['it fell below what was usual', old, lately({ 3: 10, 2: 10 }), true],
    ['a drop that came back', drop, lately({ 3: 100, 2: 95 }), true],
    ['a drop that has not', drop, lately({ 3: 0, 2: 0 }), false],
    ['a drop of which half came back', drop, lately({ 3: 50, 2: 50 }), false],
  ])('%s', (_, known, series, ended) => {
    expect(endOf(known, [series])).toEqual(ended ? ['resolve'] : []);
  });

  test('a day on which it was under way does not count', () => {
    const young = finding({ since: addDays(TODAY, -3) });
    expect(endOf(young, [lately({ 3: 110, 2: 100 })])).toEqual([]);
  });

  test('who has it makes no difference', () => {
    const acknowledged = { by: 'U0DANA', at: new Date('2026-11-15T08:00:00Z') };
    expect(endOf(old, [lately({})], { state: 'acknowledged', acknowledged })).toEqual(['resolve']);
    expect(endOf(old, [lately({})], { state: 'expected' })).toEqual(['resolve']);
  });

  test('of several parts the sum counts, and each must be known', () => {
    const two = finding({
      since: addDays(TODAY, -8),
      usual: micros(200),
      parts: [part(SHOP, 'AWS Lambda'), part(SHOP, 'Amazon DynamoDB')],
    });
    const back = lately({}, 'Amazon DynamoDB');
    expect(endOf(two, [lately({}), back])).toEqual(['resolve']);
    expect(endOf(two, [lately({ 3: 200, 2: 200 }), back])).toEqual([]);
    expect(endOf(two, [lately({ 2: undefined }), back])).toEqual([]);
  });
});
