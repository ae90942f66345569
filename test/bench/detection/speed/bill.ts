import { addDays, type Day, parseDay, weekdayOf } from '../../../../src/domain/day.ts';
import { createRandom } from '../world/random.ts';

/** A bill of any size: every account has every service, and every service its usage types. */
export interface Bill {
  readonly accounts: readonly string[];
  readonly services: readonly string[];
  readonly usageTypes: readonly string[];
  /** A share of every account and service each. */
  readonly teams: readonly { readonly name: string; readonly share: number }[];
  readonly first: Day;
  readonly days: number;
}

export const DAYS = 425;
export const TODAY = parseDay('2026-11-24');
const SERVICES = 25;
const USAGE_TYPES = 5;
/** Usage types (leaf series) that an account brings. */
export const SERIES_AN_ACCOUNT = SERVICES * USAGE_TYPES;

/** What a day shows of itself when it is 0, 1, 2, 3 days old. */
export const SHARE_SEEN = [0.3, 0.92, 0.99, 1] as const;

const named = (many: number, name: (i: number) => string) => Array.from({ length: many }, (_, i) => name(i));

export function billOf(accounts: number): Bill {
  return {
    accounts: named(accounts, (i) => String(123_456_789_012 + i * 7_919)),
    services: named(SERVICES, (i) => `Amazon Some Service ${String(i).padStart(2, '0')}`),
    usageTypes: named(USAGE_TYPES, (i) => `USE1-SomeKindOfUsage-GB-Second-${i}`),
    teams: [0.1, 0.2, 0.3, 0.4].map((share, i) => ({ name: `team-${i}`, share })),
    first: addDays(TODAY, 1 - DAYS),
    days: DAYS,
  };
}

const WEEKEND = 0.7;
const NOISE = 0.15;
/** One series in so many is twice as dear for a week, some time. */
const RISES = 10;
const WEEK = 7;

/** One usage type's final figures by day: a level, its weekends, noise, and of some a rise. */
export function leafValues({ first, days }: Bill, name: string): Float64Array {
  const random = createRandom(1, name);
  const level = random.logUniform(0.5, 500);
  const rise = random.chance(1 / RISES) ? random.integer(0, days) : days;
  return Float64Array.from({ length: days }, (_, column) => {
    const weekday = weekdayOf(addDays(first, column));
    const usual = weekday === 0 || weekday === 6 ? WEEKEND * level : level;
    const risen = column >= rise && column < rise + WEEK ? 2 * usual : usual;
    return risen * (1 + random.uniform(-NOISE, NOISE));
  });
}

/** Figures as they are seen of days that are so many days old. */
export function seenAt(values: Float64Array, age: number): Float64Array {
  return values.map((value) => value * (SHARE_SEEN[age] ?? 1));
}

/** A sum of series, times a share. */
export function sumOf(series: readonly Float64Array[], share = 1): Float64Array {
  const sum = new Float64Array(DAYS);
  for (const values of series) for (const [day, value] of values.entries()) sum[day] = (sum[day] ?? 0) + share * value;
  return sum;
}
