import { at } from './order.ts';
import type { Scale } from './scale.ts';
import { expectedAt, ordinaryAt, type Sight } from './sight.ts';
import { beginOf, type Sign, totalSince } from './sign.ts';

const AGES = [0, 1, 2, 3];

/** One day far above usual. A young day is judged by the least that it can come to, so that what is still to come changes nothing. */
export function oneDay(sight: Sight, scale: Scale): Sign | undefined {
  const { limits } = sight.today;
  for (const age of AGES) {
    const sign = dayAbove(sight, scale, age, limits.day);
    if (sign) return sign;
  }
  return undefined;
}

/** Two of the last three days above usual: each may be less far above than one alone. */
export function twoDays(sight: Sight, scale: Scale): Sign | undefined {
  const signs = AGES.slice(1)
    .map((age) => dayAbove(sight, scale, age, sight.today.limits.days))
    .filter((sign) => sign !== undefined);
  const largest = signs.sort((a, b) => b.perDay - a.perDay)[0];
  return largest && signs.length >= 2 ? { ...largest, test: 'days' } : undefined;
}

function dayAbove(
  sight: Sight,
  scale: Scale,
  age: number,
  asked: { scales: number; share: number; tail: number },
): Sign | undefined {
  const { today, node, start, length } = sight;
  const index = length - 1 - age;
  const expected = expectedAt(sight, index);
  const least = at(sight.least, age);
  const change = least - expected;
  const needed =
    expected * wider(sight, scale) * Math.max(asked.share, asked.scales * scale.spread, asked.tail * scale.tail);
  if (!(change > today.limits.part * today.floor && change > needed) || least < ordinaryAt(sight, index))
    return undefined;
  const since = beginOf(sight, index, change);
  const total = totalSince(sight, since);
  return {
    node,
    test: 'day',
    direction: 'rise',
    on: today.column - age,
    since: start + since,
    perDay: change,
    total,
    // Before it is known how much of a young day is in, what is in stands for it.
    actual: Number.isNaN(at(sight.values, index)) ? least : at(sight.values, index),
    expected,
    spread: scale.spread * expected,
  };
}

/** With little history the bound is wider: by half with none, by nothing from 60 days on. */
export function wider({ today: { limits } }: Sight, { count }: Scale): number {
  return 1 + 0.5 * Math.max(0, 1 - count / limits.fullHistory);
}
