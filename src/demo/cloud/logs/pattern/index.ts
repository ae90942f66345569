import { parseJsonPattern } from './json-parser.ts';
import { tokenize } from './json-tokens.ts';
import { matchJson } from './match-json.ts';
import { matchTerms } from './match-terms.ts';
import { malformed, notSimulated } from './refusal.ts';
import { compileRegex } from './regex.ts';
import { parseTerms } from './terms.ts';

/**
 * A test for messages from a filter pattern of CloudWatch Logs (AWS's "Filter pattern syntax"): empty, terms, one
 * `%regex%`, or a JSON expression in braces. Throws InvalidParameterException on a pattern that breaks the language and
 * on what is not simulated (`[a, b]` patterns, a regex beside other terms).
 */
export function compilePattern(pattern: string): (message: string) => boolean {
  const text = pattern.trim();
  if (text === '') return () => true;
  if (text.startsWith('{')) {
    if (!text.endsWith('}')) throw malformed("If a filter pattern starts with '{' it must end with '}'");
    return matchJson(parseJsonPattern(tokenize(text.slice(1, -1))));
  }
  if (text.startsWith('[')) {
    if (!text.endsWith(']')) throw malformed("If a filter pattern starts with '[' it must end with ']'");
    throw notSimulated('space-delimited patterns are');
  }
  const regex = /^%([^%]*)(%?)$/.exec(text);
  if (!regex) return matchTerms(parseTerms(text));
  if (!regex[2]) throw malformed();
  return compileRegex(regex[1] ?? '');
}
