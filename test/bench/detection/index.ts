import type { Figure } from '../figure.ts';
import { speed } from './speed.ts';
import { harderWorlds, usualWorlds } from './worlds/figures.ts';

/**
 * How well detection does in simulated worlds that no test has seen, and how fast it is. Some four minutes. The same on
 * the labelled benchmark is the work of table.ts.
 */
export async function* detection(): AsyncGenerator<Figure> {
  yield* usualWorlds();
  yield* harderWorlds();
  yield* speed();
}
