import { fallen } from './drop.ts';
import { type LeafState, leafState } from './leaf-state.ts';
import { firstCost, NEW_DAYS, newcomer } from './newcomer.ts';
import { oneDay, twoDays } from './one-day.ts';
import { oneWeek, slowRise } from './one-week.ts';
import { at } from './order.ts';
import type { Node } from './panel.ts';
import { type Scale, scaleOf } from './scale.ts';
import { expectedAt, openSight, type Sight } from './sight.ts';
import type { Sign } from './sign.ts';
import { hasSparsePart, isSparse } from './sparse.ts';
import { sparseRun } from './sparse-run.ts';
import { rawOn, type Today } from './today.ts';

/** A series is looked at if it lately passed a tenth of the floor, or passed the floor before. */
const RECENT_DAYS = 8;
const PAST_DAYS = 36;
const SMALL = 0.1;
/** Final days that a forecast needs; before it only what is new is found. */
const LEAST_FINAL = 13;
/** New is what did not cost anything on so many days that were read; a usage type may be that of a fortnightly job. */
const BEFORE_NEW_DAYS = 3;
const BEFORE_NEW_USAGE_DAYS = 14;
/** How far the forecast of a day reaches ahead: its level is as old as the newest final day. */
const AHEAD = 3;
/** The dear part of a test is left out where no young day is so far above. */
const GLANCE_FLOOR = 0.2;
const GLANCE_SHARE = 1.15;

/** Runs the tests of one series, the quickest to tell first; the first that sees something is its sign. */
export function judgeSeries(sight: Sight, node: Node, today: Today, states: Map<number, LeafState>): Sign | undefined {
  if (!isWorthALook(node, today)) return undefined;
  openSight(sight, node, today);
  const first = firstCost(sight);
  const isNew = first < 0 || first >= today.column - NEW_DAYS;
  const needed = node.level === 'leaf' ? BEFORE_NEW_USAGE_DAYS : BEFORE_NEW_DAYS;
  if (isNew) return freeDays(sight, first) >= needed ? newcomer(sight) : undefined;
  if (sight.final < LEAST_FINAL) return undefined;
  if (isSparse(sight)) return sparseRun(sight);
  if (!(sight.level > 0) || (node.level === 'pair' && hasSparsePart(node, today))) return undefined;
  let known: Scale | undefined;
  const scale = () => {
    known ??= scaleOf(sight, 1, AHEAD);
    return known;
  };
  // A service whose usage types are not known stands for them.
  if (node.children.every(({ id }) => !states.has(id))) {
    const state = leafState(sight, scale);
    if (state) states.set(node.id, state);
  }
  const sudden = mayRise(sight) ? (oneDay(sight, scale()) ?? twoDays(sight, scale())) : undefined;
  return sudden ?? oneWeek(sight) ?? slowRise(sight, today.limits.ramp) ?? fallen(sight, scale);
}

function isWorthALook(node: Node, { column, floor }: Today): boolean {
  for (let day = column; day > column - RECENT_DAYS && day >= 0; day--)
    if (rawOn(node, day, column) > SMALL * floor) return true;
  for (let day = column - RECENT_DAYS; day > column - PAST_DAYS && day >= 0; day -= AHEAD)
    if (at(node.values, day) > floor) return true;
  return false;
}

/** Days that were read before the first with cost: what was not read may have cost anything. */
function freeDays({ node, start }: Sight, first: number): number {
  let days = 0;
  for (let day = start; day < first; day++) if (!Number.isNaN(at(node.values, day))) days++;
  return days;
}

function mayRise(sight: Sight): boolean {
  for (let age = 0; age < sight.least.length; age++) {
    const expected = expectedAt(sight, sight.length - 1 - age);
    const least = at(sight.least, age);
    if (least - expected > GLANCE_FLOOR * sight.today.floor && least > GLANCE_SHARE * expected) return true;
  }
  return false;
}
