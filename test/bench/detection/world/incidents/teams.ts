import { TEAMS, UNTAGGED } from '../accounts.ts';
import { accountAt, type Draft, type DraftRow, meanOf, type Part, rowOf, valueAt } from '../draft.ts';
import { pickPair, scopeOf } from '../pick.ts';
import { climbed, endOfIncident, type Incident, type Site, startFor, strike } from './site.ts';

/** Half or more of a service's cost goes to another team, or to none; the total stays. */
export const tagShift: Incident = (site) => {
  const { draft, random } = site;
  const picked = pickPair(draft, random, { mean: [80, 2500], kinds: ['elastic', 'const', 'storage', 'request'] });
  if (!picked) return false;
  const from = largestTeam(picked.rows);
  const to = random.chance(0.6) ? random.pick(TEAMS) : UNTAGGED;
  if (from === to) return false;
  const share = random.uniform(0.5, 1);
  const days = random.integer(10, 31);
  const start = startFor(site, days);
  const parts = picked.rows
    .filter(({ team }) => team === from)
    .flatMap((row): Part[] => {
      const moved = (day: number) => valueAt(row.values, day) * share;
      return [
        { row, at: (day) => -moved(day) },
        { row: rowOf(draft, { ...row, team: to }, 'added'), at: moved },
      ];
    });
  return strike(site, {
    class: 'tag_shift',
    start,
    end: endOfIncident(site, start, days),
    parts,
    scope: scopeOf(draft, picked),
    places: [{ account: picked.account, service: picked.service.name }],
    attribution: true,
  });
};

/** The team that pays for most of some rows. */
function largestTeam(rows: readonly DraftRow[]): string {
  const costOf = (one: string) => meanOf(rows.filter(({ team }) => team === one));
  return rows.map(({ team }) => team).reduce((a, b) => (costOf(b) > costOf(a) ? b : a));
}

/** A team's customers come in numbers: all that follows demand in its production accounts rises for some days. */
export const demandSurge: Incident = (site) => {
  const { draft, random, effect } = site;
  const team = random.pick(TEAMS);
  const rows = usageRows(draft, (row) => row.team === team && inProduction(draft, row) && FOLLOWS_DEMAND.has(row.kind));
  if (meanOf(rows) < 200) return false;
  const days = random.integer(2, 6);
  const start = startFor(site, days);
  const more = effect * random.uniform(0.5, 1.2);
  return strike(site, {
    class: 'demand_surge',
    start,
    end: endOfIncident(site, start, days),
    parts: rows.map((row) => ({ row, at: (day) => valueAt(row.values, day) * more * random.uniform(0.7, 1.3) })),
    scope: { team },
    places: accountsOf(rows),
    padDays: 3,
  });
};
const FOLLOWS_DEMAND = new Set<string>(['request', 'elastic', 'transfer']);
const inProduction = (draft: Draft, { account }: DraftRow) => accountAt(draft, account).environment === 'prod';

/** A whole account, or all of a team, about doubles within a month; half of them stay there. */
export const slowRamp: Incident = (site) => {
  const { random, draft } = site;
  if (random.chance(0.75)) {
    const account = random.integer(0, draft.accounts.length);
    const rows = usageRows(draft, (row) => row.account === account);
    if (meanOf(rows) < 150) return false;
    return ramp(site, rows, { scope: { account: accountAt(draft, account).id }, more: [0.6, 1.5], padDays: 18 });
  }
  const team = random.pick(TEAMS);
  const rows = usageRows(draft, (row) => row.team === team);
  if (meanOf(rows) < 400) return false;
  return ramp(site, rows, { scope: { team }, more: [0.5, 1.1], padDays: 0 });
};

interface Ramp {
  readonly scope: { account: string } | { team: string };
  /** What each row has risen by in the end, at least and at most, as a share. */
  readonly more: readonly [number, number];
  readonly padDays: number;
}

function ramp(site: Site, rows: readonly DraftRow[], { scope, more, padDays }: Ramp): boolean {
  const { draft, random, effect } = site;
  const rise = random.integer(26, 36);
  const hold = random.integer(6, 16);
  const latest = draft.calendar.days - rise - 8;
  const start = random.integer(draft.warmup + 2, Math.max(draft.warmup + 3, latest));
  const lasts = random.chance(0.5) ? { lasts: draft.calendar.days - 1 } : {};
  const parts = rows.map((row): Part => {
    const share = effect * random.uniform(...more);
    const risen = (day: number) => Math.min(1, climbed(site, start, day) / rise);
    return { row, at: (day) => valueAt(row.values, day) * share * risen(day) };
  });
  const end = endOfIncident(site, start, rise + hold + 1);
  return strike(site, { class: 'slow_ramp', start, end, ...lasts, parts, scope, places: accountsOf(rows), padDays });
}

function usageRows({ pairs }: Draft, is: (row: DraftRow) => boolean): DraftRow[] {
  return pairs.flatMap(({ rows }) => rows.filter(is));
}

function accountsOf(rows: readonly DraftRow[]): { account: number }[] {
  return [...new Set(rows.map(({ account }) => account))].map((account) => ({ account }));
}
