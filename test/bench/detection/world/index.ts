import { parseDay } from '../../../../src/domain/day.ts';
import { createAccounts } from './accounts.ts';
import { createCalendar } from './calendar.ts';
import { createCompleteness } from './completeness.ts';
import type { Draft } from './draft.ts';
import { finish } from './finish.ts';
import { createHoles } from './holes.ts';
import { addIncidents } from './incidents/index.ts';
import { addInnocentEvents } from './innocent/index.ts';
import { createRandom } from './random.ts';
import { CATALOGUE } from './services.ts';
import type { World, WorldOptions } from './types.ts';
import { addUsage } from './usage.ts';

/** Such that the holidays of the year's end are among the scored days of the default world. */
const FIRST = parseDay('2025-03-10');

/** A small organisation for ten months: some twenty incidents, built in about a second. */
export const DEFAULT_WORLD: Omit<WorldOptions, 'seed'> = {
  accounts: 12,
  services: 25,
  days: 300,
  warmup: 120,
  noise: 1,
  effect: 1,
  weekend: [6, 0],
  holes: false,
  shapes: false,
  overestimates: false,
  scale: 1,
  renamed: false,
};

/** How many days a world needs after its warm-up, for its longest incidents. */
const LEAST_SCORED_DAYS = 60;

/**
 * An organisation's bill with labelled incidents, the same for the same options on every machine. What is not given is
 * as in DEFAULT_WORLD. Throws a RangeError where the days hardly outlast the warm-up.
 */
export function createWorld(options: Partial<WorldOptions> & { readonly seed: number }): World {
  const all = { ...DEFAULT_WORLD, ...options };
  if (all.days - all.warmup < LEAST_SCORED_DAYS)
    throw new RangeError(`a world needs at least ${LEAST_SCORED_DAYS} days after its warm-up`);
  const random = createRandom(all.seed);
  const draft: Draft = {
    calendar: createCalendar(FIRST, all.days, all.weekend),
    warmup: all.warmup,
    accounts: createAccounts(all.accounts, random.fork('accounts')),
    catalogue: CATALOGUE.slice(0, all.services),
    pairs: [],
    rows: new Map(),
    labels: [],
    busy: [],
  };
  addUsage(draft, random.fork('usage'), all.noise);
  addInnocentEvents(draft, random.fork('innocent'));
  addIncidents(draft, random.fork('incidents'), all);
  const completeness = createCompleteness(draft, random.fork('completeness'), all.overestimates);
  const holes = all.holes ? createHoles(draft, random.fork('holes')) : new Map();
  return finish(draft, completeness, holes, all);
}
