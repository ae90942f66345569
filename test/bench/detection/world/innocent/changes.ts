import { accountAt, isFree, type Part, rowOf, uses, valueAt } from '../draft.ts';
import { oneUsageType, pickPair, scopeOf } from '../pick.ts';
import { countFor, happen, type Innocent, placeOf } from './event.ts';

/** Deploys and more customers: up by 8–28 % and it stays, at most so many dollars a day. */
const STEP = { share: [0.08, 0.28], mostDollars: 70, labelledDays: 21 } as const;

export const addOrganicSteps: Innocent = (draft, random) => {
  for (let left = countFor(draft, 1.6, 5); left > 0; left--) {
    const picked = pickPair(draft, random, { mean: [20, 500], kinds: ['const', 'elastic', 'request'] });
    const share = random.uniform(...STEP.share);
    if (!picked || picked.mean * share > STEP.mostDollars) continue;
    const start = random.integer(40, draft.calendar.days - 8);
    const parts = picked.rows.map((row) => ({ row, at: (day: number) => valueAt(row.values, day) * share }));
    const what = { class: 'organic_step', start, scope: scopeOf(draft, picked), parts };
    happen(draft, what, { days: draft.calendar.days - start, labelledDays: STEP.labelledDays });
  }
};

const RENAMES = 2;
/** Days between a rename or a migration and any incident in the same place, on either side. */
const APART_DAYS = 18;
const RENAME = { days: 3, labelledDays: 11, keeps: [0.88, 0.98] } as const;

/** A usage type turns into its successor within three days, and costs a little less. */
export const addRenames: Innocent = (draft, random) => {
  for (let left = RENAMES; left > 0; left--) {
    const found = pickPair(draft, random, { mean: [20, 900], kinds: ['const', 'storage'] });
    if (!found) continue;
    const picked = oneUsageType(found, random);
    const start = random.integer(draft.warmup + 2, draft.calendar.days - 20);
    const place = { account: picked.account, service: picked.service.name };
    if (!isFree(draft, place, start, start + RENAME.labelledDays, APART_DAYS)) continue;
    const keeps = random.uniform(...RENAME.keeps);
    const parts = picked.rows.flatMap((row): Part[] => {
      const moved = (day: number) => valueAt(row.values, day) * Math.min(1, (day - start + 1) / RENAME.days);
      const successor = rowOf(draft, { ...row, usageType: `${row.usageType}-v2` }, 'added');
      return [
        { row, at: (day) => -moved(day) },
        { row: successor, at: (day) => moved(day) * keeps },
      ];
    });
    const what = { class: 'usage_rename', start, scope: scopeOf(draft, picked), parts };
    happen(draft, what, { days: draft.calendar.days - start, labelledDays: RENAME.labelledDays });
    draft.busy.push({ ...place, from: start, to: start + RENAME.labelledDays });
  }
};

const MIGRATIONS = 1;
const MIGRATION = { days: 7, labelledDays: 21 } as const;

/** A workload moves to another account within a week: worth a word, not an alarm. */
export const addMigrations: Innocent = (draft, random) => {
  for (let left = MIGRATIONS; left > 0; left--) {
    const picked = pickPair(draft, random, { mean: [60, 600], kinds: ['elastic', 'const', 'request'] });
    const account = random.integer(0, draft.accounts.length);
    if (!picked || account === picked.account) continue;
    const start = random.integer(draft.warmup + 10, draft.calendar.days - 40);
    const service = picked.service.name;
    const places = [
      { account: picked.account, service },
      { account, service },
    ];
    const end = start + MIGRATION.labelledDays;
    if (!places.every((place) => isFree(draft, place, start, end, APART_DAYS))) continue;
    const parts = picked.rows.flatMap((row): Part[] => {
      const moved = (day: number) => valueAt(row.values, day) * Math.min(1, (day - start + 1) / MIGRATION.days);
      const there = rowOf(draft, { ...row, account, usageType: `${row.usageType}:migrated` }, 'added');
      return [
        { row, at: (day) => -moved(day) },
        { row: there, at: moved },
      ];
    });
    const what = { class: 'migration', kind: 'info', start, scope: { service }, parts } as const;
    happen(draft, what, { days: draft.calendar.days - start, labelledDays: MIGRATION.labelledDays });
    for (const place of places) draft.busy.push({ ...place, from: start, to: end });
  }
};

/** Dollars a day below which a new service is somebody trying it. */
const TRIAL_DOLLARS = [0.03, 4] as const;

export const addTinyServices: Innocent = (draft, random) => {
  for (let left = countFor(draft, 2.5, 4); left > 0; left--) {
    const account = random.integer(0, draft.accounts.length);
    const service = random.pick(draft.catalogue);
    const usageType = service.usage[0]?.name;
    if (usageType === undefined || uses(draft, account, service.name)) continue;
    const { team } = accountAt(draft, account);
    const row = rowOf(draft, { account, service: service.name, usageType, team }, 'added');
    const dollars = random.logUniform(...TRIAL_DOLLARS);
    const start = random.integer(30, draft.calendar.days - 10);
    const parts = [{ row, at: () => dollars * Math.exp(random.normal(0.2)) }];
    const what = { class: 'tiny_new', start, scope: placeOf(draft, row), parts };
    happen(draft, what, { days: random.integer(6, 91), labelledDays: 15 });
  }
};

/** Something of less than a dollar a day costs ten times as much for some days. */
export const addTinyExplosions: Innocent = (draft, random) => {
  for (let left = countFor(draft, 5, 3); left > 0; left--) {
    const picked = pickPair(draft, random, { mean: [0.01, 0.8] });
    if (!picked) continue;
    const factor = random.uniform(4, 15);
    const start = random.integer(30, draft.calendar.days - 10);
    const parts = picked.rows.map((row) => ({ row, at: (day: number) => valueAt(row.values, day) * (factor - 1) }));
    happen(
      draft,
      { class: 'tiny_explosion', start, scope: scopeOf(draft, picked), parts },
      { days: random.integer(1, 6) },
    );
  }
};
