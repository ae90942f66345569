import { dateAt } from '../calendar.ts';
import { type Draft, type DraftRow, isFree, type Part, rowOf, valueAt } from '../draft.ts';
import { oneUsageType, pickPair, scopeOf } from '../pick.ts';
import { endOfIncident, type Incident, type Site, startFor, strike, times } from './site.ts';

/** Instances change: they no longer stop off-peak, or they became a larger type. */
export const offpeakInstanceChange: Incident = (site) => (site.random.chance(0.5) ? stayUp(site) : growLarger(site));

const SCALED = ['AmazonEC2', 'AmazonRDS', 'AmazonEKS', 'AmazonECS'] as const;

/** The nights are no longer scaled down, and a weekend costs as much as a weekday. */
function stayUp(site: Site): boolean {
  const { draft, random, effect } = site;
  const picked = pickPair(draft, random, {
    mean: [40, 1500],
    service: random.pick(SCALED),
    kinds: ['elastic', 'const'],
  });
  if (!picked || draft.accounts[picked.account]?.environment === 'data') return false;
  const days = random.integer(12, 35);
  const start = startFor(site, days);
  const more = effect * random.uniform(0.3, 0.6);
  const parts = picked.rows.map((row): Part => {
    const weekday = weekdayMean(draft, row, start);
    return {
      row,
      at(day) {
        const usual = valueAt(row.values, day);
        return dateAt(draft.calendar, day).isWeekend
          ? Math.max(weekday * (1 + more) - usual, 0.1 * usual)
          : usual * more;
      },
    };
  });
  return strikeService(site, picked, { start, days, parts });
}

const FOUR_WEEKS = 28;

function weekdayMean({ calendar }: Draft, { values }: DraftRow, end: number): number {
  let total = 0;
  let days = 0;
  for (let day = Math.max(0, end - FOUR_WEEKS); day < end; day++) {
    if (dateAt(calendar, day).isWeekend) continue;
    total += valueAt(values, day);
    days++;
  }
  return total / days;
}

/** One instance type gives way to a larger one, which costs up to four times as much. */
function growLarger(site: Site): boolean {
  const { draft, random, effect } = site;
  const found = pickPair(draft, random, { mean: [30, 900], kinds: ['const', 'elastic'] });
  if (!found) return false;
  const picked = oneUsageType(found, random);
  const factor = 1 + effect * random.uniform(0.6, 3);
  if (!picked.usageType.includes('.') || picked.mean * (factor - 1) < 25) return false;
  const days = random.integer(10, 31);
  const start = startFor(site, days);
  const larger = picked.usageType.replace(/[^.]*$/, '8xlarge');
  const parts = picked.rows.flatMap((row): Part[] => [
    times(row, 0),
    { row: rowOf(draft, { ...row, usageType: larger }, 'added'), at: (day) => valueAt(row.values, day) * factor },
  ]);
  return strikeService(site, picked, { start, days, parts });
}

function strikeService(
  site: Site,
  picked: NonNullable<ReturnType<typeof pickPair>>,
  { start, days, parts }: { start: number; days: number; parts: readonly Part[] },
): boolean {
  return strike(site, {
    class: 'offpeak_instance_change',
    start,
    end: endOfIncident(site, start, days),
    parts,
    scope: scopeOf(site.draft, picked),
    places: [{ account: picked.account, service: picked.service.name }],
  });
}

const EC2 = 'AmazonEC2';
const EXPIRED_DAYS = 30;
/** Days to other incidents: it covers many accounts, and would hardly find room otherwise. */
const PAD_DAYS = 5;

/** A commitment ends: the same machines cost 35–60 % more in about half of the accounts at once. */
export const commitmentExpiry: Incident = (site) => {
  const { draft, random, effect } = site;
  const start = startFor(site, EXPIRED_DAYS);
  const end = endOfIncident(site, start, EXPIRED_DAYS);
  const covered = draft.pairs.filter(
    ({ account, service }) =>
      service.name === EC2 && random.chance(0.5) && isFree(draft, { account, service: EC2 }, start, end, PAD_DAYS),
  );
  const factor = 1 + effect * random.uniform(0.35, 0.6);
  const machines = covered.flatMap(({ rows }) => rows.filter(({ usageType }) => usageType.startsWith('BoxUsage')));
  return strike(site, {
    class: 'commitment_expiry',
    start,
    end,
    parts: machines.map((row) => times(row, factor)),
    scope: { service: EC2 },
    places: covered.map(({ account }) => ({ account, service: EC2 })),
    padDays: PAD_DAYS,
  });
};
