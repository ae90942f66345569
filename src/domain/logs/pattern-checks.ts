import { UserError } from '../errors.ts';
import { named } from './wrong-word.ts';

const JSON_EXAMPLE = '`{ $.level = "ERROR" }`';
const TOKEN =
  /\s+|(?<string>"(?:[^"\\]|\\.)*")|(?<regex>%[^%]*%)|(?<selector>\$(?:[\w.*-]|\[[^\]]*\])*)|(?<symbol>&&|\|\||!=|<=|>=|==|=~|[=<>()])|(?<word>[\w.*+-]+)|(?<other>.)/gsy;
const REGEX_CHARACTER = /^[A-Za-z0-9:_#=@/;,\- ^$?[\]{}|\\*+.]$/;

/**
 * Looks over a pattern in braces for the usual slips, so that the refusal can say more than CloudWatch's "Invalid filter
 * pattern". What it does not know it lets pass. Throws a UserError.
 */
export function checkJsonPattern(pattern: string): void {
  const tokens = [...pattern.slice(1, -1).matchAll(TOKEN)].filter((token) => token[0].trim() !== '');
  if (tokens.length === 0) throw new UserError(`${named(pattern)} asks for nothing: write ${JSON_EXAMPLE}.`);
  let depth = 0;
  for (const [i, token] of tokens.entries()) {
    const [text] = token;
    const slip = slipOf(token.groups ?? {}, tokens[i + 1]?.[0] ?? '');
    if (slip) throw new UserError(`${named(text)} in ${named(pattern)}: ${slip}.`);
    if (text === '(') depth++;
    if (text === ')' && --depth < 0) break;
    if (token.groups?.regex) checkRegex(text);
  }
  if (depth !== 0) throw new UserError(`The parentheses in ${named(pattern)} do not match up.`);
  if (!tokens.some((token) => token.groups?.selector))
    throw new UserError(
      `${named(pattern)} names no field: write ${JSON_EXAMPLE}, or the text itself in double quotes.`,
    );
}

/** What is wrong with a token, in words that follow its name; undefined where nothing is known to be. */
function slipOf(token: Readonly<Record<string, string | undefined>>, next: string): string | undefined {
  if (token.other === "'" || token.other === '`') return `strings stand in double quotes, as in ${JSON_EXAMPLE}`;
  if (token.other === '&' || token.other === '|') return 'two conditions are joined by `&&` or `||`';
  if (token.other !== undefined)
    return `it has no meaning here: a pattern reads ${JSON_EXAMPLE}, and text to find stands in double quotes`;
  if (token.symbol === '==') return `one \`=\` compares, as in ${JSON_EXAMPLE}`;
  if (token.symbol === '=~')
    return 'a regular expression follows `=` and stands between percent signs, as in `{ $.path = %^/orders% }`';
  if (token.selector === '$' || token.selector === '$.') return 'a field has a name, such as `$.level`';
  const named = token.word ?? token.string;
  if (named !== undefined && /^(?:!?=|[<>]=?|==|=~)$/.test(next))
    return `a field begins with \`$.\`: write \`$.${named.replaceAll('"', '')}\``;
  if (/^(?:and|or)$/i.test(token.word ?? '') && /^[$(]/.test(next)) return 'two conditions are joined by `&&` or `||`';
  return undefined;
}

/** Holds a `%regex%` to what CloudWatch supports. Throws a UserError. */
export function checkRegex(written: string): void {
  const source = written.slice(1, -1);
  const wrong = [...source].find((char) => !REGEX_CHARACTER.test(char));
  if (wrong === '(' || wrong === ')')
    throw new UserError(
      `CloudWatch's regular expressions have no parentheses: ${named(written)}. Write alternatives whole, such as \`%GET|POST%\`.`,
    );
  if (wrong !== undefined)
    throw new UserError(
      `CloudWatch's regular expressions have no ${named(wrong)}: ${named(written)}. A \`.\` stands for any character.`,
    );
  try {
    // Compiled to see whether it can be; never run.
    new RegExp(source);
  } catch {
    throw new UserError(`${named(written)} is not a regular expression: write for example \`%status 5\\d\\d%\`.`);
  }
}
