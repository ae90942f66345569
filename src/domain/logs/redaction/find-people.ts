import { eachMatch, endAt, type Finder } from './finder.ts';

const AT = /@|%40/g;
const DOMAIN = /(?![\d.]+[.-])(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,62})\.){1,8}([A-Za-z]{2,24})(?![\w-])/y;
const LOCAL = /[\w.+'-]/;
const LONGEST_LOCAL = 64;
/** Ends of a file's name, which look like those of a domain. */
const FILES =
  /\.(?:png|jpe?g|gif|svg|webp|ico|json|jsx?|tsx?|mjs|cjs|css|html?|md|zip|gz|tar|txt|log|py|go|rb|jar|ya?ml|xml|csv|pdf|sock|lock|map)$/i;

/** Finds the part of an e-mail address before its `@`; the domain stays. */
export const findEmails: Finder = (text, hide) => {
  let from = 0;
  eachMatch(AT, text, (at, after) => {
    const start = localStart(text, at, from);
    from = after;
    if (start === at || text.slice(start, at) === 'git') return after;
    const end = endAt(DOMAIN, text, after);
    if (end === undefined || FILES.test(text.slice(after, end))) return after;
    hide(start, at, 'e-mail');
    return end;
  });
};

function localStart(text: string, at: number, from: number): number {
  const first = Math.max(from, at - LONGEST_LOCAL);
  let start = at;
  while (start > first && isLocal(text, start - 1)) start--;
  // Quotes and signs at its beginning are the text's.
  while (start < at && /['.-]/.test(text[start] as string)) start++;
  return start;
}

const isLocal = (text: string, at: number) => text.charCodeAt(at) > 0x7f || LOCAL.test(text[at] as string);

/** Numbers that begin as the large issuers' do: run together, in fours, as 4-6-5 or 4-6-4, or as 6-13. */
export const CARD =
  /(?<![A-Za-z0-9.]|\d[ -])(?:[2-6]\d{12,18}|[2-6]\d{3}([ -])\d{4}\1\d{4}\1\d{1,4}(?:\1\d{1,3})?|3\d{3}([ -])\d{6}\2\d{4,5}|6\d{5}([ -])\d{10,13})(?![A-Za-z0-9]|[-.]\d| \d{4}(?!\d))/;
const EACH_CARD = new RegExp(CARD.source, 'g');
const ISSUER =
  /^(?:4(?:\d{12}|\d{15}|\d{18})|5[1-5]\d{14}|2(?:22[1-9]|2[3-9]\d|[3-6]\d\d|7[01]\d|720)\d{12}|3[47]\d{13}|3(?:0[0-59]|[689]\d)\d{11,16}|35\d{14,17}|6(?:011|5\d\d|4[4-9]\d)\d{12,15}|62\d{14,17}|(?:50|5[6-8]|6[0379])\d{11,17})$/;

/** Finds card numbers: an issuer's beginning and length, and the check digit right. */
export const findCards: Finder = (text, hide) =>
  eachMatch(EACH_CARD, text, (start, end) => {
    const digits = text.slice(start, end).replace(/[ -]/g, '');
    if (ISSUER.test(digits) && hasCheckDigit(digits)) hide(start, end, 'card number');
    return end;
  });

/** Luhn's sum. */
function hasCheckDigit(digits: string): boolean {
  let sum = 0;
  for (let i = 0; i < digits.length; i++) {
    const digit = Number(digits[digits.length - 1 - i]);
    const doubled = i % 2 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return sum % 10 === 0;
}
