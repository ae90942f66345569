import { eachMatch, type Finder } from './finder.ts';
import { isRandom } from './random.ts';

const SCHEME = /(?<=\b(?:bearer|basic|ssws|apikey|genie-?key|digest|token) {1,3})(?:[\w.~+/-]{12,4000}={0,2})/gi;

/** Finds what follows the name of a way to sign in, such as `Bearer`, outside of a header too. */
export const findCredentials: Finder = (text, hide) =>
  eachMatch(SCHEME, text, (start, end) => {
    if (isRandom(text.slice(start, end))) hide(start, end, 'credential');
    return end;
  });

const USER = /(?<=\s(?:-u|--user|--proxy-user)[ =]{1,3}["']?[^\s:"']{1,80}:)(?!\/\/)[^\s"']{4,200}/g;

/** Finds the password of `curl -u user:password`. */
export const findCurlUser: Finder = (text, hide) =>
  eachMatch(USER, text, (start, end) => {
    hide(start, end, 'password');
    return end;
  });

const IDENTIFIED =
  /(?<=\bidentified\s{1,3}(?:with\s{1,3}[\w']{1,40}\s{1,3})?by\s{1,3}(?:password\s{1,3})?\\?['"])[^'"\\\n]{1,200}/gi;

/** Finds the password of SQL's `IDENTIFIED BY 'password'`. */
export const findSqlPassword: Finder = (text, hide) =>
  eachMatch(IDENTIFIED, text, (start, end) => {
    hide(start, end, 'password');
    return end;
  });
