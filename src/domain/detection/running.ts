import type { Known } from './known.ts';
import { at } from './order.ts';
import { keyOf, type Node } from './panel.ts';
import { expectedAt, openSight, type Sight } from './sight.ts';
import type { Today } from './today.ts';

/** A cause runs on while this share of it is left on the middle one of the last three days. */
const STILL = 0.35;
/** It is calm where less than this is left on both of the two youngest days that are nearly whole. */
const CALM = 0.25;
const CALM_AGES = [2, 3];
/** It was never there if, as the days stand now, less than this share of what was claimed is left of them. */
const WITHDRAWN = 0.35;
/** Days are restated for so long; later a cause is history. */
const RESTATED_DAYS = 14;

/** How a known cause stands today. */
export type Standing = 'running' | 'calm' | 'withdrawn' | 'absorbed';

export function standingOf(sight: Sight, known: Known, today: Today): Standing {
  if (known.absorbed) return 'absorbed';
  if (isWithdrawn(sight, known, today)) return 'withdrawn';
  const days = CALM_AGES.map((age) => today.column - age);
  const calm = days.every((day) => day > known.since && changeOn(sight, known, day, today) < CALM * known.perDay);
  return calm ? 'calm' : 'running';
}

/** Whether a known cause still shows in its parts, whether or not a test sees it today. */
export function isRunning(sight: Sight, known: Known, today: Today): boolean {
  if (known.absorbed || known.breadth === 'tag' || today.column - known.last > today.limits.over) return false;
  const changes = [1, 2, 3].map((age) => changeOn(sight, known, today.column - age, today));
  const middle = changes.filter((change) => !Number.isNaN(change)).sort((a, b) => a - b)[1];
  return middle !== undefined && middle > STILL * known.perDay;
}

/** A day that AWS restated can take a cause back. */
function isWithdrawn(sight: Sight, known: Known, today: Today): boolean {
  if (known.breadth === 'tag' || known.raised === today.column || today.column - known.raised > RESTATED_DAYS)
    return false;
  let left = 0;
  for (let day = known.since; day < known.raised; day++) {
    const change = changeOn(sight, known, day, today);
    // What is not known takes nothing back.
    if (Number.isNaN(change)) return false;
    left += change;
  }
  return known.since < known.raised && left < WITHDRAWN * known.total;
}

/** The change of a day over all parts, above 0 in the cause's direction; NaN where a part is unknown. */
export function changeOn(sight: Sight, known: Known, day: number, today: Today): number {
  let change = 0;
  for (const node of partNodes(known, today)) {
    openSight(sight, node, today);
    const i = day - sight.start;
    const level = sight.level > 0 ? sight.level : 0;
    change += at(sight.values, i) - expectedAt(sight, i, level);
  }
  return known.direction === 'rise' ? change : -change;
}

/** The series that a known cause speaks of, each once. */
export function partNodes({ parts }: Known, { panel }: Pick<Today, 'panel'>): Node[] {
  const scopes = new Set(parts.map(({ scope }) => keyOf(scope)));
  // A usage type beside the service it belongs to is part of it.
  const nodes = [...scopes].map((key) => panel.byKey.get(key)).filter((node) => node !== undefined);
  return nodes.filter((node) => !node.parent || node.level !== 'leaf' || !nodes.includes(node.parent));
}
