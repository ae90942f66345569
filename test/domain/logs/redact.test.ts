import { describe, expect, test } from 'vitest';
import { redact } from '../../../src/domain/logs/redact.ts';

/** Made at run time: nothing here is a secret, and nothing in this file looks like one. */
const body = (length: number) => 'Ab3dEf9h'.repeat(Math.ceil(length / 8)).slice(0, length);
const upper = (length: number) => body(length).toUpperCase();
const JWT = ['ey', 'J', body(30), '.', body(80), '.', body(43)].join('');
const DASHES = '-----';
const PEM = ['BEGIN', 'END'].map((word) => `${DASHES}${word} RSA PRIVATE KEY${DASHES}`);

describe('no secret stays in a line', () => {
  test.each([
    ['an AWS key id', (secret: string) => `using ${secret} now`, `AKIA${upper(16)}`],
    ['a temporary AWS key id', (secret: string) => `key=${secret}`, `ASIA${upper(16)}`],
    ['a bot token', (secret: string) => `token ${secret}.`, ['xoxb', '12345', body(24)].join('-')],
    ['an app token', (secret: string) => `"${secret}"`, ['xapp', '1', body(24)].join('-')],
    ['a GitHub token', (secret: string) => `push with ${secret}`, `ghp_${body(36)}`],
    ['a JWT', (secret: string) => `got ${secret} back`, JWT],
    ['a JWT after a hyphen', (secret: string) => `session-${secret}`, JWT],
    ['a JWT between other dots', (secret: string) => `a.b.${secret}`, JWT],
    ['a bearer header', (secret: string) => `Authorization: Bearer ${secret}`, body(40)],
    ['a bearer header in lower case', (secret: string) => `authorization: bearer ${secret}`, body(40)],
    ['a basic header', (secret: string) => `Authorization: Basic ${secret}`, body(20)],
    ['a password in an address', (secret: string) => `postgres://app:${secret}@db:5432/x`, body(12)],
    ['a password in an address without a user', (secret: string) => `redis://:${secret}@cache:6379`, body(12)],
    ['an assignment', (secret: string) => `DB_PASSWORD=${secret}`, body(12)],
    ['an assignment with a long name', (secret: string) => `${'SERVICE_'.repeat(8)}PASSWORD=${secret}`, body(12)],
    ['a property in JSON', (secret: string) => `{"password":"${secret}","user":"ana"}`, body(12)],
    ['a property in JSON in JSON', (secret: string) => `{"body":"{\\"password\\":\\"${secret}\\"}"}`, body(12)],
    ['a property in YAML', (secret: string) => `client_secret: ${secret}`, body(12)],
    ["AWS's secret key", (secret: string) => `aws_secret_access_key = ${secret}`, body(40)],
    ["AWS's secret key in JSON", (secret: string) => `"SecretAccessKey": "${secret}"`, body(40)],
    ['an API key in a header', (secret: string) => `x-api-key: ${secret}`, body(20)],
    ['a signed address', (secret: string) => `https://s3/x?X-Amz-Signature=${secret}&b=1`, body(64)],
    ['a property after the word password', (secret: string) => `wrong password "apiKey":"${secret}"`, body(12)],
    ['a value that looks hidden already', (secret: string) => `password=${secret}`, `[hidden${body(8)}`],
  ])('%s', (_, line, secret) => {
    const { text, hidden } = redact(line(secret));
    expect(text).not.toContain(secret.slice(0, 12));
    expect(text).not.toContain(secret.slice(-6));
    expect(text).toContain('[hidden: ');
    expect(hidden).toBeGreaterThan(0);
  });

  test.each([
    ['whole', `${PEM[0]}\n${body(64)}\n${body(64)}\n${PEM[1]}`],
    ['in one line of JSON', `{"key":"${PEM[0]}\\n${body(64)}\\n${PEM[1]}"}`],
    ['cut off', `${PEM[0]}\n${body(64)}\n${body(64)}`],
  ])('a private key, %s', (_, text) => {
    expect(redact(text).text).not.toContain(body(8));
  });
});

describe('what is no secret stays readable', () => {
  test.each([
    'START RequestId: 8f5e1c2a-4b7d-4c1e-9a55-1d2f3a4b5c6d Version: 42',
    'REPORT RequestId: 8f5e1c2a Duration: 3.10 ms Billed Duration: 4 ms Memory Size: 128 MB Max Memory Used: 70 MB',
    'orders: 12 polled in 240 ms',
    'GET https://api.example.com:8080/v1/orders?page=2 200',
    'the token has expired',
    'password changed for ana',
    'arn:aws:lambda:us-east-1:444455556666:function:orders-poller',
    '{"level":"error","message":"Task timed out after 3.00 seconds"}',
  ])('%s', (line) => {
    expect(redact(line)).toEqual({ text: line, hidden: 0 });
  });

  test('of an e-mail address the domain stays', () => {
    expect(redact('write to ana@example.com').text).toBe('write to [hidden: e-mail]@example.com');
  });

  test('around a secret all else stays', () => {
    expect(redact(`user=ana password=${body(12)} retries=3`)).toEqual({
      text: 'user=ana password=[hidden: password] retries=3',
      hidden: 1,
    });
  });
});

test.each([
  ['after a name', (value: string) => `password=${value}`],
  ['at the end of a sentence', (value: string) => `the token: ${value}.`],
  ['in JSON', (value: string) => `{"secret":"${value}"}`],
])('from four signs on a value is hidden, a shorter one is none: %s', (_, line) => {
  const { text, hidden } = redact(line(body(4)));
  expect(text).not.toContain(body(4));
  expect(hidden).toBe(1);
  expect(redact(line(body(3)))).toEqual({ text: line(body(3)), hidden: 0 });
});

test('every secret of a line is hidden and counted, and a second pass changes nothing', () => {
  const once = redact(`a=AKIA${upper(16)} password=${body(12)} postgres://u:${body(9)}@h and ${JWT}`);
  expect(once.hidden).toBe(4);
  expect(redact(once.text)).toEqual({ text: once.text, hidden: 0 });
});
