import type { Known } from './known.ts';
import { LIMITS } from './limits.ts';
import { keyOf, type Node, type Panel } from './panel.ts';

/** A cause that ended longer than this before it was absorbed stays apart: its days were not usual. */
const STILL_THERE_DAYS = 4;

/** Days of a known cause teach nothing, until it is what is usual: then all of them do. */
export function takeDays(panel: Panel, known: readonly Known[], before: readonly Known[], column: number): void {
  const was = new Map(before.map((one) => [one.id, one]));
  for (const one of known) {
    const from = Math.max(0, one.since - 1);
    if (becameUsual(one) && was.get(one.id)?.absorbed === false) fill(panel, one, 0, from, column + 1);
    else if (!one.absorbed && !one.expected && one.last === column) fill(panel, one, 1, from, column + 1);
  }
}

/** Marks the days of what is known already, for an engine that begins in the middle. */
export function takeKnown(panel: Panel, known: readonly Known[]): void {
  for (const one of known)
    if (!one.expected && !becameUsual(one)) fill(panel, one, 1, Math.max(0, one.since - 1), one.last + 1);
}

/** Whether a cause was absorbed while it was still there: on the first day on which it could be. */
function becameUsual({ absorbed, raised, last }: Known): boolean {
  return absorbed && raised + LIMITS.absorbed + 1 - last <= STILL_THERE_DAYS;
}

function fill(panel: Panel, known: Known, value: 0 | 1, from: number, end: number): void {
  if (end <= 0) return;
  for (const node of nodesOf(panel, known)) node.taken.fill(value, from, Math.min(end, node.taken.length));
}

/** A part's service with all of its usage types: what moved in one of them often moved in another. */
function nodesOf({ byKey }: Panel, { parts }: Known): Node[] {
  return parts.flatMap(({ scope }) => {
    const own = byKey.get(keyOf(scope.team === undefined ? scope : { account: scope.account ?? '', team: scope.team }));
    if (!own || scope.team !== undefined) return own ? [own] : [];
    const pair = own.parent ?? own;
    return [pair, ...pair.children];
  });
}
