import { describe, expect, test } from 'vitest';
import { compilePattern } from '../../../../src/demo/cloud/logs/pattern/index.ts';
import { refusalOf } from './sample.ts';

function matches(pattern: string, line: string): boolean {
  return compilePattern(pattern)(line);
}

/** The log lines of AWS's own examples. */
const BAD = '[ERROR 400] BAD REQUEST';
const MISSING = '[ERROR 419] MISSING ARGUMENTS';
const SERVER = '[ERROR 500] INTERNAL SERVER ERROR';
const FAILED = '[INFO] REQUEST FAILED';

describe('terms', () => {
  test.each([
    ['', BAD, true],
    ['   ', BAD, true],
    ['" "', 'oneword', true],
    ['ERROR', BAD, true],
    ['ERROR', 'Exiting with ERRORCODE: -1', true],
    ['ERROR', 'an error', false],
    ['ERROR ARGUMENTS', MISSING, true],
    ['ERROR ARGUMENTS', BAD, false],
    ['ARGUMENTS ERROR', MISSING, true],
    ['?ERROR ?ARGUMENTS', BAD, true],
    ['?ERROR ?ARGUMENTS', 'ARGUMENTS', true],
    ['?ERROR ?ARGUMENTS', FAILED, false],
    ['?ERROR ?ARGUMENTS REQUEST', FAILED, true],
    ['?ERROR ?ARGUMENTS REQUEST', MISSING, false],
    ['?ERROR -FAILED', 'nothing of it', true],
    ['"INTERNAL SERVER ERROR"', SERVER, true],
    ['"INTERNAL SERVER ERROR"', '[ERROR 500] SERVER INTERNAL ERROR', false],
    ['"[ERROR 500]"', SERVER, true],
    ['"say \\"hi\\""', 'they say "hi"', true],
    ['"back\\\\slash"', 'a back\\slash', true],
    ['?"BAD REQUEST" ?"SERVER ERROR"', SERVER, true],
    ['ERROR -ARGUMENTS', BAD, true],
    ['ERROR -ARGUMENTS', MISSING, false],
    ['-ERROR', FAILED, true],
    ['-ERROR', BAD, false],
    ['-"BAD REQUEST" ERROR', BAD, false],
    ['polled\nn', 'polled n=1', true],
  ])('%j on %j: %j', (pattern, line, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });
});

describe('regex', () => {
  test.each([
    ['%AUTHORIZED%', '[ERROR 401] UNAUTHORIZED REQUEST', true],
    ['%AUTHORIZED%', FAILED, false],
    ['%^[hc]at%', 'hat', true],
    ['%^[hc]at%', 'a hat', false],
    ['%[hc]at$%', 'a cat', true],
    ['%[hc]at$%', 'a cat\n', true],
    ['%[hc]at$%', 'cats', false],
    ['%colou?r%', 'color', true],
    ['%a{3,5}%', 'aa', false],
    ['%^a{,2}b%', 'aab', true],
    ['%^a{,2}b%', 'aaab', false],
    ['%^starting|^shutting down%', 'shutting down ...', true],
    ['%^starting|^shutting down%', 'now starting', false],
    ['%\\[.\\]%', '[7]', true],
    ['%10\\.10\\.0\\.1%', '10.10.0.1', true],
    ['%10\\.10\\.0\\.1%', '10010,051', false],
    ['%ab*c%', 'ac', true],
    ['%ab+c%', 'ac', false],
    ['%\\d{3}\\s\\w+%', 'is 404 now', true],
    ['%^\\D+$%', '404', false],
    ['%\\x28x\\x29%', 'f(x)', true],
  ])('%j on %j: %j', (pattern, line, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });
});

const TRAIL = JSON.stringify({
  eventType: 'UpdateTrail',
  sourceIPAddress: '111.111.111.111',
  arrayKey: ['value', 'another value'],
  objectList: [
    { name: 'a', id: 1 },
    { name: 'b', id: 2 },
  ],
  SomeObject: null,
  ThisFlag: true,
  Other: false,
  'cluster.name': 'c',
  'detail-type': 'x y',
  errorCode: 404,
  latency: 55.5,
  number: [1000, -5],
  text: 'Ev*ent',
  code: '404',
});
const USERS = JSON.stringify({
  user: { id: 1, email: 'John.Stiles@example.com' },
  users: [
    { id: 2, email: 'John.Doe@example.com' },
    { id: 3, email: 'Jane.Doe@example.com' },
  ],
  actions: ['GET', 'PUT', 'DELETE'],
  coordinates: [
    [0, 1, 2],
    [4, 5, 6],
  ],
});

