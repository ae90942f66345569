import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { LOG_FILTERS, LOG_OPTIONS, LOG_WINDOWS } from '../../../src/domain/logs/log-words.ts';
import { parseLogQuestion } from '../../../src/domain/logs/question.ts';

/** Saturday 15:30 in Berlin. */
const NOW = new Date('2026-11-21T14:30:00Z');
const ID = '8f5a1c2e-3b4d-4e5f-8a6b-7c8d9e0f1a2b';
const ask = (text: string) => parseLogQuestion(text, NOW, 'Europe/Berlin');

/** The parts of a question that tests tell apart. */
function parts(text: string) {
  const { name, window, filter, ask: wanted } = ask(text);
  return [name, window.label, filter.kind, filter.pattern?.slice(0, 40), wanted.what];
}

describe('/logs <function> [window] [filter…] [options]', () => {
  test.each([
    ['orders-poller', '15m', 'all', undefined, 'invocations'],
    ['  orders-poller   1d  ', '1d', 'all', undefined, 'invocations'],
    ['orders-poller all', '15m', 'all', undefined, 'invocations'],
    ['orders-poller 15m ERROR', '15m', 'pattern', 'ERROR', 'invocations'],
    ['orders-poller ERROR timeout', '15m', 'pattern', 'ERROR timeout', 'invocations'],
    ['orders-poller ERROR 2h', '2h', 'pattern', 'ERROR', 'invocations'],
    ['orders-poller 2h 404', '2h', 'pattern', '404', 'invocations'],
    ['orders-poller ERROR 404', '15m', 'pattern', 'ERROR 404', 'invocations'],
    ['orders-poller "404"', '15m', 'pattern', '404', 'invocations'],
    ['orders-poller "2h" 1d', '1d', 'pattern', '2h', 'invocations'],
    ['orders-poller yesterday 14:00 - 14:30 -health', 'yesterday 14:00–14:30', 'pattern', '-health', 'invocations'],
    ['orders-poller ERROR 14:05±1h payment', '14:05±1h', 'pattern', 'ERROR payment', 'invocations'],
    ['orders-poller lines 2h ERROR', '2h', 'pattern', 'ERROR', 'lines'],
    ['orders-poller ERROR lines', '15m', 'pattern', 'ERROR', 'lines'],
    ['orders-poller follow', '15m', 'all', undefined, 'follow'],
    ['orders-poller follow -health 5m', '5m', 'pattern', '-health', 'follow'],
    [
      'orders-poller 1h { $.level = "error" && $.ms > 100 }',
      '1h',
      'pattern',
      '{ $.level = "error" && $.ms > 100 }',
      'invocations',
    ],
    ['orders-poller {$.ms>100} 1h lines', '1h', 'pattern', '{$.ms>100}', 'lines'],
    ['orders-poller 2h ?ERROR ?WARN', '2h', 'pattern', '?ERROR ?WARN', 'invocations'],
    ['orders-poller %status 5\\d\\d% 2h', '2h', 'pattern', '%status 5\\d\\d%', 'invocations'],
    ['orders-poller “timed out”', '15m', 'pattern', '"timed out"', 'invocations'],
    ['orders-poller "follow" "all"', '15m', 'pattern', 'follow all', 'invocations'],
    ['orders-poller request failed', '15m', 'pattern', 'request failed', 'invocations'],
    ['orders-poller bad request', '15m', 'pattern', 'bad request', 'invocations'],
    ['orders-poller errors', '15m', 'errors', '?ERROR ?Error ?error ?"=err" ?"err=" ?"e', 'invocations'],
    ['orders-poller errors payment 2h', '2h', 'errors', 'payment', 'invocations'],
    ['orders-poller follow errors', '15m', 'errors', '?ERROR ?Error ?error ?"=err" ?"err=" ?"e', 'follow'],
  ])('%s', (text, ...expected) => {
    expect(parts(text)).toEqual(['orders-poller', ...expected]);
  });

  test('one invocation, by default of the last day', () => {
    expect(ask(`orders-poller request ${ID}`)).toMatchObject({
      window: { label: '1d' },
      ask: { what: 'request', id: ID },
    });
    expect(ask(`orders-poller 2h request ${ID.toUpperCase()}`)).toMatchObject({
      window: { label: '2h' },
      filter: { kind: 'all' },
      ask: { what: 'request', id: ID },
    });
  });

  test('the filter is kept as it was written', () => {
    expect(ask('f ERROR 2h "two  blanks" lines  -x').filter.words).toBe('ERROR "two  blanks" -x');
    expect(ask('f 2h errors payment').filter.words).toBe('errors payment');
    expect(ask('f').filter.words).toBe('');
  });
});

