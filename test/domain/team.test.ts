import { expect, test } from 'vitest';
import { ownerOf, type Teams } from '../../src/domain/team.ts';
import { CORE, DATA, SHOP } from './sample.ts';

const teams: Teams = { payments: { accounts: [SHOP, CORE] }, data: { accounts: [DATA] }, guests: { accounts: [] } };

test.each([
  ['one account of a team', [SHOP], 'payments'],
  ['two accounts of one team', [SHOP, CORE], 'payments'],
  ['accounts of two teams', [SHOP, DATA], undefined],
  ['an account of nobody', ['999999999999'], undefined],
  ["a team's account and one of nobody", [SHOP, '999999999999'], undefined],
  ['no account', [], undefined],
])('%s: %s', (_, accounts, owner) => {
  expect(ownerOf(teams, accounts)).toBe(owner);
});

test('an account that two teams list has several owners, and so none', () => {
  expect(ownerOf({ ...teams, platform: { accounts: [SHOP] } }, [SHOP])).toBeUndefined();
  expect(ownerOf({ ...teams, platform: { accounts: [SHOP] } }, [CORE])).toBe('payments');
});
