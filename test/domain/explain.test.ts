import { expect, test } from 'vitest';
import {
  accountLabel,
  accountName,
  impactOf,
  nowAgainstUsual,
  perMonth,
  splitOf,
  titleOf,
} from '../../src/domain/explain.ts';
import { micros } from '../../src/domain/money.ts';
import { CORE, DATA, finding, part, SHOP } from './sample.ts';

const names = new Map([
  [SHOP, 'shop-prod'],
  [CORE, 'core-prod'],
]);

test('an account is shown with its name where it has one', () => {
  expect(accountLabel(SHOP, names)).toBe(`shop-prod (${SHOP})`);
  expect(accountLabel(DATA, names)).toBe(DATA);
  expect(accountName(SHOP, names)).toBe('shop-prod');
});

test('a month of a daily amount is a twelfth of a year', () => {
  expect(perMonth(micros(100)) / micros(100)).toBeCloseTo(365.25 / 12, 0);
  expect(Number.isInteger(perMonth(micros(0.000007)))).toBe(true);
});

test('a title names what it narrows down to', () => {
  expect(titleOf(finding(), names)).toContain('shop-prod');
  expect(titleOf(finding(), names)).toContain('Lambda');

  const inAccounts = [SHOP, CORE, DATA].map((account) => part(account, 'AWS Lambda'));
  expect(titleOf(finding({ account: undefined, parts: inAccounts }), names)).toMatch(/Lambda in 3 accounts/);

  const services = ['AWS Lambda', 'Amazon DynamoDB', 'EC2 - Other', 'AmazonCloudWatch'];
  const many = finding({ service: undefined, parts: services.map((service) => part(SHOP, service)) });
  expect(titleOf(many, names)).toMatch(/^shop-prod.*Lambda.*DynamoDB.*2 more/);
  const two = finding({ service: undefined, parts: many.parts.slice(0, 2) });
  expect(titleOf(two, names)).toMatch(/Lambda and DynamoDB$/);
});

test.each([
  ['a rise', finding({ perDay: micros(103) }), ['$103', 'more', '$3,100 a month']],
  ['a drop', finding({ kind: 'drop', perDay: micros(-103) }), ['$103', 'less', '$3,100 a month']],
  ['a new service', finding({ kind: 'new', perDay: micros(12) }), ['$12', 'new', '$365 a month']],
])('%s says how much a day and a month, without a sign', (_, found, parts) => {
  const { subject, rest } = impactOf(found, names);
  for (const words of ['shop-prod', ...parts]) expect(`${subject} ${rest}`).toContain(words);
  expect(`${subject} ${rest}`).not.toMatch(/[−-]\$/);
});

test('now stands against the usual, or against nothing', () => {
  expect(nowAgainstUsual(finding({ now: micros(194), usual: micros(91) }))).toMatch(/\$194.*\$91.*\+113 %/);
  expect(nowAgainstUsual(finding({ now: micros(194), usual: micros(0) }))).toMatch(/\$194.*nothing before/);
});

test('the split adds up to the whole, the rest in one line', () => {
  const parts = [38, 27, 19, 14, 2, 2, 1].map((change, i) => part(SHOP, `AWS S${i}`, 100 + change, 100));
  const split = splitOf(finding({ service: undefined, parts }), names);
  expect(split.split(' · ')).toHaveLength(5);
  expect(split).toMatch(/\+\$38.*\+\$27.*\+\$19.*\+\$14.*3 others \+\$5/);
  expect(splitOf(finding({ service: undefined, parts: parts.slice(0, 5) }), names)).toMatch(/1 other \+\$2/);
});

test('a service in several accounts is split by account', () => {
  const parts = [SHOP, CORE].map((account) => part(account, 'AWS Lambda', 150, 100));
  expect(splitOf(finding({ account: undefined, parts }), names)).toMatch(/shop-prod.*\+\$50.*core-prod.*\+\$50/);
});

test('cost that moved names the team that bore it and those that bear it now, and that the sum stayed', () => {
  const teams = { from: 'platform', to: ['payments', '(none)'] };
  expect(impactOf(finding({ kind: 'moved', teams }), names)).toEqual({
    subject: 'shop-prod AWS Lambda',
    rest: 'moved about $100 a day ($3,000 a month) from team platform to team payments and no team; the sum stayed',
  });
});

test('where a usage type is new it is named, as its service need not be new', () => {
  const { subject } = impactOf(finding({ kind: 'new', usageType: 'Lambda-Edge-Request' }), names);
  expect(subject).toBe('shop-prod AWS Lambda Lambda-Edge-Request');
});
