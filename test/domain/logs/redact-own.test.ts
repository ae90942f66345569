import { describe, expect, test } from 'vitest';
import { createRedact, createRedactor } from '../../../src/domain/logs/redact.ts';
import { faultOf } from '../../../src/domain/logs/redaction/own-pattern.ts';
import { bestOf, filled } from './redact-hostile.ts';
import { armoured } from './redact-samples.ts';

const CUSTOMER = { name: 'customer', pattern: '\\bCUST-\\d{6}\\b' };

describe('a pattern of one’s own', () => {
  test('hides beside what is hidden anyway, under its name', () => {
    expect(createRedact([CUSTOMER])('CUST-123456 wrote to ana@example.com, CUST-12 did not')).toEqual({
      text: '[hidden: customer] wrote to [hidden: e-mail]@example.com, CUST-12 did not',
      hidden: 2,
    });
  });

  test('counts signs as the text does', () => {
    expect(createRedact([CUSTOMER])('😀 é CUST-123456 ü').text).toBe('😀 é [hidden: customer] ü');
  });

  test('finds all over a long text, also where it is cut for the search', () => {
    const text = 'CUST-123456 and on, '.repeat(5_000);
    const { text: clean, hidden } = createRedact([CUSTOMER])(text);
    expect([clean.includes('CUST'), hidden]).toEqual([false, 5_000]);
  });

  test.each(['(x+x+)+y', '(a|aa)+$', '(\\d*)*z', '(?:a?){25}a{25}', '[ab]*a[ab]{20}c'])('%s stays fast', (pattern) => {
    expect(faultOf(pattern)).toBeUndefined();
    const hide = createRedact([{ name: 'x', pattern }]);
    for (const unit of ['x', 'a', 'ab', 'aab'])
      expect(bestOf(2, () => hide(`${filled(unit, 20_000)}!`))).toBeLessThan(200);
  });

  test.each([
    ['', /never matches the empty text/],
    ['a?', /never matches the empty text/],
    ['\\b', /never matches the empty text/],
    ['.+', /leaves ordinary lines readable/],
    ['\\S+', /leaves ordinary lines readable/],
    ['[^!]', /leaves ordinary lines readable/],
    ['(a', /RE2's syntax.*missing closing \)/],
    ['(?=a)b', /without look-around/],
    ['(\\w{1,300}){3}z', /smaller repeat counts/],
    ['a'.repeat(501), /500 characters at most/],
  ])('%s is refused', (pattern, words) => {
    expect(faultOf(pattern)).toMatch(words);
  });
});

describe('lines', () => {
  const linesOf = (...texts: string[]) => texts.map((text, id) => ({ id, text }));

  test('keep their order and all else, and are counted together', () => {
    const { lines, hidden } = createRedactor([CUSTOMER])(linesOf('a', 'CUST-123456', 'ana@example.com', 'b'));
    expect(lines).toEqual(linesOf('a', '[hidden: customer]', '[hidden: e-mail]@example.com', 'b'));
    expect(hidden).toBe(2);
  });

  test('of a private key are hidden one by one, also with others between', () => {
    const { begin, body, end } = armoured('PRIVATE KEY', 3);
    const texts = ['before', begin, ...body.slice(0, 2), 'START RequestId: 1', ...body.slice(2), 'Ab3=', end, 'after'];
    const { lines, hidden } = createRedactor([])(linesOf(...texts));
    const seen = lines.map(({ text }) => text).filter((text) => text !== '[hidden: private key]');
    expect([seen, hidden, lines.length]).toEqual([['before', 'START RequestId: 1', 'after'], 1, texts.length]);
  });

  test('that look like a key’s are left after its end', () => {
    const { begin, body, end } = armoured('PRIVATE KEY', 1);
    const hash = 'c0ffee'.repeat(8);
    expect(createRedactor([])(linesOf(begin, ...body, end, hash)).lines.at(-1)?.text).toBe(hash);
  });
});
