import { addDays, type Day, daysUntil, parseDay } from '../../src/domain/day.ts';
import type { ChartDay, Finding, FindingPart } from '../../src/domain/finding.ts';
import type { CostSeries } from '../../src/domain/forecast.ts';
import { type Incident, partNames } from '../../src/domain/incident.ts';
import { type Micros, micros } from '../../src/domain/money.ts';

export const day = parseDay;
/** A Tuesday. */
export const TODAY = day('2026-11-17');
export const SHOP = '444455556666';
export const CORE = '111122223333';
export const DATA = '222233334444';

export function part(account: string, service: string, now = 200, usual = 100): FindingPart {
  return { account, service, now: micros(now), usual: micros(usual) };
}

/** A rise of AWS Lambda in shop-prod from $100 to $200 a day, under way for four days. */
export function finding(own: Partial<Finding> = {}): Finding {
  return {
    cause: `rise|${SHOP}|AWS Lambda`,
    kind: 'rise',
    account: SHOP,
    service: 'AWS Lambda',
    usageType: undefined,
    teams: undefined,
    team: undefined,
    since: addDays(TODAY, -4),
    through: addDays(TODAY, -1),
    perDay: micros(100),
    now: micros(200),
    usual: micros(100),
    spread: micros(3),
    total: micros(400),
    parts: [part(SHOP, 'AWS Lambda')],
    chart: [],
    rule: 'a rule',
    currency: 'USD',
    metric: 'amortized',
    historyDays: 56,
    ...own,
  };
}

const OPENED = new Date('2026-11-14T08:00:00Z');

/** A chart of the 14 days before one: $100 is usual, and from `from` to `to` each day costs so much more. */
export function chartOf(today: Day, from: Day, more = 100, to = today): ChartDay[] {
  return daysUntil(addDays(today, -14), today).map((on) => ({
    day: on,
    actual: micros(100 + (on >= from && on <= to ? more : 0)),
    usual: micros(100),
    partial: on === addDays(today, -1),
  }));
}

/** The incident of that finding: open, posted to C0ALERTS. */
export function incident(own: Partial<Incident> = {}): Incident {
  const known = own.finding ?? finding();
  return {
    id: 1,
    state: 'open',
    finding: known,
    since: known.since,
    channel: 'C0ALERTS',
    announced: true,
    named: false,
    version: 0,
    openedAt: OPENED,
    checkedAt: new Date('2026-11-16T08:00:00Z'),
    askedAt: OPENED,
    owner: undefined,
    snooze: undefined,
    expectation: undefined,
    end: undefined,
    told: { perDay: known.perDay, parts: partNames(known) },
    remindedAt: undefined,
    escalatedAt: undefined,
    aws: undefined,
    ...own,
  };
}

/** Days of a series that ends yesterday, given what each day costs; undefined for a day that never arrived. */
export function costs(
  dollarsOn: (age: number, day: Day) => number | undefined,
  { account = SHOP, service = 'AWS Lambda', days = 90, today = TODAY } = {},
): CostSeries {
  const first = addDays(today, -days);
  const values = Array.from({ length: days }, (_, index) => {
    const dollars = dollarsOn(days - index, addDays(first, index));
    return dollars === undefined ? undefined : micros(dollars);
  });
  return { account, service, series: { first, values } };
}

export const FLOORS = { post: micros(25) };

/** A little noise that is the same at each run: between −1 and 1. */
export function noise(seed: number): number {
  return Math.sin(seed * 12.9898) * Math.cos(seed * 78.233);
}

export const dollars = (amount: Micros) => Math.round(amount / 1_000_000);
