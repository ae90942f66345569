import { isRandom } from './random.ts';
import type { NameKind } from './secret-name.ts';

/** Values that say something about a secret, and are none; what stands in for one included. */
const WORDS = new Set(
  'true false null none nil undefined nan yes no on off empty missing required expired invalid valid incorrect wrong failed found not must should is was has have had are be been cannot can may will does did changed reset updated rotated revoked refreshed refresh malformed unknown absent present provided given supplied set unset too the a an for from of in to at by with and or but if it this that your you please bearer basic digest string number object boolean include omit same-origin redacted hidden masked secret password token rejected accepted verified mismatch error denied ok okay success length type optional default env environment'.split(
    ' ',
  ),
);
const STAND_IN =
  /^(?:[*•.x#?-]{3,}|X{3,}|\$\{?[A-Za-z_][\w.:-]*\}?|\{\{.*\}\}|\$\{\{.*\}\}|<[^>]*>?|%[sdv@]|%\(\w+\)s|\[?(?:redacted|hidden|masked|filtered|object Object)\]?|\(.*\))$/i;
/** `PWD` is a folder in most environments. */
const PATH = /^(?:\/[a-z][\w.-]*)+\/?$/;
const NUMBER = /^[-+]?[\d.,_]+(?:[a-z%]{1,3})?$/i;
const SHORTEST = 4;
const SHORTEST_SIGNATURE = 16;
/** From so many digits on a number is no count and no length of time. */
const LONGEST_NUMBER = 12;

/** No value of this length says something in words; to look at longer ones again and again would take time. */
const LONGEST_HARMLESS = 200;

/** Whether a value is to be hidden, given what its name says. */
export function isSecretValue(value: string, kind: NameKind): boolean {
  if (value.length > LONGEST_HARMLESS) return true;
  const bare = value.replace(/[.,;:!?]{1,5}$/, '');
  if (kind === 'code') return /^\d{3,8}$/.test(bare);
  if (bare.length < SHORTEST || WORDS.has(bare.toLowerCase()) || STAND_IN.test(bare)) return false;
  if (kind === 'password') return !PATH.test(bare) || isRandom(bare);
  if (kind === 'cookie' || kind === 'set-cookie') return true;
  if (kind === 'signature' || kind === 'header')
    return bare.length >= (kind === 'header' ? 8 : SHORTEST_SIGNATURE) && isRandom(bare);
  return !NUMBER.test(bare) || bare.length >= LONGEST_NUMBER;
}
