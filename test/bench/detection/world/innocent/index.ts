import type { Draft } from '../draft.ts';
import type { Random } from '../random.ts';
import { addMigrations, addOrganicSteps, addRenames, addTinyExplosions, addTinyServices } from './changes.ts';
import { addCredits, addMonthlyFees, addPurchases } from './charges.ts';
import type { Innocent } from './event.ts';
import { addMonthEndJobs, addPeriodicJobs } from './jobs.ts';

/** In the order in which they happen to the draft: fees are a share of the plain usage. */
const INNOCENTS: Readonly<Record<string, Innocent>> = {
  fees: addMonthlyFees,
  monthEnd: addMonthEndJobs,
  purchases: addPurchases,
  credits: addCredits,
  renames: addRenames,
  tinyServices: addTinyServices,
  tinyExplosions: addTinyExplosions,
  steps: addOrganicSteps,
  jobs: addPeriodicJobs,
  migrations: addMigrations,
};

/** Fills the draft with all that looks odd and is not, apart from the holidays, which the usage keeps by itself. */
export function addInnocentEvents(draft: Draft, random: Random): void {
  for (const [name, add] of Object.entries(INNOCENTS)) add(draft, random.fork(name));
}
