import type { LineItem } from '../../scenario/types.ts';

/** The one cost allocation tag that is active. Keys are case-sensitive: `Team` is another tag, and nothing bears it. */
export const ACTIVE_TAG = 'team';

/** The value of a tag on a line; empty where it has none. */
export function tagOf(key: string): (line: LineItem) => string {
  return key === ACTIVE_TAG ? (line) => line.team : () => '';
}
