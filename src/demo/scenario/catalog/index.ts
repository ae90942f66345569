import { CORE_SERIES } from './core-prod.ts';
import { DATA_SERIES } from './data-prod.ts';
import type { Series } from './series.ts';
import { SHOP_SERIES } from './shop-prod.ts';
import { PAYER_SERIES, SANDBOX_SERIES, SEARCH_SERIES } from './small-accounts.ts';

/** All that the organisation pays for every day. */
export const CATALOG: readonly Series[] = [
  ...SHOP_SERIES,
  ...CORE_SERIES,
  ...DATA_SERIES,
  ...SEARCH_SERIES,
  ...SANDBOX_SERIES,
  ...PAYER_SERIES,
];
