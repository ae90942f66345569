import { type Change, changeWords, isConfigurationEvent } from './changes.ts';
import { isEnvironmentNew } from './differences.ts';
import type { Picture } from './picture.ts';
import { timeWords } from './words.ts';

/**
 * Which change it likely comes from: one that matches the silence's beginning in time; of several one whose event fits, then one that
 * changed the environment, then the last. Without one, the last before it where that is not a day old.
 * @param events which events alone come into question, where a change of any kind does not
 * @param atAnyTime whether one since then does as well
 */
export function likely({ changes, facts }: Picture, events?: RegExp, atAnyTime = false): string | undefined {
  const fits = ({ trail }: Change) => !events || events.test(trail?.event ?? '');
  const near = [...changes.near, ...(atAnyTime ? changes.later : [])].filter(fits);
  const change = near.findLast(isEnvironmental) ?? near.at(-1);
  if (change) return sentence('Likely', change, { facts });
  if (events || !changes.earlier || !changes.isEarlierRecent) return undefined;
  return sentence('Perhaps', changes.earlier, { facts });
}

function isEnvironmental({ trail, compared }: Change): boolean {
  if (trail && !isConfigurationEvent(trail)) return false;
  return 'before' in compared && compared.difference !== undefined && isEnvironmentNew(compared.difference);
}

/** `Likely: its environment changed at 09:38.` */
export function sentence(how: string, change: Change, { facts }: Pick<Picture, 'facts'>): string {
  const { after, at } = change;
  const time = (instant: Date) => timeWords(instant, facts.zone, facts.now, ' at ');
  const until = time(at);
  const on = until.includes(' ') ? 'on' : 'at';
  return `${how}: ${changeWords(change)} ${after ? `between ${time(after)} and ${until}` : `${on} ${until}`}.`;
}
