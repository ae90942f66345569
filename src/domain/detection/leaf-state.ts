import { levelAt } from './levels.ts';
import { at } from './order.ts';
import type { Node } from './panel.ts';
import type { Scale } from './scale.ts';
import { expectedAt, ordinaryAt, type Sight } from './sight.ts';

/** What is kept of a leaf after its sight is closed, for the tests that look at many together. */
export interface LeafState {
  readonly node: Node;
  /** Per age 1, 2, 3: the change against the expected amount, and that amount. */
  readonly change: readonly number[];
  readonly expected: readonly number[];
  /** Per age: 1 above what is ordinary, −1 below, 0 between. */
  readonly moves: readonly number[];
  readonly spread: number;
  /** A week's level now, and four weeks ago; NaN without the history. */
  readonly now: number;
  readonly before: number;
}

const AGES = [1, 2, 3];
const WEEK = 7;
const RAMP_LAG = 24;

export function leafState(sight: Sight, scale: () => Scale): LeafState | undefined {
  const { length, values, least, today, node, level } = sight;
  if (!(level > 0)) return undefined;
  const { share, scales } = today.limits.together;
  const expected = AGES.map((age) => expectedAt(sight, length - 1 - age));
  const change = AGES.map((age, i) => at(values, length - 1 - age) - (expected[i] as number));
  const far = change.some((value, i) => Math.abs(value) > share * (expected[i] as number));
  const spread = far ? scale().spread : today.limits.leastScale;
  const most = Math.max(share, scales * spread);
  const moves = AGES.map((age, i) => {
    const [by, usual] = [change[i] as number, expected[i] as number];
    if (by < -most * usual) return -1;
    return at(least, age) - usual > most * usual && at(least, age) > ordinaryAt(sight, length - 1 - age) ? 1 : 0;
  });
  return {
    node,
    change,
    expected,
    moves,
    spread,
    now: levelAt(sight, length - 2, WEEK),
    before: levelAt(sight, length - 2 - RAMP_LAG),
  };
}
