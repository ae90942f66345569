/** What a cut may be split by: a Cost Explorer dimension, a cost allocation tag, or a cost category. */
export type GroupKey =
  | { readonly dimension: 'LINKED_ACCOUNT' | 'SERVICE' | 'RECORD_TYPE' | 'USAGE_TYPE' | 'REGION' }
  | { readonly tag: string }
  | { readonly category: string };

/** Which lines of the bill a cut holds. */
export type CutFilter =
  | { readonly lines: 'all' }
  | { readonly lines: 'usage' }
  | { readonly lines: 'usage'; readonly service: string }
  | { readonly lines: 'usage'; readonly servicesExcept: readonly string[] };

/** How far back a cut is kept: whole months before the present one, or days. */
export type Keep = { readonly months: number } | { readonly days: number };

/** A cut of the bill: each day's figures under one pair of keys. Cost Explorer splits by two keys at most. */
export interface Cut {
  /** Names the cut in the ledger, the service of its filter included. */
  readonly name: string;
  readonly keys: readonly [GroupKey, GroupKey];
  readonly filter: CutFilter;
  readonly keep: Keep;
}

export type TeamBy = { readonly tag: string } | { readonly category: string } | 'accounts';

/** What Cost Explorer gives at most: this month and 13 before it. */
const ALL_MONTHS: Keep = { months: 13 };
const RECENT: Keep = { days: 120 };

/** Leaves are kept apart for the services that make up this share of the last month … */
export const LEAF_SHARE = 0.95;
/** … and for so many services at most. */
export const MAX_LEAF_SERVICES = 15;

/**
 * The charge types (RECORD_TYPE) that are not usage. The list excludes, so that a type nobody knew counts as usage and is not lost.
 * Source: the values seen in Cost Explorer and AWS's list of charge types.
 */
export const NOT_USAGE = [
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
] as const;

/** The charge types of usage that are known; any other is counted as usage and logged. */
export const KNOWN_USAGE = ['Usage', 'DiscountedUsage', 'SavingsPlanCoveredUsage'] as const;

const account: GroupKey = { dimension: 'LINKED_ACCOUNT' };
const service: GroupKey = { dimension: 'SERVICE' };

export const ACCOUNT_SERVICE: Cut = {
  name: 'account/service',
  keys: [account, service],
  filter: { lines: 'usage' },
  keep: ALL_MONTHS,
};
export const SERVICE_CHARGE_TYPE: Cut = {
  name: 'service/charge_type',
  keys: [service, { dimension: 'RECORD_TYPE' }],
  filter: { lines: 'all' },
  keep: ALL_MONTHS,
};
const ACCOUNT_REGION: Cut = {
  name: 'account/region',
  keys: [account, { dimension: 'REGION' }],
  filter: { lines: 'usage' },
  keep: RECENT,
};

/** The leaves of one service; a usage type alone does not name its service, so the filter and the name do. */
function leafCut(of: string): Cut {
  return {
    name: `${LEAF_PREFIX}${of}`,
    keys: [account, { dimension: 'USAGE_TYPE' }],
    filter: { lines: 'usage', service: of },
    keep: RECENT,
  };
}

const LEAF_PREFIX = 'account/usage_type:';
/** The leaves of all services that have no leaf cut of their own. */
export const OTHER_LEAVES = `${LEAF_PREFIX}*`;

/** The service whose leaves a cut holds; undefined for any other cut and for the rest. */
export function leafServiceOf(cut: string): string | undefined {
  return cut.startsWith(LEAF_PREFIX) && cut !== OTHER_LEAVES ? cut.slice(LEAF_PREFIX.length) : undefined;
}

/** The name of the cut that holds the leaves of a service. */
export function leafCutName(of: string, exists: (cut: string) => boolean): string {
  return exists(`${LEAF_PREFIX}${of}`) ? `${LEAF_PREFIX}${of}` : OTHER_LEAVES;
}

/**
 * The cuts of one payer's bill, the most telling first (design, Ledger).
 * @param leafServices services with leaves of their own, at most MAX_LEAF_SERVICES; empty until a month of services is known
 */
export function cutsOf(teamBy: TeamBy, leafServices: readonly string[]): Cut[] {
  const team: GroupKey | undefined = teamBy === 'accounts' ? undefined : teamBy;
  return [
    ACCOUNT_SERVICE,
    SERVICE_CHARGE_TYPE,
    ...leafServices.map(leafCut),
    {
      name: OTHER_LEAVES,
      keys: [account, { dimension: 'USAGE_TYPE' }],
      filter: { lines: 'usage', servicesExcept: leafServices },
      keep: RECENT,
    },
    ...(team
      ? [
          { name: 'team/service', keys: [team, service], filter: { lines: 'usage' }, keep: ALL_MONTHS } as const,
          { name: 'team/account', keys: [team, account], filter: { lines: 'usage' }, keep: ALL_MONTHS } as const,
        ]
      : []),
    ACCOUNT_REGION,
  ];
}

/**
 * The services that get leaves of their own: the largest, until they make up LEAF_SHARE of the total.
 * @param spend service → amount over the last month
 */
export function chooseLeafServices(spend: ReadonlyMap<string, number>): string[] {
  const ranked = [...spend].filter(([, amount]) => amount > 0).sort((a, b) => b[1] - a[1]);
  const total = ranked.reduce((all, [, amount]) => all + amount, 0);
  const chosen: string[] = [];
  let covered = 0;
  for (const [name, amount] of ranked) {
    if (covered >= LEAF_SHARE * total || chosen.length >= MAX_LEAF_SERVICES) break;
    chosen.push(name);
    covered += amount;
  }
  return chosen;
}