describe('the name is of a function, of a log group, or an ARN', () => {
  const place = { account: '111122223333', region: 'eu-west-1' };
  test.each([
    ['a_b.c-1', 'a_b.c-1', undefined],
    ['/aws/lambda/orders-poller 2h', '/aws/lambda/orders-poller', undefined],
    ['/ecs/web#blue', '/ecs/web#blue', undefined],
    ['arn:aws:lambda:eu-west-1:111122223333:function:orders-poller', 'orders-poller', place],
    ['arn:aws:lambda:eu-west-1:111122223333:function:orders-poller:live 2h', 'orders-poller', place],
    ['arn:aws:lambda:eu-west-1:111122223333:function:orders-poller:$LATEST', 'orders-poller', place],
    ['arn:aws-us-gov:lambda:eu-west-1:111122223333:function:orders-poller', 'orders-poller', place],
    ['arn:aws:logs:eu-west-1:111122223333:log-group:/ecs/web:*', '/ecs/web', place],
  ])('%s', (text, name, where) => {
    expect(ask(text)).toMatchObject({ name });
    expect(ask(text).place).toEqual(where);
  });
});

describe('a wrong word is named, with the mend', () => {
  test.each([
    ['', 'Which function?'],
    ['   ', 'Which function?'],
    ['orders*poller', '"orders*poller" is not a function\'s name'],
    ['<script>', '"<script>"'],
    ['2h', '"2h" is a window: the function comes first'],
    ['arn:aws:s3:::bucket', '"arn:aws:s3:::bucket" is not the ARN of a function'],
    ['arn:aws:lambda:eu-west-1:1:function:f', 'is not the ARN of a function'],
    ['orders-poller 2w', '"2w" is not a window'],
    ['orders-poller 15x', '"15x" is not a window: write `15m`'],
    ['orders-poller 404', 'To find the text itself, put it in double quotes'],
    ['orders-poller errors 404', '"404" is not a window'],
    ['orders-poller 0m', '"0m"'],
    ['orders-poller 1.5h', '"1.5h"'],
    ['orders-poller 8d', '`7d` at most'],
    ['orders-poller 25:00', '"25:00" is not a time'],
    ['orders-poller 2h ERROR 15m', '"2h" and "15m" are two windows'],
    ['orders-poller 2h yesterday 14:05', '"2h" and "yesterday 14:05" are two windows'],
    ['orders-poller --follow', '"--follow" is not an option: write `follow`'],
    ['orders-poller 2h —tail', '"—tail" is not an option: options are `errors`, `lines`'],
    ['orders-poller request', '"request" wants an id: write `request '],
    ['orders-poller request 8f5a1c2e', '"8f5a1c2e" is not one whole request id'],
    ['orders-poller lines follow', '"lines" and "follow" exclude each other'],
    [`orders-poller request ${ID} follow`, '"follow" and "request" exclude each other'],
    [`orders-poller request ${ID} payment`, '"request" shows every line, "payment" only some'],
    ['orders-poller all errors', '"all" shows every line, "errors" only some'],
    ['orders-poller yesterday 14:05 follow', '"follow" goes on from now, and "yesterday 14:05" is over'],
    ['orders-poller "timed out', 'The quotes in `"timed` do not match up'],
    [`orders-poller ${'x'.repeat(1025)}`, '1,024 at most'],
    [`orders-poller ${'x '.repeat(5000)}`, '1,024 at most'],
  ])('%s', (text, words) => {
    expect(() => ask(text)).toThrow(UserError);
    expect(() => ask(text)).toThrow(words);
  });
});

