import { describe, expect, test } from 'vitest';
import { UserError } from '../../../src/domain/errors.ts';
import { parseLogQuestion } from '../../../src/domain/logs/question.ts';

const HOUR = 3_600_000;

describe('/logs <function> [window] [filter…]', () => {
  test.each([
    ['orders-poller', 'orders-poller', HOUR / 4, undefined],
    ['orders-poller 2h', 'orders-poller', 2 * HOUR, undefined],
    ['  orders-poller   1d  ', 'orders-poller', 24 * HOUR, undefined],
    ['orders-poller 15m ERROR', 'orders-poller', HOUR / 4, 'ERROR'],
    ['orders-poller ERROR timeout', 'orders-poller', HOUR / 4, 'ERROR timeout'],
    ['orders-poller 2h ?ERROR ?WARN -health', 'orders-poller', 2 * HOUR, '?ERROR ?WARN -health'],
    [
      'orders-poller 1h { $.level = "error" && $.ms > 100 }',
      'orders-poller',
      HOUR,
      '{ $.level = "error" && $.ms > 100 }',
    ],
    ['orders-poller 2h 404', 'orders-poller', 2 * HOUR, '404'],
    ['a_b.c-1 7d', 'a_b.c-1', 168 * HOUR, undefined],
    ['orders-poller 168h', 'orders-poller', 168 * HOUR, undefined],
  ])('%s', (text, functionName, windowMs, pattern) => {
    expect(parseLogQuestion(text)).toMatchObject({ functionName, windowMs, pattern });
  });

  test('the filter reaches CloudWatch as it was written: blanks within a phrase are part of it', () => {
    expect(parseLogQuestion('orders-poller 2h "two  blanks"  -x').pattern).toBe('"two  blanks"  -x');
    expect(parseLogQuestion('orders-poller "two  blanks"').pattern).toBe('"two  blanks"');
  });

  test('the window is kept as it was written', () => {
    expect(parseLogQuestion('orders-poller 90m').windowLabel).toBe('90m');
    expect(parseLogQuestion('orders-poller').windowLabel).toBe('15m');
  });
});

describe('a wrong word is named, with the mend', () => {
  test.each([
    ['', 'Which function?'],
    ['   ', 'Which function?'],
    ['orders*poller', '"orders*poller"'],
    ['<script>', '"<script>"'],
    ['orders-poller 2w', '"2w"'],
    ['orders-poller 0m', '"0m"'],
    ['orders-poller 1.5h', '"1.5h"'],
    ['orders-poller 8d', '7d at most'],
    ['orders-poller 169h', '7d at most'],
    [`orders-poller ${'x'.repeat(1025)}`, '1024 at most'],
  ])('%s', (text, words) => {
    expect(() => parseLogQuestion(text)).toThrow(UserError);
    expect(() => parseLogQuestion(text)).toThrow(words);
  });

  test('a filter of 1,024 characters is still one', () => {
    expect(parseLogQuestion(`orders-poller ${'x'.repeat(1024)}`).pattern).toHaveLength(1024);
  });
});
