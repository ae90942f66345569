import { describe, expect, test } from 'vitest';
import {
  type Cut,
  chooseLeafServices,
  cutsOf,
  KNOWN_USAGE,
  leafCutName,
  leafServiceOf,
  MAX_LEAF_SERVICES,
  NOT_USAGE,
  OTHER_LEAVES,
  SERVICE_CHARGE_TYPE,
} from '../../src/domain/cuts.ts';

const named = (cuts: readonly Cut[], name: string) => cuts.find((cut) => cut.name === name);
const TEAM = { tag: 'team' } as const;

test('the cuts of a bill are those of the design, the totals first', () => {
  expect(cutsOf(TEAM, ['AWS Lambda', 'Amazon DynamoDB']).map(({ name, keep }) => [name, keep])).toEqual([
    ['account/service', { months: 13 }],
    ['service/charge_type', { months: 13 }],
    ['account/usage_type:AWS Lambda', { days: 120 }],
    ['account/usage_type:Amazon DynamoDB', { days: 120 }],
    ['account/usage_type:*', { days: 120 }],
    ['team/service', { months: 13 }],
    ['team/account', { months: 13 }],
    ['account/region', { days: 120 }],
  ]);
});

test('every cut but the one by charge type holds usage only', () => {
  for (const cut of cutsOf(TEAM, ['AWS Lambda']))
    expect(cut.filter.lines).toBe(cut.name === SERVICE_CHARGE_TYPE.name ? 'all' : 'usage');
});

test('no service is in two leaf cuts, and none in no leaf cut', () => {
  const cuts = cutsOf(TEAM, ['AWS Lambda', 'Amazon DynamoDB']);
  expect(named(cuts, 'account/usage_type:AWS Lambda')?.filter).toEqual({ lines: 'usage', service: 'AWS Lambda' });
  expect(named(cuts, OTHER_LEAVES)?.filter).toEqual({
    lines: 'usage',
    servicesExcept: ['AWS Lambda', 'Amazon DynamoDB'],
  });
});

test.each([
  [{ tag: 'team' }, { tag: 'team' }],
  [{ category: 'Team' }, { category: 'Team' }],
] as const)('teams by %o are split by that key', (teamBy, key) => {
  expect(named(cutsOf(teamBy, []), 'team/service')?.keys).toEqual([key, { dimension: 'SERVICE' }]);
  expect(named(cutsOf(teamBy, []), 'team/account')?.keys).toEqual([key, { dimension: 'LINKED_ACCOUNT' }]);
});

test('teams that are lists of accounts need no cut of their own', () => {
  expect(cutsOf('accounts', []).filter(({ name }) => name.startsWith('team/'))).toEqual([]);
});

test('a leaf cut names its service, the rest names none', () => {
  const exists = (cut: string) => cut === 'account/usage_type:AWS Lambda';
  expect(leafCutName('AWS Lambda', exists)).toBe('account/usage_type:AWS Lambda');
  expect(leafCutName('Amazon EC2', exists)).toBe(OTHER_LEAVES);
  expect(leafServiceOf('account/usage_type:AWS Lambda')).toBe('AWS Lambda');
  expect(leafServiceOf(OTHER_LEAVES)).toBeUndefined();
  expect(leafServiceOf('account/service')).toBeUndefined();
});

describe('what counts as usage', () => {
  test.each([
    'Tax',
    'Credit',
    'Refund',
    'Fee',
    'Support',
    'Upfront',
    'RIFee',
    'SavingsPlanUpfrontFee',
    'SavingsPlanRecurringFee',
    'SavingsPlanNegation',
    'Discount',
    'BundledDiscount',
    'Enterprise Discount Program Discount',
    'Private Rate Card Discount',
    'Solution Provider Program Discount',
  ])('%s does not', (type) => {
    expect(NOT_USAGE).toContain(type);
  });
  test.each(KNOWN_USAGE)('%s does', (type) => {
    expect(NOT_USAGE).not.toContain(type);
  });
});

describe('services with leaves of their own', () => {
  const spend = (...amounts: number[]) => new Map(amounts.map((amount, i) => [`service ${i}`, amount]));

  test('are the largest, until they make up 95 % of the month', () => {
    expect(chooseLeafServices(spend(2, 60, 35, 3))).toEqual(['service 1', 'service 2']);
    expect(chooseLeafServices(spend(50, 44, 6))).toEqual(['service 0', 'service 1', 'service 2']);
  });

  test('are fifteen at most', () => {
    expect(chooseLeafServices(spend(...Array.from({ length: 60 }, () => 10)))).toHaveLength(MAX_LEAF_SERVICES);
    expect(MAX_LEAF_SERVICES).toBe(15);
  });

  test('are none of those that cost nothing or less', () => {
    expect(chooseLeafServices(spend(0, -5, 10))).toEqual(['service 2']);
    expect(chooseLeafServices(new Map())).toEqual([]);
  });
});
