import type { Account } from './types.ts';

export const PAYER = '111111111111';
export const SHOP = '444455556666';
export const CORE = '222233334444';
export const DATA = '333344445555';
export const SEARCH = '555566667777';
export const SANDBOX = '666677778888';

/** The simulated organisation: one payer and five members. */
export const ACCOUNTS: readonly Account[] = [
  { id: PAYER, name: 'root-payer', team: undefined },
  { id: SHOP, name: 'shop-prod', team: 'payments' },
  { id: CORE, name: 'core-prod', team: 'platform' },
  { id: DATA, name: 'data-prod', team: 'data' },
  { id: SEARCH, name: 'search-staging', team: 'search' },
  { id: SANDBOX, name: 'sandbox', team: 'platform' },
];
