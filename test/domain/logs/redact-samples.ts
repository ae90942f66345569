/** A line as a log may show it, and what of it must not stay. */
export interface Sample {
  readonly name: string;
  readonly line: string;
  readonly secret: string;
}

export const HEX = '0123456789abcdef';
export const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
export const ALNUM = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
export const LOWER = 'abcdefghijklmnopqrstuvwxyz0123456789';
export const URL_SAFE = `${ALNUM}_-`;
export const BASE64 = `${ALNUM}+/`;
export const DIGITS = '0123456789';

/** Numbers from 0 to below `below`, the same on each run. */
export function randomFrom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const random = randomFrom(7);

/** Random signs of an alphabet: no file has anything that looks like a secret, the lines are made at run time. */
export function some(alphabet: string, length: number): string {
  return Array.from({ length }, () => alphabet[random(alphabet.length)]).join('');
}

/** Signs joined by hyphens, as of a UUID. */
export const uuid = () => [8, 4, 4, 4, 12].map((length) => some(HEX, length)).join('-');

/** A block as keys are kept in, in lines of 64. */
export function armoured(label: string, lines: number): { begin: string; body: string[]; end: string } {
  const dashes = '-'.repeat(5);
  return {
    begin: `${dashes}BEGIN ${label}${dashes}`,
    body: Array.from({ length: lines }, () => some(BASE64, 64)),
    end: `${dashes}END ${label}${dashes}`,
  };
}
