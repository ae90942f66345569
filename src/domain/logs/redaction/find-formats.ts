import { eachMatch, endAt, type Finder } from './finder.ts';
import { FORMATS, type Format } from './formats.ts';
import { isRandom } from './random.ts';

const BODIES: Readonly<Record<Format['body'], RegExp>> = {
  word: /[\w-]+/y,
  alnum: /[A-Za-z0-9]+/y,
  base64: /[\w+/=-]+/y,
  dotted: /[\w-]+(?:\.[\w-]+){0,20}/y,
  jwt: /[\w-]{8,}\.(?:[\w-]{8,}|(?=\.))(?:\.[\w-]*){0,4}/y,
};
const BY_PREFIX = new Map(FORMATS.map((format) => [format.prefix, format]));
/** The longest first: `sk-proj-` before `sk-`. */
const PREFIXES = [...BY_PREFIX.keys()]
  .sort((a, b) => b.length - a.length)
  .map((prefix) => prefix.replace(/[./-]/g, '\\$&'));

/** A prefix of a fixed format, at the beginning of a word or of its part. */
export const PREFIX = new RegExp(`(?<![A-Za-z0-9])(?:${PREFIXES.join('|')})`);
const EACH_PREFIX = new RegExp(PREFIX.source, 'g');
const WORD = /[\w-]+/y;

/** Finds tokens and keys whose format tells them, wherever they stand. */
export const findFormats: Finder = (text, hide) => {
  // A word without a dot is no JWT at any of its places: it is looked through once.
  let noJwtBefore = 0;
  eachMatch(EACH_PREFIX, text, (at, after) => {
    const format = BY_PREFIX.get(text.slice(at, after));
    if (!format || (format.body === 'jwt' && at < noJwtBefore)) return after;
    const end = endAt(BODIES[format.body], text, after);
    if (end !== undefined && fits(format, text.slice(after, end))) {
      hide(at, end, format.name);
      return end;
    }
    if (format.body === 'jwt') noJwtBefore = endAt(WORD, text, after) ?? after;
    return after;
  });
};

const fits = ({ least, isWeak }: Format, body: string) => body.length >= least && (!isWeak || isRandom(body));
