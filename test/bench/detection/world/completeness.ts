import { accountAt, type Draft, type DraftRow, valueAt } from './draft.ts';
import type { Random } from './random.ts';
import type { Service } from './services.ts';

/** Days after a day by which its figures may still change: 0–3. */
export const LAGS = 4;

/** By account and service: for each lag, the share of each day's final figure that can be seen then. */
export type Completeness = (account: number, service: string) => readonly Float64Array[];

/** One account, or all, on one day: what can be seen of it at each lag. */
interface Exception {
  readonly account?: number;
  readonly day: number;
  readonly shares: readonly number[];
}

/** Draws what is visible when, and labels what is late or too high, since an alert on that is false. */
export function createCompleteness(draft: Draft, random: Random, overestimates: boolean): Completeness {
  const exceptions = lateData(draft, random.fork('late'));
  if (overestimates) exceptions.push(...tooHigh(draft, random.fork('high')));
  const usual = new Map(
    draft.catalogue.map((service) => [
      service.name,
      arrivalOf(draft.calendar.days, service, random.fork(service.name)),
    ]),
  );
  const whole = Array.from({ length: LAGS }, () => new Float64Array(draft.calendar.days).fill(1));
  const known = new Map<string, readonly Float64Array[]>();
  return (account, service) => {
    const name = `${account}/${service}`;
    const shares = known.get(name) ?? withExceptions(usual.get(service) ?? whole, exceptions, account);
    known.set(name, shares);
    return shares;
  };
}

function withExceptions(usual: readonly Float64Array[], all: readonly Exception[], account: number): Float64Array[] {
  const shares = usual.map((values) => values.slice());
  for (const exception of all)
    if (exception.account === undefined || exception.account === account)
      for (const [lag, values] of shares.entries()) values[exception.day] = exception.shares[lag] ?? 1;
  return shares;
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(high, value));

/** How a service's usage records come in: on the day itself a part, the next day most, unless it is a late one. */
function arrivalOf(days: number, { late }: Service, random: Random): Float64Array[] {
  const nextDay = late ? random.uniform(0.5, 0.8) : random.uniform(0.93, 0.995);
  const lags: (() => number)[] = [
    () => random.uniform(0.1, 0.45),
    () => clamp(nextDay + random.normal(late ? 0.07 : 0.012), 0.2, 1),
    () => clamp((late ? 0.965 : 0.996) + random.normal(late ? 0.015 : 0.003), 0.8, 1),
    () => (late ? clamp(0.995 + random.normal(0.003), 0.97, 1) : 1),
  ];
  return lags.map((share) => Float64Array.from({ length: days }, share));
}

/** One account in so many has a late spell of one to three days; once all accounts are late together. */
const ACCOUNTS_PER_SPELL = 6.5;
const ALL_LATE = [0, 0.05, 0.4, 0.9] as const;

function lateData(draft: Draft, random: Random): Exception[] {
  const exceptions: Exception[] = [];
  const from = draft.warmup + 2;
  for (let left = Math.max(2, Math.floor(draft.accounts.length / ACCOUNTS_PER_SPELL)); left > 0; left--) {
    const account = random.integer(0, draft.accounts.length);
    const shares = [0, random.uniform(0, 0.15), random.uniform(0.1, 0.5), 1];
    const start = random.integer(from, draft.calendar.days - 6);
    for (let day = start + random.integer(0, 3); day >= start; day--) exceptions.push({ account, day, shares });
  }
  exceptions.push({ day: random.integer(from, draft.calendar.days - 6), shares: ALL_LATE });
  for (const exception of exceptions) labelVisible(draft, exception, 'data_lag');
  return exceptions;
}

/** Of the days of an account: how often early figures are too high, and how much. */
const TOO_HIGH = { share: 0.01, factor: [1.05, 1.6] } as const;

/** Estimates that are corrected downwards: a discount or a refund that the first figures do not know yet. */
function tooHigh(draft: Draft, random: Random): Exception[] {
  const exceptions: Exception[] = [];
  for (let account = 0; account < draft.accounts.length; account++) {
    for (let day = 0; day < draft.calendar.days; day++) {
      if (!random.chance(TOO_HIGH.share)) continue;
      const factor = random.uniform(...TOO_HIGH.factor);
      const exception = { account, day, shares: [random.uniform(0.1, 0.45), factor, 1 + (factor - 1) / 2, 1] };
      exceptions.push(exception);
      labelVisible(draft, exception, 'overestimate');
    }
  }
  return exceptions;
}

/** Labels a day whose visible figures are off, by how far they are the day after. */
function labelVisible(draft: Draft, { account, day, shares }: Exception, name: string): void {
  const off = (shares[1] ?? 1) - 1;
  const change = new Map<DraftRow, Float64Array>();
  for (const pair of draft.pairs) {
    if (account !== undefined && pair.account !== account) continue;
    for (const row of pair.rows) {
      const amounts = new Float64Array(draft.calendar.days);
      amounts[day] = valueAt(row.values, day) * off;
      change.set(row, amounts);
    }
  }
  const scope = account === undefined ? {} : { account: accountAt(draft, account).id };
  draft.labels.push({ class: name, kind: 'innocent', start: day, end: day, scope, change });
}
