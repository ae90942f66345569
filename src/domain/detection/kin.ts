import { type Kinds, kindKey } from './judge-wide.ts';
import { levelAt } from './levels.ts';
import { at } from './order.ts';
import type { Node } from './panel.ts';
import { scaleOf } from './scale.ts';
import { openSight, type Sight } from './sight.ts';
import type { Sign } from './sign.ts';
import { meanDay, type Today } from './today.ts';

/** Of the errors of all its kind the third largest counts: one or two may have been incidents that nobody noticed. */
const RANK = 3;
/** Days of each of its kin that are looked at, and how far the forecast reaches ahead. */
const DAYS = 98;
const AHEAD = 3;
/** Kin must be of some size: a series of cents jumps by large shares. */
const LEAST_LEVEL = 0.05;

/**
 * How far, in its own spreads, an ordinary day of this kind of series strays upwards: the third largest error among the
 * same usage type of the same service in all accounts. Data transfer has days of ten spreads; instance hours have none.
 */
function kinError(sight: Sight, kin: readonly Node[], today: Today): number {
  const largest = new Float64Array(RANK);
  for (const node of kin) {
    openSight(sight, node, today);
    if (!(sight.level > LEAST_LEVEL * today.floor)) continue;
    const { spread } = scaleOf(sight, 1, AHEAD);
    for (let i = Math.max(AHEAD + 8, sight.final - DAYS); i <= sight.final; i++) {
      if (!at(sight.teaches, i) || !(at(sight.flat, i) > 0)) continue;
      const error = (at(sight.flat, i) / levelAt(sight, i - AHEAD) - 1) / spread;
      if (error > at(largest, RANK - 1)) keep(largest, error);
    }
  }
  return at(largest, RANK - 1);
}

function keep(largest: Float64Array, error: number): void {
  let i = RANK - 1;
  for (; i > 0 && at(largest, i - 1) < error; i--) largest[i] = at(largest, i - 1);
  largest[i] = error;
}

/** Fewer kin tell nothing. */
const LEAST_KIN = 3;

/** Leaves one day far out alone where its kind has such days; two days are not left alone. */
export function withoutKinErrors(sight: Sight, signs: readonly Sign[], kinds: Kinds, today: Today): Sign[] {
  const known = new Map<string, number>();
  const errorOf = (key: string, kin: readonly Node[]) => {
    const error = known.get(key) ?? kinError(sight, kin, today);
    known.set(key, error);
    return error;
  };
  return signs.filter((sign) => {
    const alone = sign.test === 'day' && sign.since >= sign.on - 1;
    const leaf = alone && sign.spread > 0 ? leafOf(sign, today) : undefined;
    const kin = (leaf && kinds.get(kindKey(leaf))) ?? [];
    if (!leaf || kin.length < LEAST_KIN) return true;
    return sign.perDay / sign.spread > today.limits.kin * errorOf(kindKey(leaf), kin);
  });
}

/** The usage type a sign is about: its own, or of a service's the dearest. */
function leafOf({ node }: Sign, { column }: Today): Node | undefined {
  if (node.level === 'leaf') return node;
  return [...node.children].sort((a, b) => meanDay(b, column) - meanDay(a, column))[0];
}
