import type { Known } from './known.ts';
import { at } from './order.ts';
import { keyOf, type Node } from './panel.ts';
import { expectedAt, openSight, type Sight } from './sight.ts';
import type { Today } from './today.ts';

/** A cause runs on while this share of it is left on the middle one of the last three days. */
const STILL = 0.35;
/** It is calm where less than this is left on both of the two youngest days that are nearly whole. */
export const CALM = 0.25;
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
  if (days.some((day) => day <= known.since)) return 'running';
  const calm = changesOn(sight, known, days, today).every((change) => change < CALM * known.perDay);
  return calm ? 'calm' : 'running';
}

/** Whether a known cause still shows in its parts, whether or not a test sees it today. */
export function isRunning(sight: Sight, known: Known, today: Today): boolean {
  if (known.absorbed || known.breadth === 'tag' || today.column - known.last > today.limits.over) return false;
  const days = [1, 2, 3].map((age) => today.column - age);
  const middle = changesOn(sight, known, days, today)
    .filter((change) => !Number.isNaN(change))
    .sort((a, b) => a - b)[1];
  return middle !== undefined && middle > STILL * known.perDay;
}

/** A day that AWS restated can take a cause back. */
function isWithdrawn(sight: Sight, known: Known, today: Today): boolean {
  const { breadth, since, raised, total } = known;
  const isOpen = raised !== today.column && today.column - raised <= RESTATED_DAYS;
  if (breadth === 'tag' || !isOpen || since >= raised) return false;
  const days = Array.from({ length: raised - since }, (_, i) => since + i);
  const left = changesOn(sight, known, days, today).reduce((all, change) => all + change, 0);
  // What is not known makes the sum unknown, and takes nothing back.
  return left < WITHDRAWN * total;
}

/** By day: the change over all parts, above 0 in the cause's direction; NaN where a part is unknown. */
function changesOn(sight: Sight, known: Known, days: readonly number[], today: Today): number[] {
  const changes = days.map(() => 0);
  // Cost that moved adds up to nothing: what the other teams gained tells.
  const told = known.breadth === 'tag' ? { ...known, parts: known.parts.slice(1) } : known;
  for (const node of partNodes(told, today)) {
    openSight(sight, node, today);
    const level = sight.level > 0 ? sight.level : 0;
    for (const [k, day] of days.entries()) {
      const i = day - sight.start;
      changes[k] = (changes[k] as number) + (at(sight.values, i) - expectedAt(sight, i, level));
    }
  }
  return changes.map((change) => (known.direction === 'rise' ? change : -change));
}

/** The series that a known cause speaks of, each once. */
export function partNodes({ parts }: Known, { panel }: Pick<Today, 'panel'>): Node[] {
  const scopes = new Set(parts.map(({ scope }) => keyOf(scope)));
  // A usage type beside the service it belongs to is part of it.
  const nodes = [...scopes].map((key) => panel.byKey.get(key)).filter((node) => node !== undefined);
  return nodes.filter((node) => !node.parent || node.level !== 'leaf' || !nodes.includes(node.parent));
}
