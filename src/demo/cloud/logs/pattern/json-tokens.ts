import { badCharacters, malformed } from './refusal.ts';
import { readSelector, type Selector } from './selector.ts';

export type Token =
  | { readonly kind: 'symbol' | 'word' | 'string' | 'regex'; readonly text: string }
  | { readonly kind: 'selector'; readonly selector: Selector };

const GAP = /\s+/y;
const LITERALS = [
  ['symbol', /(&&|\|\||!=|<=|>=|[=<>()])/y],
  ['string', /"((?:[^"\\]|\\.)*)"/sy],
  ['regex', /%([^%]*)%/y],
  ['word', /([A-Za-z0-9_.*+-]+)/y],
] as const;

/** Cuts what stands between the braces of a JSON pattern into tokens. Strings keep their text, escapes undone. */
export function tokenize(inner: string): Token[] {
  const tokens: Token[] = [];
  for (let at = 0; at < inner.length; ) {
    GAP.lastIndex = at;
    if (GAP.test(inner)) at = GAP.lastIndex;
    else if (inner[at] === '$') {
      const { selector, end } = readSelector(inner, at);
      tokens.push({ kind: 'selector', selector });
      at = end;
    } else {
      const { token, end } = readLiteral(inner, at);
      tokens.push(token);
      at = end;
    }
  }
  return tokens;
}

function readLiteral(inner: string, at: number): { token: Token; end: number } {
  for (const [kind, expression] of LITERALS) {
    expression.lastIndex = at;
    const text = expression.exec(inner)?.[1];
    if (text === undefined) continue;
    const token = { kind, text: kind === 'string' ? text.replaceAll(/\\(["\\])/g, '$1') : text };
    return { token, end: expression.lastIndex };
  }
  throw '"%'.includes(inner.charAt(at)) ? malformed() : badCharacters(inner.charAt(at));
}
