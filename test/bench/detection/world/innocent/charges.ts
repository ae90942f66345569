import { UNTAGGED } from '../accounts.ts';
import { dateAt, daysWhere } from '../calendar.ts';
import { accountAt, apply, type Draft, type DraftRow, rowOf, valueAt } from '../draft.ts';
import type { Random } from '../random.ts';
import type { LabelKind } from '../types.ts';
import { addLabel, countFor, happen, type Innocent, placeOf } from './event.ts';

/** The account that pays for the organisation, and is charged its support and tax. */
const PAYER = 0;
/** Of the bill of the 30 days before. */
const SUPPORT_SHARE = 0.07;
const TAX_SHARE = 0.06;
const MONTH_DAYS = 30;

/** Fees on the first of the month, and a subscription charged on another day of it. */
export const addMonthlyFees: Innocent = (draft, random) => {
  const firsts = daysWhere(draft.calendar, ({ dayOfMonth }) => dayOfMonth === 1);
  const bill = billBefore(draft);
  const paid = (service: string, usageType: string, share: number) =>
    charge(draft, firsts, { account: PAYER, service, usageType }, (day) => share * bill(day));
  paid('AWSSupport', 'Fee:BusinessSupport', SUPPORT_SHARE);
  paid('Tax', 'Tax:SalesTax', TAX_SHARE);
  for (const account of someAccounts(draft, random, countFor(draft, 8, 1))) {
    const perMonth = random.uniform(150, 2500);
    const inMonth = (day: number) => (perMonth * dateAt(draft.calendar, day).monthLength) / MONTH_DAYS;
    charge(draft, firsts, { account, service: 'AmazonEC2', usageType: 'RIFee:HeavyUsage:m6i.xlarge' }, inMonth);
  }
  for (const account of someAccounts(draft, random, countFor(draft, 10, 1))) {
    const perMonth = random.uniform(100, 3000);
    const varying = () => perMonth * Math.exp(random.normal(0.05));
    charge(draft, firsts, { account, service: 'AWSMarketplace', usageType: 'MP:Monthly-SaaS' }, varying);
  }
  const day = random.integer(3, 26);
  const dues = daysWhere(draft.calendar, ({ dayOfMonth }) => dayOfMonth === day);
  const account = random.integer(0, draft.accounts.length);
  const amount = random.uniform(200, 1500);
  charge(draft, dues, { account, service: 'AWSMarketplace', usageType: 'MP:MidMonth-SaaS' }, () => amount);
};

interface Purchase {
  readonly service: string;
  readonly usageType: string;
  /** Dollars at once, at least and at most. */
  readonly amount: readonly [number, number];
  readonly count: number;
  readonly kind: LabelKind;
}

/** Bought once a year; of a subscription by an account it is good to hear, of the others not. */
const PURCHASES: readonly Purchase[] = [
  {
    service: 'AWSComputeSavingsPlans',
    usageType: 'SavingsPlanUpfrontFee:1yr',
    amount: [8000, 60_000],
    count: 1,
    kind: 'innocent',
  },
  { service: 'AmazonRDS', usageType: 'RIFee:Upfront:db.r6g.large', amount: [2000, 20_000], count: 2, kind: 'innocent' },
  { service: 'AmazonRoute53', usageType: 'Fee:DomainRenewal', amount: [12, 400], count: 3, kind: 'innocent' },
  { service: 'AWSMarketplace', usageType: 'MP:Annual-Subscription', amount: [3000, 40_000], count: 1, kind: 'info' },
];

export const addPurchases: Innocent = (draft, random) => {
  for (const { service, usageType, amount, count, kind } of PURCHASES) {
    for (let left = count; left > 0; left--) {
      const account = random.integer(0, draft.accounts.length);
      const start = random.integer(draft.warmup, draft.calendar.days - 5);
      const row = chargeRow(draft, { account, service, usageType });
      const dollars = random.uniform(...amount);
      happen(
        draft,
        { class: 'annual_purchase', kind, start, scope: placeOf(draft, row), parts: [{ row, at: () => dollars }] },
        { days: 1 },
      );
    }
  }
};

const CREDITS = 4;
/** Dollars of a credit or a refund, at least and at most. */
const CREDIT = [100, 6000] as const;

export const addCredits: Innocent = (draft, random) => {
  for (let left = CREDITS; left > 0; left--) {
    const account = random.integer(0, draft.accounts.length);
    const service = random.pick(['AmazonEC2', 'AmazonRDS', 'AmazonBedrock']);
    const usageType = random.pick(['Credit:PromoCredit', 'Refund:SLA']);
    const row = chargeRow(draft, { account, service, usageType });
    const dollars = -random.uniform(...CREDIT);
    const start = random.integer(20, draft.calendar.days - 5);
    happen(
      draft,
      { class: 'credit_refund', start, scope: placeOf(draft, row), parts: [{ row, at: () => dollars }] },
      { days: 1 },
    );
  }
};

type ChargeKeys = Pick<DraftRow, 'account' | 'service' | 'usageType'>;

function chargeRow(draft: Draft, keys: ChargeKeys): DraftRow {
  const team = keys.account === PAYER ? UNTAGGED : accountAt(draft, keys.account).team;
  return rowOf(draft, { ...keys, team }, 'charge');
}

/** Charges an amount on each of the days, and labels each of them. */
function charge(draft: Draft, days: readonly number[], keys: ChargeKeys, amount: (day: number) => number): void {
  const row = chargeRow(draft, keys);
  for (const day of days) {
    const change = apply(draft, [{ row, at: amount }], day, day);
    addLabel(
      draft,
      { class: 'first_of_month', kind: 'innocent', start: day, end: day, scope: placeOf(draft, row) },
      change,
    );
  }
}

function someAccounts(draft: Draft, random: Random, count: number): number[] {
  return random.shuffled(draft.accounts.map((_, index) => index)).slice(0, count);
}

/** What the organisation used in the month before a day; in the first month, what it is going to use. */
function billBefore(draft: Draft): (day: number) => number {
  const daily = new Float64Array(draft.calendar.days);
  for (const { rows } of draft.pairs)
    for (const { values } of rows)
      for (let day = 0; day < daily.length; day++) daily[day] = valueAt(daily, day) + valueAt(values, day);
  return (day) => {
    const from = Math.max(0, day - MONTH_DAYS);
    return daily.subarray(from, from + MONTH_DAYS).reduce((sum, dollars) => sum + dollars, 0);
  };
}
