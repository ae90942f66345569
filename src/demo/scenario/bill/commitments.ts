import type { Day } from '../../../domain/day.ts';
import { dayNumber, daysBetween, endOf, monthOf } from '../../../domain/day.ts';
import { CORE, DATA, PAYER, SHOP } from '../accounts.ts';
import { isFirstOfMonth } from '../calendar.ts';
import type { Series } from '../catalog/series.ts';
import * as service from '../catalog/services.ts';
import { draw, noise } from '../random.ts';
import type { LineItem } from '../types.ts';
import type { Used } from './line.ts';
import { lineOf, usageLine } from './line.ts';

/** US dollars a day that the Savings Plan costs, used or not. */
const COMMITMENT = 132;
const SAVINGS_PLAN_RATE = 0.72;
const RESERVED_RATE = 0.63;
const RESERVED_DOLLARS = 46.08;

const PLAN: Series = {
  account: PAYER,
  team: '',
  service: service.SAVINGS_PLANS,
  usageType: 'ComputeSP:1yrNoUpfront',
  region: 'global',
  rhythm: 'flat',
  dollars: COMMITMENT,
  unit: 'Hrs',
  price: COMMITMENT / 24,
};
const RESERVATION: Series = {
  account: PAYER,
  team: '',
  service: service.RDS,
  usageType: 'HeavyUsage:db.r6g.xlarge',
  region: 'us-east-1',
  rhythm: 'flat',
  dollars: RESERVED_DOLLARS,
  unit: 'Hrs',
  price: 0.48,
};

/** A day's usage as the bill has it: partly covered by the Savings Plan or a reservation, the rest at on-demand rates. */
export function billedUsage(seed: number, day: Day, used: readonly Used[]): LineItem[] {
  const plan = coverage(seed, day, used);
  const lines = used.flatMap((usage) =>
    isReserved(usage.series) ? [discountedLine(day, usage.series)] : plannedLines(day, usage, plan.get(usage) ?? 0),
  );
  const spent = [...plan.values()].reduce((total, dollars) => total + dollars * SAVINGS_PLAN_RATE, 0);
  lines.push(
    lineOf(day, PLAN, 'SavingsPlanRecurringFee', {
      unblended: COMMITMENT,
      amortized: COMMITMENT - spent,
      netAmortized: COMMITMENT - spent,
      quantity: 24,
    }),
  );
  if (isFirstOfMonth(day)) lines.push(reservationFee(day));
  return lines;
}

function isReserved(series: Series): boolean {
  return series.account === CORE && series.usageType === 'InstanceUsage:db.r6g.xlarge';
}

/** Compute that the plan may cover. Production in core-prod is left out, so that its usage is its cost. */
function isCoverable({ account, service: name, usageType }: Series): boolean {
  if (account !== SHOP && account !== DATA) return false;
  return (
    (name === service.EC2 && usageType.startsWith('BoxUsage')) || (name === service.ECS && usageType.includes('vCPU'))
  );
}

/** On-demand dollars that the plan covers, by usage: it wanders between accounts from day to day. */
function coverage(seed: number, day: Day, used: readonly Used[]): Map<Used, number> {
  const number = dayNumber(day);
  const eligible = used.filter(({ series }) => isCoverable(series));
  const weights = eligible.map(
    ({ series, dollars }) => dollars * (1 + 0.06 * noise(seed, `plan ${series.usageType}`, number)),
  );
  const weight = weights.reduce((total, each) => total + each, 0);
  const covered = (COMMITMENT * (0.95 + 0.04 * draw(seed, 'plan', number))) / SAVINGS_PLAN_RATE;
  return new Map(eligible.map((usage, i) => [usage, Math.min(usage.dollars, (covered * (weights[i] ?? 0)) / weight)]));
}

function plannedLines(day: Day, { series, dollars }: Used, covered: number): LineItem[] {
  if (covered === 0) return [usageLine(day, { series, dollars })];
  const rest = dollars - covered;
  return [
    ...(rest > 0 ? [usageLine(day, { series, dollars: rest })] : []),
    lineOf(day, series, 'SavingsPlanCoveredUsage', {
      unblended: covered,
      amortized: covered * SAVINGS_PLAN_RATE,
      netAmortized: covered * SAVINGS_PLAN_RATE,
      quantity: covered / series.price,
    }),
    lineOf(day, series, 'SavingsPlanNegation', { unblended: -covered, amortized: 0, netAmortized: 0, quantity: 0 }),
  ];
}

/** The reserved instances run all day: paid for on the 1st, so nothing unblended, and their share of the fee amortized. */
function discountedLine(day: Day, series: Series): LineItem {
  const amortized = RESERVED_DOLLARS * RESERVED_RATE;
  return lineOf(day, series, 'DiscountedUsage', {
    unblended: 0,
    amortized,
    netAmortized: amortized,
    quantity: RESERVED_DOLLARS / series.price,
  });
}

function reservationFee(day: Day): LineItem {
  const days = daysBetween(day, endOf(monthOf(day)));
  return lineOf(day, RESERVATION, 'RIFee', {
    unblended: days * RESERVED_DOLLARS * RESERVED_RATE,
    amortized: 0,
    netAmortized: 0,
    quantity: (days * RESERVED_DOLLARS) / RESERVATION.price,
  });
}
