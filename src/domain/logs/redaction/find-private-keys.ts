import { endAt, type Finder } from './finder.ts';

export const KEY_BEGIN = /-{4,5} ?BEGIN (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?[ -]{1,6}/;
const EACH_BEGIN = new RegExp(KEY_BEGIN.source, 'g');
export const KEY_END = /-{4,5} ?END (?:[A-Z0-9]{1,12} ){0,4}PRIVATE KEY(?: BLOCK)?[ -]{1,6}/;
const EACH_END = new RegExp(KEY_END.source, 'g');
/** A key's signs, its line ends (written out too), and the heads before it. */
const BODY = /(?:[A-Za-z0-9+/=\s\\]|(?:Proc-Type|DEK-Info|Version|Comment|Hash):[^\n\\]{0,200})+/y;
/** The longest keys, of 16384 bits or with certificates behind, are shorter. */
const LONGEST = 20_000;

/** Finds armoured private keys of any kind; one without an end is taken as far as it looks like a key. */
export const findPrivateKeys: Finder = (text, hide) => {
  let from = 0;
  let end = { at: -1, after: -1 };
  for (;;) {
    EACH_BEGIN.lastIndex = from;
    const begin = EACH_BEGIN.exec(text);
    if (!begin) return;
    const body = begin.index + begin[0].length;
    if (end.at < body) end = nextEnd(text, body);
    const close = end.at - body <= LONGEST ? end.after : bodyEnd(text, body);
    hide(begin.index, close, 'private key');
    from = close;
  }
};

function nextEnd(text: string, from: number): { at: number; after: number } {
  EACH_END.lastIndex = from;
  const found = EACH_END.exec(text);
  return found ? { at: found.index, after: found.index + found[0].length } : { at: Infinity, after: Infinity };
}

function bodyEnd(text: string, from: number): number {
  const limit = text.slice(from, from + LONGEST);
  return from + (endAt(BODY, limit, 0) ?? 0);
}
