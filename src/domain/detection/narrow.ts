import { at } from './order.ts';
import { FINAL_AGE, type Node } from './panel.ts';
import type { Sign } from './sign.ts';
import { spanOf } from './span.ts';
import { seenOn, type Today } from './today.ts';

const BEFORE_DAYS = 28;
/** A job that runs on fewer days than this is sparse, and a rise it explains is judged as its own. */
const SPARSE_DAYS = 90;
const SPARSE_JUDGED = 7;
const SPARSE_PART = 0.5;
/** The days of whose mean a test speaks. */
const DAYS_OF: Readonly<Record<string, number>> = { week: 7, ramp: 7 };

/** Of the signs within one account × service, the one that tells most: a usage type where it explains the change, else the service. */
export function narrow(signs: readonly Sign[], today: Today): Sign | undefined {
  const pair = signs.find(({ node }) => node.level === 'pair');
  const leaf = signs.filter(({ node }) => node.level === 'leaf').sort((a, b) => b.perDay - a.perDay)[0];
  const whole = pair && !sparseExplains(pair, today) ? pair : undefined;
  if (!leaf) return whole;
  if (leaf.node.parent?.children.length === 1) return leaf;
  if (isRenamed(leaf, today)) return whole;
  return whole && leaf.perDay < today.limits.explains * whole.perDay ? whole : leaf;
}

/** A usage type that rises while its service does not, or while another falls by half as much, took over from it. */
function isRenamed({ node, since, direction }: Sign, today: Today): boolean {
  const sign = direction === 'rise' ? 1 : -1;
  const pair = node.parent as Node;
  const own = sign * changeOf(node, since, today);
  if (own > 0 && sign * changeOf(pair, since, today) < today.limits.renamed * own) return true;
  const fell = pair.children
    .filter(
      (other) => other !== node && (sign < 0 || spanOf(other, since - BEFORE_DAYS, since).share >= today.limits.sparse),
    )
    .reduce((all, other) => all + Math.max(0, -sign * changeOf(other, since, today)), 0);
  return fell > (1 - today.limits.renamed) * own;
}

/** The mean change a day since a column, each day against the same weekdays of the four weeks before. */
function changeOf(node: Node, since: number, today: Today): number {
  let [change, days] = [0, 0];
  for (let day = since; day < Math.max(today.column, since + 1); day++) {
    const value = seenOn(node, day, today);
    const usual = usualOn(node, day, since, today);
    if (Number.isNaN(value) || Number.isNaN(usual)) continue;
    change += value - usual;
    days++;
  }
  return days ? change / days : 0;
}

function usualOn(node: Node, day: number, since: number, today: Today): number {
  let [sum, weeks] = [0, 0];
  const newest = day - 7 * Math.ceil((day - since + 1) / 7);
  for (let before = newest; before >= Math.max(0, newest - BEFORE_DAYS); before -= 7) {
    const value = at(node.values, before);
    if (Number.isNaN(value) || at(today.quiet.days, before)) continue;
    sum += value;
    weeks++;
  }
  return weeks ? sum / weeks : Number.NaN;
}

function sparseExplains({ node, perDay, test }: Sign, today: Today): boolean {
  return node.children.some((child) => {
    const from = today.column - FINAL_AGE - SPARSE_DAYS;
    const { share } = spanOf(child, from, today.column - FINAL_AGE);
    if (share === 0 || share >= today.limits.sparse) return false;
    const { mean } = spanOf(child, from, today.column - SPARSE_JUDGED);
    let most = 0;
    const window = DAYS_OF[test] ?? 1;
    for (let end = today.column; end > today.column - 3; end--) {
      let recent = 0;
      for (let day = end - window; day < end; day++) recent += seenOn(child, day, today) || 0;
      most = Math.max(most, recent / window);
    }
    return most - mean > SPARSE_PART * perDay;
  });
}
