import { malformed } from './refusal.ts';

const PLAIN = /[A-Za-z0-9:_#=@/;,\- ^$?[\]{}|*+.]/;
const ESCAPED = /^\\(?:[dDsSwW]|x[0-9A-Fa-f]{2}|[:_#=@/;,\-^$?[\]{}|\\*+.])/;

/**
 * A matcher for what stands between two `%`: the subset that AWS supports (letters, digits, `: _ # = @ / ; , -` and space,
 * the operators `^ $ ? [] {m,n} | \ * + .`, `\d \s \w` and their inverses, `\xhh`). Parentheses, other symbols and
 * multi-byte characters are refused. A closing newline does not hinder `$`.
 */
export function compileRegex(source: string): (text: string) => boolean {
  if (source === '') throw malformed();
  for (let i = 0; i < source.length; i++) {
    if (source[i] === '\\') {
      const escaped = ESCAPED.exec(source.slice(i));
      if (!escaped) throw malformed(`unsupported escape in regex '${source}'`);
      i += escaped[0].length - 1;
    } else if (!PLAIN.test(source.charAt(i)))
      throw malformed(`unsupported character '${source[i]}' in regex '${source}'`);
  }
  const regex = toRegExp(source.replaceAll(/(?<!\\)\{,(\d+)\}/g, '{0,$1}'));
  return (text) => regex.test(text.endsWith('\n') ? text.slice(0, -1) : text);
}

function toRegExp(source: string): RegExp {
  try {
    return new RegExp(source);
  } catch {
    throw malformed(`'${source}' is not a regex`);
  }
}
