import type { Token } from './json-tokens.ts';
import { badCharacters, malformed } from './refusal.ts';
import { compileRegex } from './regex.ts';
import { EVERY, type Selector } from './selector.ts';

/** What a JSON pattern asks of a message. */
export type Condition =
  | { readonly kind: 'joined'; readonly every: boolean; readonly left: Condition; readonly right: Condition }
  | {
      readonly kind: 'text';
      readonly selector: Selector;
      readonly equal: boolean;
      readonly matches: (text: string) => boolean;
    }
  | {
      readonly kind: 'number';
      readonly selector: Selector;
      readonly operator: string;
      readonly value: number;
      readonly text: string;
    }
  | { readonly kind: 'is'; readonly selector: Selector; readonly value: boolean | null }
  | { readonly kind: 'absent'; readonly selector: Selector };

const NUMBER = /^[+-]?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const WORD = /^[A-Za-z0-9_.*]+$/;
const CONSTANTS = new Map([
  ['TRUE', true],
  ['FALSE', false],
  ['NULL', null],
]);

/** Reads the tokens of a JSON pattern; `()` binds before `&&`, that before `||`. */
export function parseJsonPattern(tokens: readonly Token[]): Condition {
  keepQuotas(tokens);
  let at = 0;
  const next = (): Token => {
    const token = tokens[at++];
    if (!token) throw malformed();
    return token;
  };
  const take = (text: string): boolean => {
    const token = tokens[at];
    if (token?.kind !== 'symbol' || token.text !== text) return false;
    at++;
    return true;
  };
  const either = (): Condition => {
    let left = both();
    while (take('||')) left = { kind: 'joined', every: false, left, right: both() };
    return left;
  };
  const both = (): Condition => {
    let left = one();
    while (take('&&')) left = { kind: 'joined', every: true, left, right: one() };
    return left;
  };
  const one = (): Condition => {
    if (!take('(')) return comparison(next);
    const inner = either();
    if (!take(')')) throw malformed();
    return inner;
  };
  const condition = either();
  if (at < tokens.length) throw malformed();
  return condition;
}

/** AWS's quotas: two regexes and three wildcard selectors a pattern. */
function keepQuotas(tokens: readonly Token[]): void {
  const regexes = tokens.filter((token) => token.kind === 'regex').length;
  const wildcards = tokens.filter((token) => token.kind === 'selector' && token.selector.includes(EVERY)).length;
  if (regexes > 2) throw malformed('more than 2 regexes');
  if (wildcards > 3) throw malformed('more than 3 wildcard selectors');
}

function comparison(next: () => Token): Condition {
  const head = next();
  if (head.kind !== 'selector') throw malformed();
  const { selector } = head;
  const verb = next();
  if (verb.kind === 'word' && verb.text === 'IS') return { kind: 'is', selector, value: constant(next()) };
  if (verb.kind === 'word' && verb.text === 'NOT') return absence(selector, next());
  if (verb.kind !== 'symbol' || !/^(?:!?=|[<>]=?)$/.test(verb.text)) throw malformed();
  return compared(selector, verb.text, next());
}

function absence(selector: Selector, token: Token): Condition {
  if (token.kind !== 'word' || token.text !== 'EXISTS') throw malformed();
  return { kind: 'absent', selector };
}

function constant(token: Token): boolean | null {
  const value = token.kind === 'word' ? CONSTANTS.get(token.text) : undefined;
  if (value === undefined) throw malformed();
  return value;
}

function compared(selector: Selector, operator: string, token: Token): Condition {
  if (token.kind === 'selector' || token.kind === 'symbol') throw malformed();
  const { kind, text } = token;
  if (kind === 'word' && NUMBER.test(text)) return { kind: 'number', selector, operator, value: Number(text), text };
  if (operator !== '=' && operator !== '!=') throw malformed();
  if (kind === 'word' && !WORD.test(text)) throw badCharacters(text);
  return {
    kind: 'text',
    selector,
    equal: operator === '=',
    matches: kind === 'regex' ? compileRegex(text) : wildcard(text),
  };
}

/** `*` at either end stands for any text; within a string it is an asterisk. */
function wildcard(text: string): (value: string) => boolean {
  if (text === '*') return () => true;
  const open = text.startsWith('*');
  const openEnd = text.endsWith('*');
  const core = text.slice(open ? 1 : 0, openEnd ? -1 : undefined);
  if (open && openEnd) return (value) => value.includes(core);
  if (open) return (value) => value.endsWith(core);
  return openEnd ? (value) => value.startsWith(core) : (value) => value === core;
}
