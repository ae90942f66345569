import { describe, expect, test } from 'vitest';
import { wouldHavePosted } from '../../src/domain/day-one.ts';
import { floorsOf, type IncidentState, isOpen, partNames } from '../../src/domain/incident.ts';
import { micros } from '../../src/domain/money.ts';
import { CORE, day, finding, incident, part, SHOP } from './sample.ts';

describe('an incident is posted from max(minImpact, 0.3 %) of the mean day', () => {
  test.each([
    ['a small bill', 500, 25, 25],
    ['a bill of exactly $10,000 a day', 10_000, 25, 30],
    ['a large bill', 100_000, 25, 300],
    ['a high minImpact', 100_000, 1000, 1000],
    ['a low minImpact', 500, 1, 1.5],
    ['no spend yet', 0, 25, 25],
    ['more credits than spend', -900, 25, 25],
  ])('%s', (_, meanDay, minImpact, post) => {
    expect(floorsOf(micros(meanDay), micros(minImpact))).toEqual({ post: micros(post) });
  });

  test('in whole micro-units', () => {
    expect(Number.isInteger(floorsOf(micros(33_333.333333), micros(25)).post)).toBe(true);
  });
});

test.each([
  ['open', true],
  ['acknowledged', true],
  ['snoozed', true],
  ['expected', false],
  ['resolved', false],
] as [IncidentState, boolean][])('%s asks for someone: %s', (state, open) => {
  expect(isOpen(incident({ state }))).toBe(open);
});

test('the parts of a finding are named by account and service, each once', () => {
  const parts = [part(SHOP, 'AWS Lambda'), part(CORE, 'AWS Lambda'), part(SHOP, 'AWS Lambda', 7)];
  expect(partNames(finding({ parts }))).toEqual([`${SHOP}/AWS Lambda`, `${CORE}/AWS Lambda`]);
});

test('day one counts what the present sensitivity would have posted, rises and drops alike', () => {
  const past = [410, 24.99, 25, -60, -3].map((dollars) => ({
    since: day('2026-09-11'),
    title: 'data-prod Amazon Elastic MapReduce',
    perDay: micros(dollars),
    days: 6,
  }));
  const dayOne = {
    since: day('2025-10-01'),
    through: day('2026-11-16'),
    accounts: 6,
    requests: 412,
    cost: micros(4.12),
    currency: 'USD',
    replayedDays: 90,
    past,
    under: 0,
    post: micros(25),
    chosenBy: undefined,
  };
  expect(wouldHavePosted(dayOne).map(({ perDay }) => perDay)).toEqual([micros(410), micros(25), micros(-60)]);
});