describe('JSON', () => {
  test.each([
    ['{ $.eventType = "UpdateTrail" }', TRAIL, true],
    ['{$.eventType=UpdateTrail}', TRAIL, true],
    ['{ $.eventType = "updatetrail" }', TRAIL, false],
    ['{ $.eventType != "UpdateTrail" }', TRAIL, false],
    ['{ $.eventType = Update* }', TRAIL, true],
    ['{ $.eventType = "*Trail" }', TRAIL, true],
    ['{ $.eventType = "*eTra*" }', TRAIL, true],
    ['{ $.eventType = "Trail*" }', TRAIL, false],
    ['{ $.eventType = * }', TRAIL, true],
    ['{ $.nothing = * }', TRAIL, false],
    ['{ $.text = "Ev*ent" }', TRAIL, true],
    ['{ $.eventType = "Up*Trail" }', TRAIL, false],
    ['{ $.sourceIPAddress != 123.123.* }', TRAIL, true],
    ['{ $.sourceIPAddress != 111.* }', TRAIL, false],
    ['{ $.arrayKey[0] = "value" }', TRAIL, true],
    ['{ $.arrayKey[2] = "value" }', TRAIL, false],
    ['{ $.eventType[0] = "U" }', TRAIL, false],
    ['{ $.objectList[1].id = 2 }', TRAIL, true],
    ['{ $.objectList[*].name = "b" }', TRAIL, true],
    ['{ $.arrayKey[*] = %val.{2}% }', TRAIL, true],
    ['{ $.* = %111\\.111\\.111\\.1[0-9]{1,2}% }', TRAIL, true],
    ['{ $.eventType = %^Trail% }', TRAIL, false],
    ['{ $.eventType != %^Trail% }', TRAIL, true],
    ['{ $.[\'cluster.name\'] = "c" }', TRAIL, true],
    ['{ $.cluster.name = "c" }', TRAIL, false],
    ['{ $.detail-type = "x y" }', TRAIL, true],
    ['{ $.SomeObject IS NULL }', TRAIL, true],
    ['{ $.missing IS NULL }', TRAIL, false],
    ['{ $.ThisFlag IS TRUE }', TRAIL, true],
    ['{ $.ThisFlag IS FALSE }', TRAIL, false],
    ['{ $.Other IS FALSE }', TRAIL, true],
    ['{ $.code IS TRUE }', TRAIL, false],
    ['{ $.SomeOtherObject NOT EXISTS }', TRAIL, true],
    ['{ $.SomeObject NOT EXISTS }', TRAIL, false],
    ['{ $.objectList[2] NOT EXISTS }', TRAIL, true],
    ['{ $.errorCode = 404 }', TRAIL, true],
    ['{ $.errorCode = 404.0 }', TRAIL, true],
    ['{ $.errorCode = 4* }', TRAIL, true],
    ['{ $.errorCode = "404" }', TRAIL, true],
    ['{ $.errorCode != 500 }', TRAIL, true],
    ['{ $.errorCode > 404 }', TRAIL, false],
    ['{ $.errorCode >= 404 }', TRAIL, true],
    ['{ $.latency < 55.6 }', TRAIL, true],
    ['{ $.latency <= +55.5 }', TRAIL, true],
    ['{ $.number[0] = 1e+3 }', TRAIL, true],
    ['{ $.number[0] != 1e-3 }', TRAIL, true],
    ['{ $.number[1] < -4 }', TRAIL, true],
    ['{ $.code = 404 }', TRAIL, true],
    ['{ $.code > 1 }', TRAIL, false],
    ['{ $.arrayKey = 1 }', TRAIL, false],
    ['{ $.arrayKey != 1 }', TRAIL, false],
    ['{ $.ThisFlag != 1 }', TRAIL, false],
    ['{ $.missing != 1 }', TRAIL, false],
    ['{ ($.user.id = 1) && ($.users[0].email = "John.Doe@example.com") }', USERS, true],
    ['{ ($.user.id = 2 && $.users[0].email = "nonmatch") || $.actions[2] = "GET" }', USERS, false],
    [
      '{ $.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = nonmatch && $.actions[2] = no }',
      USERS,
      true,
    ],
    ['{ ($.user.email = "John.Stiles@example.com" || $.coordinates[0][1] = 1) && $.actions[2] = no }', USERS, false],
    ['{ $.coordinates[1][2] = 6 }', USERS, true],
    ['{ $.toString NOT EXISTS }', USERS, true],
    ['{ $.level = "ERROR" }', 'level ERROR', false],
    ['{ $.level NOT EXISTS }', 'not JSON', false],
    ['{ $.level NOT EXISTS }', '[1, 2]', false],
    ['{ $.level = "ERROR" }', '{"level":"ERROR"', false],
  ])('%s on %.40s: %j', (pattern, line, expected) => {
    expect(matches(pattern, line)).toBe(expected);
  });
});

