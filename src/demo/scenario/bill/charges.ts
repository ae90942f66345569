import type { Day } from '../../../domain/day.ts';
import { addDays, dayNumber } from '../../../domain/day.ts';
import type { Micros } from '../../../domain/money.ts';
import { ACCOUNTS, PAYER, SHOP } from '../accounts.ts';
import { growthOn, isFirstOfMonth } from '../calendar.ts';
import { CATALOG } from '../catalog/index.ts';
import * as service from '../catalog/services.ts';
import { noise } from '../random.ts';
import type { LineItem } from '../types.ts';
import { chargeLine } from './line.ts';

const TAX_RATE = 0.07;
const DAYS_A_MONTH = 30.4;
const NONE = { team: '', region: 'NoRegion', unit: '' };

/** What is not usage: tax and support on the 1st, credits on a month's last day, a refund, domain renewals. */
export function otherCharges(seed: number, day: Day): LineItem[] {
  const lines: LineItem[] = [];
  const luck = 1 + 0.04 * noise(seed, 'charges', dayNumber(day));
  if (isFirstOfMonth(day)) lines.push(support(day, luck), ...ACCOUNTS.map(({ id }) => tax(day, id, luck)));
  if (isFirstOfMonth(addDays(day, 1))) lines.push(credit(day, luck));
  if (day.endsWith('-12')) lines.push(domainRenewals(day));
  if (day.endsWith('-17')) lines.push(refund(day, luck));
  return lines;
}

function tax(day: Day, account: string, luck: number): LineItem {
  const daily = CATALOG.filter((series) => series.account === account).reduce(
    (total, { dollars }) => total + dollars,
    0,
  );
  const dollars = daily * DAYS_A_MONTH * growthOn(day) * TAX_RATE * luck;
  return chargeLine(day, { ...NONE, account, service: service.TAX, usageType: 'NoUsageType' }, 'Tax', dollars);
}

function support(day: Day, luck: number): LineItem {
  const series = { ...NONE, account: PAYER, service: service.SUPPORT, usageType: 'Dollar' };
  return chargeLine(day, series, 'Support', 6_140 * growthOn(day) * luck);
}

function credit(day: Day, luck: number): LineItem {
  const series = { ...NONE, account: PAYER, service: service.BEDROCK, usageType: 'NoUsageType' };
  return chargeLine(day, series, 'Credit', -1_250 * luck);
}

function refund(day: Day, luck: number): LineItem {
  const series = { ...NONE, account: SHOP, service: service.S3, region: 'us-east-1', usageType: 'Requests-Tier1' };
  return chargeLine(day, series, 'Refund', -38 * luck);
}

function domainRenewals(day: Day): LineItem {
  const series = {
    ...NONE,
    account: PAYER,
    service: service.REGISTRAR,
    region: 'global',
    usageType: 'RenewDomain-com',
  };
  return chargeLine(day, series, 'Fee', 142);
}

/**
 * The lines that give back the private discount: in the plain metrics a discount of its own, in the net ones nothing,
 * since there it already stands in the usage. One for each account and service.
 */
export function discountLines(day: Day, lines: readonly LineItem[]): LineItem[] {
  const discounts = new Map<string, { line: LineItem; total: number }>();
  for (const line of lines) {
    const discount = line.amortized - line.netAmortized;
    const key = `${line.account} ${line.service} ${line.region} ${line.team}`;
    const known = discounts.get(key);
    if (known) known.total += discount;
    else if (discount !== 0) discounts.set(key, { line, total: discount });
  }
  return [...discounts.values()].map(({ line, total }) => ({
    ...line,
    day,
    usageType: 'NoUsageType',
    recordType: 'Enterprise Discount Program Discount',
    unblended: -total as Micros,
    amortized: -total as Micros,
    netAmortized: 0 as Micros,
    quantity: 0,
    unit: '',
  }));
}
