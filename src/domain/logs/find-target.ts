import { distance } from 'fastest-levenshtein';
import { nearest } from '../names.ts';
import type { LogName } from './log-name.ts';

/** What can be looked for: a function or a log group, and where it is. */
export interface Findable {
  readonly name: string;
  readonly group: string;
  readonly account: string | undefined;
  readonly region: string;
}

/** The one that was meant; the several it could be, the likeliest first; names that are near; or nothing like it. */
export type FoundTarget<T> =
  | { readonly kind: 'exact'; readonly target: T }
  | { readonly kind: 'several'; readonly targets: readonly T[] }
  | { readonly kind: 'near'; readonly names: readonly string[] }
  | { readonly kind: 'none' };

/** Edits by which a whole name may differ and still be a near miss: one in three letters. */
const EDIT_SHARE = 1 / 3;
const MOST_NEAR = 3;

/**
 * Finds the target that is meant: by its whole name or group, by the name of a function that has left only its group,
 * else by a part of the name. What fits in one place only is `exact`. A near miss is never taken for the name.
 * @param asked a name, a part of one, or a log group's name
 * @param place where it is, if that is known
 */
export function findTarget<T extends Findable>(
  targets: readonly T[],
  asked: string,
  place?: LogName['place'],
): FoundTarget<T> {
  const wanted = asked.toLowerCase();
  const there = targets.filter((target) => isIn(target, place));
  if (!wanted) return { kind: 'none' };
  for (const fits of [isNamed, isLastOf, holds]) {
    const found = there.filter((target) => fits(target, wanted));
    const [target] = found;
    if (target && found.length === 1) return { kind: 'exact', target };
    if (target) return { kind: 'several', targets: found.sort(byLikelihood(wanted)) };
  }
  const names = near(wanted, [...new Set(there.map(({ name }) => name))]);
  return names.length > 0 ? { kind: 'near', names } : { kind: 'none' };
}

/** The bot's own account has no id in the list: any may be it. */
function isIn({ account, region }: Findable, place: LogName['place']): boolean {
  return place === undefined || (region === place.region && (account === undefined || account === place.account));
}

function isNamed({ name, group }: Findable, wanted: string): boolean {
  return name.toLowerCase() === wanted || group.toLowerCase() === wanted;
}

function isLastOf({ group }: Findable, wanted: string): boolean {
  return group.slice(group.lastIndexOf('/') + 1).toLowerCase() === wanted;
}

function holds({ name }: Findable, wanted: string): boolean {
  return name.toLowerCase().includes(wanted);
}

/** Names that begin as asked come first, then by name and place. */
function byLikelihood(wanted: string): (a: Findable, b: Findable) => number {
  const rank = ({ name }: Findable) => (name.toLowerCase().startsWith(wanted) ? '0' : '1');
  const key = (one: Findable) => `${rank(one)} ${one.name} ${one.region} ${one.account ?? ''}`;
  return (a, b) => (key(a) < key(b) ? -1 : 1);
}

/** The nearest as a whole (a letter or a hyphen left out), then those of which every word is near. */
function near(wanted: string, names: readonly string[]): string[] {
  const whole = names
    .map((name) => ({ name, share: distance(wanted, name.toLowerCase()) / Math.max(wanted.length, name.length) }))
    .filter(({ share }) => share <= EDIT_SHARE)
    .sort((a, b) => a.share - b.share)
    .map(({ name }) => name);
  return [...new Set([...whole, ...nearest(wanted, names)])].slice(0, MOST_NEAR);
}
