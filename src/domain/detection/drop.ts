import { levelAt } from './levels.ts';
import { at } from './order.ts';
import type { Scale } from './scale.ts';
import { expectedAt, type Sight } from './sight.ts';
import type { Sign } from './sign.ts';

/** A drop is called on the second of two days that are this old: younger ones may still fill up. */
const AGES = [2, 3];
const BACK_DAYS = 12;
/** The level before it. */
const LAG = 8;
/** Its cost so far, as a share of what a rise must reach. */
const IMPACT = 0.5;
/** It must be this many scales below; a scale counts up to this share, as nothing falls below zero. */
const SCALES = 3;
const MOST_SCALE = 0.2;
/** So many final days that low in ten weeks are part of what is usual. */
const USUAL_LOWS = 3;
const LOW = 0.45;
const LOW_DAYS = 70;

/** Two days on which nearly nothing is left of what is usual. */
export function fallen(sight: Sight, scale: () => Scale): Sign | undefined {
  const { values, length, today, node, start } = sight;
  const { limits, quiet } = today;
  const isLow = (i: number, level: number) => {
    const expected = expectedAt(sight, i, level);
    const left = at(quiet.days, start + i) > 0 ? limits.dropLeftQuiet : limits.dropLeft;
    return expected > today.floor && at(values, i) < left * expected;
  };
  if (!AGES.every((age) => isLow(length - 1 - age, sight.level))) return undefined;
  const { spread } = scale();
  const level = levelAt(sight, length - 1 - LAG);
  const last = length - 1 - (AGES[0] as number);
  if (!isLow(last, level) || 1 - limits.dropLeft < SCALES * Math.min(spread, MOST_SCALE) || isUsual(sight, level))
    return undefined;
  let since = last - 1;
  while (since > length - BACK_DAYS && isLow(since - 1, level)) since--;
  let total = 0;
  for (let i = since; i <= length - 2; i++) total += expectedAt(sight, i, level) - at(values, i);
  if (total < IMPACT * today.impact) return undefined;
  const expected = expectedAt(sight, last, level);
  return {
    node,
    test: 'drop',
    direction: 'drop',
    on: start + last,
    since: start + since,
    perDay: total / (length - 1 - since),
    total,
    actual: at(values, last),
    expected,
    spread: spread * expected,
  };
}

function isUsual({ flat, final, node, start }: Sight, level: number): boolean {
  let lows = 0;
  for (let i = Math.max(0, final - LOW_DAYS); i < final - LAG; i++)
    if (!at(node.taken, start + i) && at(flat, i) < LOW * level) lows++;
  return lows > USUAL_LOWS;
}
