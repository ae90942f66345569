import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../src/demo/cloud/logs/pattern/index.ts';
import { UserError } from '../../../src/domain/errors.ts';
import { ERROR_PATTERN } from '../../../src/domain/logs/error-lines.ts';
import { readFilter } from '../../../src/domain/logs/filter.ts';
import { readWords } from '../../../src/domain/logs/words.ts';

const read = (text: string) => readFilter(readWords(text), false);

describe('what CloudWatch is asked for', () => {
  test.each([
    ['ERROR payment', 'ERROR payment'],
    ['-health ERROR', '-health ERROR'],
    ['?ERROR ?WARN', '?ERROR ?WARN'],
    ['"two  blanks"', '"two  blanks"'],
    ['-"health check" ?', undefined],
    ['-"health check"', '-"health check"'],
    ['?"timed out" ?ERROR', '?"timed out" ?ERROR'],
    ['"ERROR"', 'ERROR'],
    ['orders-poller', '"orders-poller"'],
    ['status=500', '"status=500"'],
    ['-status=500', '-"status=500"'],
    ['?a.b ?c', '?"a.b" ?c'],
    ['user@example.com', '"user@example.com"'],
    ['50%', '"50%"'],
    ['C:\\temp', '"C:\\\\temp"'],
    ['"level":"ERROR"', '"\\"level\\":\\"ERROR\\""'],
    ['"say \\"no\\""', '"say \\"no\\""'],
    ['[ERROR]', '"[ERROR]"'],
    ['[2026-11-17 14:05:03,123]', '"[2026-11-17" "14:05:03,123]"'],
    ['[ip, user, status = 5*, ...]', '[ip, user, status = 5*, ...]'],
    ['naïve', '"naïve"'],
    ['%status 5\\d\\d%', '%status 5\\d\\d%'],
    ['{ $.level = "ERROR" }', '{ $.level = "ERROR" }'],
    [
      '{$.a.b[0] != %^x{2}% || ($.c IS NULL && $.d NOT EXISTS)}',
      '{$.a.b[0] != %^x{2}% || ($.c IS NULL && $.d NOT EXISTS)}',
    ],
    ['{ $.[\'a.b\'] = "}" }', '{ $.[\'a.b\'] = "}" }'],
    ['{ $.op = and }', '{ $.op = and }'],
  ])('%s', (text, pattern) => {
    if (pattern === undefined) expect(() => read(text)).toThrow(UserError);
    else expect(read(text)).toEqual({ kind: 'pattern', pattern, words: text });
  });

  test('all lines where nothing is said, and errors by a pattern of their own or in what a filter finds', () => {
    expect(readFilter([], false)).toEqual({ kind: 'all', pattern: undefined, words: '' });
    expect(readFilter([], true)).toEqual({ kind: 'errors', pattern: ERROR_PATTERN, words: 'errors' });
    expect(readFilter(readWords('order-5'), true)).toEqual({
      kind: 'errors',
      pattern: '"order-5"',
      words: 'errors order-5',
    });
  });
});

describe('what CloudWatch would refuse or ignore is named, with the mend', () => {
  test.each([
    ['"timed out', 'The quotes in `"timed` do not match up'],
    ['say "no', 'The quotes in `"no` do not match up'],
    ['"a b"c', 'The quotes in `"a` do not match up'],
    ['""', '`""` names no word'],
    ['"  "', 'names no word'],
    ['-', '"-" names no word: write `-health`'],
    ['ERROR -', '"-" names no word'],
    ['?', '"?" names no word'],
    ['ERROR OR WARN', '"OR" joins nothing here: `?ERROR ?WARN` finds either word'],
    ['ERROR | WARN', '"|" joins nothing here'],
    ['ERROR AND WARN', '`ERROR payment` finds both words'],
    ['NOT health', '`-health` leaves out a word'],
    ['?ERROR ?WARN -health', 'CloudWatch ignores "?ERROR" beside "-health"'],
    ['payment ?ERROR', 'CloudWatch ignores "?ERROR" beside "payment"'],
    ['%4\\d\\d', '"%4\\d\\d" is not a regular expression'],
    ['-%a%', '"-%a%" is not a regular expression'],
    ['%(a|b)%', 'have no parentheses: "%(a|b)%"'],
    ['%hi!%', 'have no "!": "%hi!%"'],
    ['%[a%', '"%[a%" is not a regular expression'],
    ['%a% ERROR', '"ERROR" cannot stand beside "%a%"'],
    ['ERROR { $.a = 1 }', '"ERROR" cannot stand beside "{ $.a = 1 }"'],
    ['{ $.a = 1 } { $.b = 2 }', '`&&` joins two conditions'],
    ['{ $.level = "ERROR"', '`{ $.level = "ERROR"` has no closing brace'],
    ['{ $.level = "ERROR }', 'has a " without its second'],
    ['{ $.level = %ERROR }', 'has a % without its second'],
    ['{ $.a = 1 }x', '"x" follows "{ $.a = 1 }" without a blank'],
    ['{}', '"{}" asks for nothing'],
    ['{ ERROR }', '"{ ERROR }" names no field'],
    ['{ level = "ERROR" }', '"level" in `{ level = "ERROR" }`: a field begins with `$.`: write `$.level`'],
    ['{ $.level == "ERROR" }', '"==" in `{ $.level == "ERROR" }`: one `=` compares'],
    ['{ $.a =~ %x% }', '"=~" in'],
    ["{ $.level = 'ERROR' }", 'strings stand in double quotes'],
    ['{ $.a = 1 and $.b = 2 }', '"and" in "{ $.a = 1 and $.b = 2 }": two conditions are joined by `&&` or `||`'],
    ['{ $.a = 1 & $.b = 2 }', 'joined by `&&`'],
    ['{ ($.a = 1 }', 'The parentheses in "{ ($.a = 1 }" do not match up'],
    ['{ $. = 1 }', 'a field has a name'],
    ['{ $.a = %(x)% }', 'no parentheses'],
    ['{"level":"ERROR","ms":5}', '":" in `{"level":"ERROR","ms":5}`: it has no meaning here'],
    ['x'.repeat(1025), 'has 1,025 characters; CloudWatch takes 1,024 at most'],
    [`${'a-b '.repeat(200)}`, 'characters; CloudWatch takes 1,024 at most'],
  ])('%s', (text, words) => {
    expect(() => read(text)).toThrow(UserError);
    expect(() => read(text)).toThrow(words);
  });
});

test('any plain word or phrase is taken by CloudWatch, and finds the lines that hold it', () => {
  const body = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => /\S/.test(text));
  fc.assert(
    fc.property(body, (text) => {
      const phrase = `"${text.replaceAll(/["\\]/g, '\\$&')}"`;
      const { pattern = '' } = read(phrase);
      expect(compilePattern(pattern)(`before${text}after`)).toBe(true);
      expect(compilePattern(`-${pattern}`)(`before${text}after`)).toBe(false);
    }),
  );
  const word = fc.string({ minLength: 1, maxLength: 12 }).filter((text) => /^[^\s"%{[?-][^\s"]*$/.test(text));
  fc.assert(
    fc.property(word, (text) => {
      fc.pre(!['|', '||', '&', '&&', 'OR', 'AND', 'NOT'].includes(text));
      expect(compilePattern(read(text).pattern ?? '')(`before ${text} after`)).toBe(true);
    }),
  );
});