describe('a pattern that breaks the language is refused', () => {
  test.each([
    ['"open', 'Invalid filter pattern'],
    ['""', `Invalid character(s) in term '""'`],
    ['Status: timeout', "Invalid character(s) in term ':'"],
    ['a,b', "Invalid character(s) in term ','"],
    ['foo-bar', "Invalid character(s) in term '-'"],
    ['(x', "Invalid character(s) in term '('"],
    ['*', "Invalid character(s) in term '*'"],
    ['"a""b"', `Invalid character(s) in term '"'`],
    ['é', "Invalid character(s) in term 'é'"],
    ['ERROR -', 'Invalid filter pattern'],
    ['? ERROR', 'Invalid filter pattern'],
    ['%open', 'Invalid filter pattern'],
    ['%%', 'Invalid filter pattern'],
    ['%something!%', "unsupported character '!'"],
    ['%(a|b)%', "unsupported character '('"],
    ['%é%', "unsupported character 'é'"],
    ['%\\bword%', 'unsupported escape'],
    ['%a{5,3}%', 'is not a regex'],
    ['%[%', 'is not a regex'],
    ['{ $.a = 1', "If a filter pattern starts with '{' it must end with '}'"],
    ['[a, b', "If a filter pattern starts with '[' it must end with ']'"],
    ['{}', 'Invalid filter pattern'],
    ['{ $.a }', 'Invalid filter pattern'],
    ['{ $.a = }', 'Invalid filter pattern'],
    ['{ $.a = $.b }', 'Invalid filter pattern'],
    ['{ $.a == 1 }', 'Invalid filter pattern'],
    ['{ a = 1 }', 'Invalid filter pattern'],
    ['{ $ = 1 }', "Invalid character(s) in term '$"],
    ['{ $[0] = 1 }', "Invalid character(s) in term '$["],
    ['{ $."sc-status" = 5* }', `Invalid character(s) in term '$."'`],
    ['{ $.a = foo-bar }', "Invalid character(s) in term 'foo-bar'"],
    ['{ $.a = "open }', 'Invalid filter pattern'],
    ['{ $.a > "x" }', 'Invalid filter pattern'],
    ['{ $.a > 4* }', 'Invalid filter pattern'],
    ['{ $.a > %x% }', 'Invalid filter pattern'],
    ['{ $.a IS NOT NULL }', 'Invalid filter pattern'],
    ['{ $.a EXISTS }', 'Invalid filter pattern'],
    ['{ $.a IS 1 }', 'Invalid filter pattern'],
    ['{ $.a = 1 & $.b = 2 }', "Invalid character(s) in term '&'"],
    ['{ $.a = 1 && }', 'Invalid filter pattern'],
    ['{ ($.a = 1 }', 'Invalid filter pattern'],
    ['{ $.a = 1 $.b = 2 }', 'Invalid filter pattern'],
    ['{ $.a[*].*  = 1 }', 'more than one wildcard'],
    ['{ $.a = %1% || $.b = %2% || $.c = %3% }', 'more than 2 regexes'],
    ['{ $.* = 1 || $.a[*] = 1 || $.b[*] = 1 || $.c[*] = 1 }', 'more than 3 wildcard selectors'],
    ['[w1=ERROR, w2]', 'space-delimited patterns are not simulated'],
    ['ERROR %\\d+%', 'a regex beside other terms is not simulated'],
    ['%a% %b%', 'not simulated'],
  ])('%s: %s', (pattern, words) => {
    const refusal = refusalOf(() => compilePattern(pattern));
    expect(refusal).toMatch(/^InvalidParameterException: Invalid filter pattern/);
    expect(refusal).toContain(words);
  });
});
