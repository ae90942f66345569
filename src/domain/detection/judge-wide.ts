import type { LeafState } from './leaf-state.ts';
import { keyOf, type Node, type Panel } from './panel.ts';
import type { Sign } from './sign.ts';
import type { Today } from './today.ts';
import { risingTogether, togetherInAccount, togetherInService } from './together.ts';

/** The leaves of each usage type of each service, by the key of both, over all accounts. */
export type Kinds = ReadonlyMap<string, readonly Node[]>;

export function kindsOf({ leaves }: Panel): Kinds {
  const kinds = new Map<string, Node[]>();
  for (const leaf of leaves) {
    const key = kindKey(leaf);
    const known = kinds.get(key);
    if (known) known.push(leaf);
    else kinds.set(key, [leaf]);
  }
  return kinds;
}

export function kindKey({ scope: { service = '', usageType = '' } }: Node): string {
  return keyOf({ service, usageType });
}

/** Runs the tests of many leaves together: by account, and by usage type over all accounts. */
export function judgeWide(kinds: Kinds, states: ReadonlyMap<number, LeafState>, today: Today): Sign[] {
  const statesOf = (leaves: readonly Node[]) =>
    leaves.map(({ id }) => states.get(id)).filter((state) => state !== undefined);
  const inAccounts = today.panel.accounts.map((account) => {
    const leaves = statesOf(account.children.flatMap((pair) => [pair, ...pair.children]));
    return togetherInAccount(account, leaves, today) ?? risingTogether(account, leaves, today);
  });
  const inServices = [...kinds.values()].map((leaves) => {
    const service = leaves[0]?.service;
    return service && togetherInService(service, statesOf(leaves), today);
  });
  return [...inAccounts, ...inServices].filter((sign) => sign !== undefined);
}
