import { at } from './order.ts';
import type { Sight } from './sight.ts';
import type { Sign } from './sign.ts';
import { rawOn } from './today.ts';

/** What began so many days ago is new; what began earlier is found by the other tests. */
export const NEW_DAYS = 12;
/** The column of the first day with cost within the history that is looked at; -1 of none. */
export function firstCost({ node, today, start }: Sight): number {
  for (let day = start; day <= today.column; day++) if (rawOn(node, day, today.column) > 0) return day;
  return -1;
}

/** Cost where there was none before. */
export function newcomer(sight: Sight): Sign | undefined {
  const { values, least, length, final, today, node, start } = sight;
  let [since, total, most] = [-1, 0, 0];
  for (let i = Math.max(0, length - 1 - NEW_DAYS); i < length; i++) {
    const value = i > final ? at(least, length - 1 - i) : at(values, i);
    if (!(value > 0)) continue;
    if (since < 0) since = i;
    if (i < length - 1 || since === i) total += at(values, i);
    most = Math.max(most, value);
  }
  if (since < 0 || most < today.limits.part * today.floor) return undefined;
  return {
    node,
    test: 'new',
    direction: 'rise',
    on: start + Math.max(since, length - 2),
    since: start + since,
    perDay: most,
    total,
    actual: most,
    expected: 0,
    spread: 0,
  };
}
