import { type Change, eventName, isConfigurationEvent } from './changes.ts';
import type { Compared } from './compared.ts';
import { isEnvironmentNew, nameWords, settingWords } from './differences.ts';
import type { Picture } from './picture.ts';
import { instantWords, timeAndUtc, timeWords } from './words.ts';

export interface SilenceLine {
  readonly label: string;
  readonly text: string;
}

const MOST_CHANGES = 3;

/** What was changed around the silence's beginning: who and when from CloudTrail, which names from our snapshots. */
export function changeLines(picture: Picture): SilenceLine[] {
  const { changes, facts, own } = picture;
  if (!facts.isFunction || !own) return [];
  const near = changes.near.slice(-MOST_CHANGES).flatMap((change, i, all) => {
    const next = all[i + 1];
    // Two changes between the same two snapshots have one difference, told once.
    const isSame = next && sameLooks(change.compared, next.compared);
    return [
      line('Change', `${told(change, picture)}; matches in time, not proven`),
      ...(isSame ? [] : names(change, picture)),
    ];
  });
  const later = changes.later.at(-1);
  return [
    ...(near.length ? near : without(picture)),
    ...(later ? [line('Since then', `${told(later, picture)}${more(changes.later.length)}`)] : []),
  ];
}

function without(picture: Picture): SilenceLine[] {
  const { facts, changes } = picture;
  const { changesFrom: from, zone } = facts;
  const { earlier } = changes;
  if (!changes.isTold) return earlier ? [line('Change', `the last one seen: ${told(earlier, picture)}`)] : [];
  if (!earlier)
    return [
      line('Change', from ? `none since ${instantWords(from, zone)}` : 'none in the 7 days before its last line'),
    ];
  const last = from && earlier.at < from ? 'the last one seen' : 'the last one before';
  const said = line('Change', `none near its last line; ${last}: ${told(earlier, picture)}`);
  return changes.isEarlierRecent ? [said, ...names(earlier, picture)] : [said];
}

/** `09:38 (08:38 UTC) UpdateFunctionConfiguration by ana.k (console)`. */
function told({ at, after, trail }: Change, { facts, own }: Picture): string {
  const on = own?.at ?? facts.now;
  if (trail)
    return `${timeAndUtc(at, facts.zone, on)} ${eventName(trail)} by ${trail.actor}${trail.through ? ` (${trail.through})` : ''}`;
  const when = after
    ? `between ${timeWords(after, facts.zone, on)} and ${timeAndUtc(at, facts.zone, on)}`
    : timeAndUtc(at, facts.zone, on);
  return `${when} by someone CloudTrail does not tell of`;
}

function names({ trail, compared, at }: Change, picture: Picture): SilenceLine[] {
  const { facts } = picture;
  const isConfiguration = !trail || isConfigurationEvent(trail);
  if ('missing' in compared) {
    if (!isConfiguration) return [];
    if (compared.missing === 'after') return [line('names', 'unknown: no snapshot was taken since')];
    const first = compared.firstAt;
    return [
      line('names', `unknown: ${first ? `first snapshot ${timeWords(first, facts.zone, at)}` : 'no snapshot yet'}`),
    ];
  }
  const looks = lookWords(compared, picture, at);
  const { difference } = compared;
  if (!difference) return isConfiguration ? [line('names', `unchanged, and their values (${looks})`)] : [];
  const settings = settingWords(difference);
  return [
    ...(isEnvironmentNew(difference)
      ? [
          line(
            'names',
            `${nameWords(difference)} (${difference.isRenamed ? 'same value; ' : ''}${looks}; values never kept)`,
          ),
        ]
      : []),
    ...(settings ? [line('Settings', `${settings} (${looks})`)] : []),
  ];
}

function lookWords({ before, after }: Exclude<Compared, { missing: unknown }>, { facts }: Picture, on: Date): string {
  const first = timeWords(before, facts.zone, on);
  return after ? `snapshots ${first}, ${timeWords(after, facts.zone, on)}` : `snapshot ${first}, and now`;
}

function sameLooks(a: Compared, b: Compared): boolean {
  if (!('before' in a) || !('before' in b)) return false;
  return a.before.getTime() === b.before.getTime() && a.after?.getTime() === b.after?.getTime();
}

function more(count: number): string {
  return count > 1 ? `; ${count - 1} more before it` : '';
}

function line(label: string, text: string): SilenceLine {
  return { label, text };
}

/** Which changes were not read, as CloudTrail has too many events. */
export function unreadTrailWords({ facts: { changesFrom, zone } }: Picture): string | undefined {
  return (
    changesFrom && `changes before ${instantWords(changesFrom, zone)} (CloudTrail has more events than could be read)`
  );
}

/** When a change could not be looked for: since when CloudTrail may lack it. */
export function lateTrailWords({ own, facts }: Picture): string | undefined {
  if (!own || 'unknown' in facts.changes) return undefined;
  const from = new Date(facts.now.getTime() - 15 * 60_000);
  return own.at > from
    ? `changes after ${instantWords(from, facts.zone)} (CloudTrail is 15 min late at times)`
    : undefined;
}
