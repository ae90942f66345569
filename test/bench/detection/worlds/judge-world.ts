import { score } from '../score/score.ts';
import { createWorld } from '../world/index.ts';
import type { WorldOptions } from '../world/types.ts';
import { alertsOf } from './alerts.ts';

/** A world's options, as judges.ts sends them. */
export type Task = Partial<WorldOptions> & { readonly seed: number };

process.on('message', (task: Task) => {
  const world = createWorld(task);
  process.send?.(score(world, alertsOf(world)).counts);
});
