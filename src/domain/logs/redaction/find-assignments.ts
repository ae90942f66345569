import { endAt, type Finder, type Hide } from './finder.ts';
import { kindOf, NAME_PART, type NameKind } from './secret-name.ts';
import { isSecretValue } from './secret-value.ts';
import { extentsAt } from './value-extent.ts';

const EACH_PART = new RegExp(NAME_PART.source, 'gi');
const REST_OF_NAME = /[\w.-]*/y;
const LONGEST_NAME = 80;
/** Between a name and its value: a sign, with the name's closing quote; of a list of names and values what lies between. */
const SIGN =
  /\\{0,7}["'`]?\]?\s{0,3}(?::=|=>|[:=](?!=)|%3[ADad]|,\s{0,3}\\{0,7}["']value\\{0,7}["']\s{0,3}:)\s{0,3}(?:\{\s{0,3}\\{0,7}["']S\\{0,7}["']\s{0,3}:\s{0,3})?/iy;
const BLANK = /[ \t]{1,3}(?=[^\s-])/y;
const BLANK_BEFORE_QUOTE = /[ \t]{1,3}(?=\\?['"])/y;
const NAMES: Readonly<Record<NameKind, string>> = {
  token: 'secret',
  header: 'credential',
  cookie: 'cookie',
  'set-cookie': 'cookie',
  code: 'code',
  signature: 'signature',
  password: 'password',
};

/** Finds values by the name they are given to, in any common way to write that. */
export const findAssignments: Finder = (text, hide) => {
  let from = 0;
  EACH_PART.lastIndex = 0;
  while (EACH_PART.test(text)) {
    const inName = EACH_PART.lastIndex;
    const start = nameStart(text, inName, from);
    const nameEnd = endAt(REST_OF_NAME, text, inName) ?? inName;
    from = hideValue(text, start, nameEnd, hide);
    EACH_PART.lastIndex = from;
  }
};

/** Hides the value of a name, if it is a secret's. Gives from where to go on. */
function hideValue(text: string, start: number, nameEnd: number, hide: Hide): number {
  const kind = kindOf(text.slice(Math.max(start, nameEnd - LONGEST_NAME), nameEnd));
  if (!kind || isPartOfElse(text, start)) return nameEnd;
  const valueStart = valueAfter(text, start, nameEnd, kind === 'password');
  if (valueStart === undefined) return nameEnd;
  // With mere blanks between, what is taken for the value may be the next name: `wrong password "apiKey": "…"`.
  const isSure = text.slice(nameEnd, valueStart).trim() !== '';
  let after = nameEnd;
  for (const extent of extentsAt(text, valueStart, kind)) {
    if (!isSecretValue(text.slice(extent.start, extent.end), kind)) continue;
    hide(extent.start, extent.end, NAMES[kind]);
    if (isSure) after = extent.after;
  }
  return after;
}

function nameStart(text: string, at: number, from: number): number {
  const first = Math.max(from, at - LONGEST_NAME);
  let start = at;
  while (start > first && isNameSign(text.charCodeAt(start - 1))) start--;
  return start;
}

const ARN = /:secretsmanager:[\w-]{0,30}:\d{0,12}:$/;

/** Whether a name is the resource's sort in an ARN, or part of a parser's complaint. */
function isPartOfElse(text: string, start: number): boolean {
  if (text[start - 1] === ':') return ARN.test(text.slice(Math.max(0, start - 60), start));
  return text.startsWith('nexpected ', start - 10);
}

/** `[\w.-]`; a pattern takes several times as long for a single sign. */
const isNameSign = (code: number) =>
  (code >= 97 && code <= 122) ||
  (code >= 65 && code <= 90) ||
  (code >= 48 && code <= 57) ||
  code === 95 ||
  code === 45 ||
  code === 46;

/** Where the value begins that belongs to the name; undefined where none does. */
function valueAfter(text: string, nameStart: number, nameEnd: number, isPassword: boolean): number | undefined {
  if (text[nameStart - 1] === '<' && text[nameEnd] === '>') return nameEnd + 1;
  const signed = endAt(SIGN, text, nameEnd);
  if (signed !== undefined) return signed;
  if (text.startsWith('--', nameStart)) return endAt(BLANK, text, nameEnd);
  return isPassword ? endAt(BLANK_BEFORE_QUOTE, text, nameEnd) : undefined;
}
