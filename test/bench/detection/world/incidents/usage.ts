import { valueAt } from '../draft.ts';
import { oneUsageType, partsOf, pickPair, scopeOf } from '../pick.ts';
import type { Kind } from '../services.ts';
import { climbed, endOfIncident, type Incident, type Site, startFor, strike, times } from './site.ts';

/** What costs something every day. */
const EVERY_DAY: readonly Kind[] = ['const', 'elastic', 'storage', 'request', 'transfer'];

/** Some hundreds or thousands of dollars within one to three days, on one usage type. */
export const pointSpike: Incident = (site) => {
  const { draft, random, effect } = site;
  const found = pickPair(draft, random, { mean: [8, 1500], kinds: EVERY_DAY });
  if (!found) return false;
  const picked = oneUsageType(found, random);
  const days = random.integer(1, 4);
  const start = startFor(site, days);
  const drawn = (effect * random.logUniform(150, 6000)) / days;
  // Against what the service costs, a spike must stand out.
  const least = 0.8 * effect * found.mean;
  const dollars = drawn < least ? least + 0.3 * drawn : drawn;
  const parts = partsOf(picked.rows).map(({ row, part }) => ({
    row,
    at: () => dollars * part * random.uniform(0.7, 1.3),
  }));
  return strikeUsage(site, picked, { class: 'point_spike', start, days, parts });
};

/** Up by 40–300 % for weeks; two in five stay for good, and are labelled for a month. */
export const stepUp: Incident = (site) => {
  const { draft, random, effect, warm } = site;
  const found = pickPair(draft, random, { mean: [25, 1200], kinds: ['const', 'elastic', 'request'] });
  if (!found) return false;
  const picked = oneUsageType(found, random);
  const factor = 1 + effect * random.logUniform(0.4, 3);
  const stays = !warm && random.chance(0.4);
  const days = stays ? MONTH_DAYS : random.integer(8, 45);
  if (picked.mean * (factor - 1) < STEP_DOLLARS) return false;
  const parts = picked.rows.map((row) => times(row, factor));
  const lasts = stays ? { lasts: draft.calendar.days - 1 } : {};
  return strikeUsage(site, picked, { class: 'step_up', start: startFor(site, days), days, parts, ...lasts });
};
const MONTH_DAYS = 31;
/** A rise of fewer dollars a day is no incident. */
const STEP_DOLLARS = 20;

/** Data transfer at two to eight times the usual for up to two weeks. */
export const egressStorm: Incident = (site) => {
  const { draft, random, effect } = site;
  const found = pickPair(draft, random, { mean: [15, 1200], kinds: ['transfer'] });
  if (!found) return false;
  const picked = oneUsageType(found, random);
  const factor = 1 + effect * random.uniform(1.5, 7);
  if (picked.mean * (factor - 1) < STEP_DOLLARS) return false;
  const days = random.integer(2, 14);
  const parts = picked.rows.map((row) => times(row, factor));
  return strikeUsage(site, picked, { class: 'egress_storm', start: startFor(site, days), days, parts });
};

/** Growth by 2.5–6 % a day for one or two months, to eight times at most: nobody deletes, or something retries. */
export const slowLeak: Incident = (site) => {
  const { draft, random, effect } = site;
  const found = pickPair(draft, random, { mean: [10, 250], kinds: ['storage', 'request'] });
  if (!found) return false;
  const picked = oneUsageType(found, random);
  const days = random.integer(30, 60);
  const start = startFor(site, days);
  const rate = effect * random.uniform(0.025, 0.06);
  const enough = picked.mean >= 8 && picked.mean * (Math.exp(rate * Math.min(days, 40)) - 1) >= 60;
  if (!enough || draft.calendar.days - start < 25) return false;
  const parts = picked.rows.map((row) => times(row, (day) => Math.min(8, Math.exp(rate * climbed(site, start, day)))));
  return strikeUsage(site, picked, { class: 'slow_leak', start, days, parts });
};

/** A job that usually runs on some days hangs, or is far too large, and costs for days on end. */
export const batchRunaway: Incident = (site) => {
  const { draft, random, effect } = site;
  const found = pickPair(draft, random, { mean: [4, 300], kinds: ['batch'] });
  if (!found) return false;
  const picked = oneUsageType(found, random);
  const days = random.integer(2, 8);
  const usual = effect * medianRun(picked.rows.map(({ values }) => values));
  const dollars = usual * (random.chance(0.5) ? random.uniform(4, 12) : random.uniform(1.5, 3.5));
  if (dollars < 25 || dollars * days < 150) return false;
  const parts = partsOf(picked.rows).map(({ row, part }) => ({
    row,
    at: (day: number) => Math.max(0, dollars * part * random.uniform(0.9, 1.1) - valueAt(row.values, day)),
  }));
  return strikeUsage(site, picked, { class: 'batch_runaway', start: startFor(site, days), days, parts });
};

/** Fewer runs than this do not say what is usual. */
const LEAST_RUNS = 15;

function medianRun(series: readonly Float64Array[]): number {
  const days = series[0]?.length ?? 0;
  const totals = Float64Array.from({ length: days }, (_, day) =>
    series.reduce((sum, one) => sum + valueAt(one, day), 0),
  );
  const runs = totals.filter((dollars) => dollars > 0).sort();
  return runs.length < LEAST_RUNS ? 0 : valueAt(runs, runs.length >> 1);
}

type OneUsageType = ReturnType<typeof oneUsageType>;

function strikeUsage(
  site: Site,
  picked: OneUsageType,
  what: { class: string; start: number; days: number; lasts?: number; parts: Parameters<typeof strike>[1]['parts'] },
): boolean {
  const { days, ...rest } = what;
  return strike(site, {
    ...rest,
    end: endOfIncident(site, what.start, days),
    scope: scopeOf(site.draft, picked, picked.usageType),
    places: [{ account: picked.account, service: picked.service.name }],
  });
}
