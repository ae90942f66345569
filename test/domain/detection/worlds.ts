import type { Figures } from '../../bench/detection/score/figures.ts';
import { pool } from '../../bench/detection/score/pool.ts';
import { score } from '../../bench/detection/score/score.ts';
import { createWorld } from '../../bench/detection/world/index.ts';
import type { WorldOptions } from '../../bench/detection/world/types.ts';
import { alertsOf } from '../../bench/detection/worlds/alerts.ts';

/** A quarter of the usual size, so that it takes seconds; the benchmark has the real figures. */
const SMALL = { accounts: 6, services: 14, days: 230 } as const;

/** What detection reaches in small worlds, all their incidents together. */
export function reached(seeds: readonly number[], options: Partial<WorldOptions> = {}): Figures {
  return pool(
    seeds.map((seed) => {
      const world = createWorld({ seed, ...SMALL, ...options });
      return score(world, alertsOf(world));
    }),
  );
}
