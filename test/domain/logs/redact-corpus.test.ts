import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/domain/logs/redact.ts';
import { MUST_HIDE } from './redact-corpus.ts';
import { HELD_OUT } from './redact-held-out.ts';
import { LOOKALIKES } from './redact-lookalikes.ts';
import { ALNUM, type Sample, URL_SAFE } from './redact-samples.ts';

/** Whether so many signs of a secret in a row can still be read, more often than they stand in what is around it. */
function stays({ line, secret }: Sample, signs: number, around = ''): boolean {
  const { text } = redact(line);
  const runs = Array.from({ length: Math.max(1, secret.length - signs + 1) }, (_, at) => secret.slice(at, at + signs));
  return runs.some((run) => timesIn(text, run) > timesIn(around, run));
}

const timesIn = (text: string, run: string) => text.split(run).length - 1;

test('the corpora are as large as they are said to be', () => {
  expect(MUST_HIDE.length).toBeGreaterThanOrEqual(60);
  expect(LOOKALIKES.length).toBeGreaterThanOrEqual(60);
  expect(new Set(LOOKALIKES).size).toBe(LOOKALIKES.length);
});

test.each(MUST_HIDE)('hidden: $name', (sample) => {
  expect(stays(sample, 6)).toBe(false);
});

test.each(LOOKALIKES)('stays: %s', (line) => {
  expect(redact(line)).toEqual({ text: line, hidden: 0 });
});

test('of known formats, in a sentence, in JSON and after a neutral name, 99 of 100 are hidden', () => {
  const missed = HELD_OUT.filter((sample) => stays(sample, 8)).map(({ name }) => name);
  expect(missed, missed.join('; ')).toHaveLength(0);
  expect(HELD_OUT.length).toBeGreaterThan(300);
});

describe('whatever stands around it', () => {
  const name = fc.constantFrom(
    'password',
    'DB_PASSWORD',
    'clientSecret',
    'x-api-key',
    'refresh_token',
    'aws_secret_access_key',
  );
  const signs = (alphabet: string) => fc.string({ unit: fc.constantFrom(...alphabet), minLength: 8, maxLength: 300 });
  const secret = fc.oneof(signs(ALNUM), signs(URL_SAFE), signs(`${ALNUM}!#$%^*+/=.~`)).filter(
    // A number is no token, with a unit neither, and a stand-in, a word or an address no secret.
    (text) =>
      /\d/.test(text) &&
      /[a-z]/.test(text) &&
      /^[A-Za-z0-9][A-Za-z0-9]/.test(text) &&
      !/^(?=.{1,11}[.!]*$)[\d._]+[a-z]{1,3}[.!]*$/i.test(text),
  );
  const place = fc.constantFrom<(name: string, secret: string) => string>(
    (n, s) => `${n}=${s}`,
    (n, s) => `${n}: ${s}`,
    (n, s) => `"${n}":"${s}"`,
    (n, s) => `{\\"${n}\\": \\"${s}\\"}`,
    (n, s) => `'${n}': '${s}'`,
    (n, s) => `--${n} ${s}`,
    (n, s) => `https://x.example.com/?a=1&${n}=${s}&b=2`,
    (n, s) => `<${n}>${s}</${n}>`,
  );
  const around = fc.string({ maxLength: 20 }).map((text) => text.replace(/[\w.-]$/, ''));

  test('nothing of a planted secret stays', () => {
    fc.assert(
      fc.property(
        place,
        name,
        secret,
        around,
        fc.string({ maxLength: 20 }),
        (write, called, planted, before, after) => {
          const lineWith = (value: string) => `${before} ${write(called, value)} ${after}`;
          expect(stays({ name: '', line: lineWith(planted), secret: planted }, 8, lineWith(''))).toBe(false);
        },
      ),
      { numRuns: 2_000 },
    );
  });

  test('to hide what was hidden changes nothing', () => {
    const lines = [...MUST_HIDE, ...HELD_OUT].map(({ line }) => line);
    const piece = fc.oneof(
      fc.constantFrom(...lines),
      fc.constantFrom(...LOOKALIKES),
      fc.constantFrom(
        'password',
        'token=',
        'Cookie: ',
        '"',
        '\\"',
        ': ',
        '=',
        '[',
        '@',
        '://',
        'Bearer ',
        '\n',
        '[hidden: ',
        ']',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 6 }), fc.constantFrom('', ' ', ', '), (pieces, between) => {
        const once = redact(pieces.join(between)).text;
        expect(redact(once)).toEqual({ text: once, hidden: 0 });
      }),
      { numRuns: 3_000 },
    );
  });
});
