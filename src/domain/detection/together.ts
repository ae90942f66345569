import { mean } from '../statistics.ts';
import type { LeafState } from './leaf-state.ts';
import type { Node } from './panel.ts';
import type { Part, Sign } from './sign.ts';
import type { Today } from './today.ts';

const AGES = [1, 2, 3];
/** The largest part makes up no more than this share: else it is that part's own change. */
const LARGEST_PART = 0.6;
/** The sum must pass the floor so many times: many small changes are found first by chance. */
const FLOORS = 3;
const RAMP_FLOORS = 4;
/** A ramp of this share a day is followed back to where it began. */
const RAMP_BEGAN = 24;

/** Many usage types of an account up on two of the last three days: more demand, wherever it shows. */
export function togetherInAccount(account: Node, leaves: readonly LeafState[], today: Today): Sign | undefined {
  const { breadth, parts, sum, share } = today.limits.together;
  return together(account, leaves, today, { breadth, parts, sum, share, least: (ups) => ups >= 3 });
}

/** One usage type up in many accounts at once: its price, as when a commitment ran out. */
export function togetherInService(service: Node, leaves: readonly LeafState[], today: Today): Sign | undefined {
  const { breadth, accounts, share } = today.limits.togetherService;
  return together(service, leaves, today, {
    breadth,
    share,
    parts: accounts,
    sum: today.limits.together.sum,
    least: (ups) => ups >= accounts,
  });
}

interface Asked {
  readonly breadth: number;
  readonly parts: number;
  readonly sum: number;
  /** What moves, moves by this share at least. */
  readonly share: number;
  readonly least: (ups: number) => boolean;
}

function together(node: Node, leaves: readonly LeafState[], today: Today, asked: Asked): Sign | undefined {
  if (leaves.length < asked.parts) return undefined;
  const days = AGES.map((age, i) => ({ age, ...dayOf(leaves, i) })).filter(
    ({ ups, downs, change, expected, largest }) =>
      (ups - downs) / leaves.length >= asked.breadth &&
      asked.least(ups) &&
      change >= Math.max(FLOORS * today.floor, asked.sum * expected) &&
      largest <= LARGEST_PART * change,
  );
  const newest = days[0];
  const oldest = days.at(-1);
  if (days.length < 2 || !newest || !oldest) return undefined;
  const parts = leaves
    .filter(({ moves }) => days.some(({ age }) => moves[age - 1] === 1))
    .map((leaf) => ({ node: leaf.node, perDay: mean(days.map(({ age }) => leaf.change[age - 1] as number)) }))
    .filter(({ perDay }) => perDay > 0);
  const perDay = parts.reduce((all, part) => all + part.perDay, 0);
  if (perDay < asked.share * newest.upExpected) return undefined;
  const total = days.reduce((all, day) => all + day.change, 0);
  if (total < today.impact) return undefined;
  const expected = newest.expected;
  return {
    node,
    test: 'together',
    direction: 'rise',
    on: today.column - newest.age,
    since: today.column - oldest.age,
    perDay,
    total,
    actual: newest.change + expected,
    expected,
    spread: 0,
    parts,
  };
}

function dayOf(leaves: readonly LeafState[], i: number) {
  let [ups, downs, change, expected, largest, upExpected] = [0, 0, 0, 0, 0, 0];
  for (const leaf of leaves) {
    const by = leaf.change[i] as number;
    expected += leaf.expected[i] as number;
    if (leaf.moves[i] === -1) downs++;
    if (leaf.moves[i] !== 1) continue;
    ups++;
    change += by;
    upExpected += leaf.expected[i] as number;
    largest = Math.max(largest, by);
  }
  return { ups, downs, change, expected, largest, upExpected };
}

/** Most usage types of an account well above their level of four weeks ago: a slow rise that no single one explains. */
export function risingTogether(account: Node, leaves: readonly LeafState[], today: Today): Sign | undefined {
  const asked = today.limits.togetherRamp;
  const known = leaves.filter(({ now, before }) => before > 0 && !Number.isNaN(now));
  if (known.length < asked.parts) return undefined;
  const ups = known.filter(({ now, before }) => now > (1 + asked.share) * before);
  const downs = known.filter(({ now, before }) => now < before / (1 + asked.share));
  const before = known.reduce((all, leaf) => all + leaf.before, 0);
  const parts: Part[] = ups.map((leaf) => ({ node: leaf.node, perDay: leaf.now - leaf.before }));
  const perDay = parts.reduce((all, part) => all + part.perDay, 0);
  const net = known.reduce((all, leaf) => all + leaf.now - leaf.before, 0);
  const largest = Math.max(0, ...parts.map((part) => part.perDay));
  if ((ups.length - downs.length) / known.length < asked.breadth || largest > LARGEST_PART * perDay) return undefined;
  if (net < Math.max(RAMP_FLOORS * today.floor, asked.sum * before)) return undefined;
  return {
    node: account,
    test: 'ramp',
    direction: 'rise',
    on: today.column - 1,
    since: today.column - RAMP_BEGAN,
    perDay: net,
    total: (net * RAMP_BEGAN) / 2,
    actual: before + net,
    expected: before,
    spread: 0,
    parts,
  };
}