test('a filter of 1,024 characters is still one', () => {
  expect(ask(`orders-poller ${'x'.repeat(1024)}`).filter.pattern).toHaveLength(1024);
});

test('what help shows is understood, and no form of a window or option is taken for a filter', () => {
  for (const { form } of LOG_WINDOWS) expect(ask(`f ${form}`).filter.kind).toBe('all');
  for (const { form } of Object.values(LOG_OPTIONS))
    expect(ask(`f ${form.replace('ID', ID)}`).filter.kind).not.toBe('pattern');
  for (const { form } of LOG_FILTERS) expect(ask(`f ${form}`).filter.words).toBe(form);
  expect(Object.entries(LOG_OPTIONS).filter(([word, { form }]) => form.split(' ')[0] !== word)).toEqual([]);
});

test('any text is a question, or is refused in words that name what was wrong', () => {
  const piece = fc.oneof(
    fc.constantFrom(
      ...[
        '2h',
        '15x',
        '14:05',
        '14:00-14:30',
        'yesterday',
        'mon',
        '25:00',
        '2026-11-17',
        '2026-11-17T14:05Z',
        '±5m',
        '-',
      ],
      ...[
        'errors',
        'lines',
        'follow',
        'all',
        'request',
        ID,
        '8f5a1c2e-1',
        '--foo',
        '—',
        'OR',
        '|',
        '?',
        '?a',
        '-b',
        '404',
      ],
      ...[
        '{ $.a = 1 }',
        '{',
        '}',
        '{ a = "b" }',
        '{ $.a == %(x)% }',
        '%a b%',
        '%',
        '%(',
        '[a, b = 1]',
        '[ERROR]',
        '""',
      ],
      ...[
        '"a b"',
        '"',
        '-"x y"',
        '?"z"',
        'a"b',
        '"a":"b"',
        '\\',
        '“x”',
        '“',
        '[',
        'a.b',
        'é',
        '__proto__',
        'constructor',
      ],
    ),
    fc.string({ maxLength: 8 }),
    fc.string({ maxLength: 8, unit: 'grapheme' }),
  );
  const blank = fc.constantFrom(' ', ' ', ' ', '  ', '\t', '\n', '');
  const first = fc.oneof(
    { weight: 6, arbitrary: fc.constant('f ') },
    { weight: 1, arbitrary: fc.string({ maxLength: 12 }) },
  );
  const tail = fc.array(
    fc.tuple(piece, blank).map((two) => two.join('')),
    { maxLength: 7 },
  );
  let understood = 0;
  fc.assert(
    fc.property(first, tail, (name, rest) => {
      const text = name + rest.join('');
      try {
        const { window, filter } = ask(text);
        expect(window.from < window.to && window.to <= NOW).toBe(true);
        expect(filter.pattern?.length ?? 0).toBeLessThanOrEqual(1024);
        expect(filter.kind === 'all').toBe(filter.pattern === undefined);
        understood++;
      } catch (thrown) {
        if (!(thrown instanceof UserError)) throw thrown;
        expect(thrown.message).not.toContain('undefined');
        if (text.trim() === '') expect(thrown.message).toContain('Which function?');
        else expect(named(thrown.message, text.replaceAll(/[“”„]/g, '"'))).toBe(true);
      }
    }),
    { numRuns: 5000 },
  );
  expect(understood).toBeGreaterThan(500);
});

/** Whether a message has, in quotes or as code, something that stands in the text. */
function named(message: string, text: string): boolean {
  const flat = text.replaceAll(/\s+/g, ' ');
  const quoted = [/"([^"]+)"/g, /`([^`]+)`/g].flatMap((form) => [...message.replaceAll(/\s+/g, ' ').matchAll(form)]);
  return quoted
    .map(([, word = '']) => word.replace(/…$/, '').trim())
    .some((word) => word !== '' && flat.includes(word));
}
