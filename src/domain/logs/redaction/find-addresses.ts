import { eachMatch, endAt, type Finder } from './finder.ts';
import { isRandom } from './random.ts';

const SCHEME = /[A-Za-z]:\/\//g;
/** Who, and with which password; the password may have signs that an address should not. */
const PASSWORD = /([^\s"'`<>:@/?#\\]{0,100}):(?!\d{1,5}[/?#])([^\s"'`<>@/]{1,200}(?:@[^\s"'`<>@/]{1,100}(?=@))?)@/y;
const WITH_SLASHES = /([^\s"'`<>:@/?#\\]{0,100}):(?!\d{1,5}(?![^\s/?#]))([^\s"'`<>@]{1,200})@/y;
/** A user and a password, each as long as the patterns above allow. */
const LONGEST = 410;
const USER_ONLY = /[\w.~%+-]{16,200}(?=@)/y;
const SHORTEST_KEY = 16;

/** Finds passwords, and keys in the place of a user, in addresses such as `postgres://user:password@host`. */
export const findAddresses: Finder = (text, hide) => {
  let sign = -1;
  eachMatch(SCHEME, text, (_, after) => {
    if (sign < after) sign = indexFrom(text, '@', after);
    if (sign - after > LONGEST) return after;
    const end = endAt(PASSWORD, text, after) ?? endAt(WITH_SLASHES, text, after);
    if (end !== undefined) {
      const colon = text.indexOf(':', after);
      // A key may stand in the place of the user, with next to nothing as its password.
      const isKey = colon - after >= SHORTEST_KEY && isRandom(text.slice(after, colon));
      hide(isKey ? after : colon + 1, end - 1, isKey ? 'key in an address' : 'password in an address');
      return end;
    }
    const userEnd = endAt(USER_ONLY, text, after);
    if (userEnd === undefined || !isRandom(text.slice(after, userEnd))) return after;
    hide(after, userEnd, 'key in an address');
    return userEnd;
  });
};

function indexFrom(text: string, sign: string, from: number): number {
  const at = text.indexOf(sign, from);
  return at < 0 ? Infinity : at;
}

/** A code that is exchanged for a token, as addresses carry it back. */
const CODE = /(?<=(?:[?&]|\\u0026)code=)[\w.~%/+-]{16,2000}/g;

/** Finds OAuth's codes in addresses. */
export const findCodes: Finder = (text, hide) =>
  eachMatch(CODE, text, (start, end) => {
    if (isRandom(text.slice(start, end))) hide(start, end, 'code');
    return end;
  });
