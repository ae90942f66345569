import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fatalError } from '../../../src/domain/logs/fatal-error.ts';
import { continues, ownRequestId } from '../../../src/domain/logs/own-line.ts';
import { readPlatformLine } from '../../../src/domain/logs/platform.ts';

const ID = '8f5e1c2a-4b7d-4c1e-9a55-1d2f3a4b5c6d';
const AT = '2026-11-17T13:06:07.123Z';
const json = (type: string, record: object) => JSON.stringify({ time: AT, type: `platform.${type}`, record });

describe("Lambda's own lines", () => {
  test('a report in text', () => {
    const text = `REPORT RequestId: ${ID}\tDuration: 1532.12 ms\tBilled Duration: 1945 ms\tMemory Size: 512 MB\tMax Memory Used: 145 MB\tInit Duration: 412.20 ms\t\nXRAY TraceId: 1-5e1\tSegmentId: 2f\tSampled: true`;
    expect(readPlatformLine(text)).toEqual({
      kind: 'report',
      requestId: ID,
      durationMs: 1532.12,
      billedMs: 1945,
      memoryMb: 512,
      usedMb: 145,
      initMs: 412.2,
    });
  });

  test('a report of a start from a snapshot, and one with blanks in place of tabs', () => {
    const text = `REPORT RequestId: ${ID}  Duration: 3 ms  Billed Duration: 4 ms  Memory Size: 128 MB  Max Memory Used: 70 MB  Restore Duration: 210.5 ms  Billed Restore Duration: 9 ms`;
    expect(readPlatformLine(text)).toMatchObject({ durationMs: 3, billedMs: 4, initMs: 210.5 });
  });

  test.each([
    ['Status: timeout', { status: 'timeout' }],
    ['Status: error\tError Type: Runtime.ExitError', { status: 'error', errorType: 'Runtime.ExitError' }],
  ])('a report with %s', (words, told) => {
    const text = `REPORT RequestId: ${ID}\tDuration: 3000.00 ms\tBilled Duration: 3000 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t${words}\t`;
    expect(readPlatformLine(text)).toMatchObject({ durationMs: 3000, ...told });
  });

  test('a report in JSON', () => {
    const metrics = {
      durationMs: 1.5,
      billedDurationMs: 2,
      memorySizeMB: 128,
      maxMemoryUsedMB: 70,
      initDurationMs: 99,
    };
    const record = { requestId: ID, metrics, status: 'error', errorType: 'Runtime.OutOfMemory' };
    expect(readPlatformLine(json('report', record))).toEqual({
      kind: 'report',
      requestId: ID,
      durationMs: 1.5,
      billedMs: 2,
      memoryMb: 128,
      usedMb: 70,
      initMs: 99,
      status: 'error',
      errorType: 'Runtime.OutOfMemory',
    });
  });

  test.each([
    [`START RequestId: ${ID} Version: $LATEST\n`, 'start', ID],
    [`END RequestId: ${ID}\n`, 'end', ID],
    ['INIT_START Runtime Version: nodejs:22.v61\tRuntime Version ARN: arn:aws:lambda:…', 'init', undefined],
    ['INIT_REPORT Init Duration: 10000.00 ms\tPhase: init\tStatus: timeout', 'init', undefined],
    ['RESTORE_START Runtime Version: java:21.v3', 'init', undefined],
    [`RequestId: ${ID} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`, 'exit', ID],
    [`RequestId: ${ID} Process exited before completing request`, 'exit', ID],
    [`${AT} ${ID} Task timed out after 3.00 seconds\n\n`, 'timeout', ID],
    ['EXTENSION\tName: datadog\tState: Ready\tEvents: [INVOKE]', 'other', undefined],
    ['XRAY TraceId: 1-5e1\tSegmentId: 2f', 'other', undefined],
    [json('start', { requestId: ID, version: '1' }), 'start', ID],
    [json('runtimeDone', { requestId: ID, status: 'success' }), 'done', ID],
    [json('initStart', { phase: 'init' }), 'init', undefined],
    [json('initReport', {}), 'init', undefined],
    [json('logsDropped', { droppedRecords: 3 }), 'other', undefined],
  ])('%s', (text, kind, requestId) => {
    expect(readPlatformLine(text)).toMatchObject({ kind, requestId });
  });

  test.each([
    '',
    '{',
    'null',
    '[]',
    'START',
    'START RequestId: orders Version: 2',
    'END of the batch',
    'REPORT RequestId: none',
    'RequestId: 12 was refused',
    `took the START RequestId: ${ID}`,
    `${AT} the Task timed out after 3.00 seconds`,
    `{"level":"INFO","message":"saw \\"platform.start\\"","requestId":"${ID}"}`,
    '{"type":"platform.start"',
    '{"type":7,"x":"platform."}',
    `{"message":"${'x'.repeat(30_000)}","type":"platform.start"}`,
  ])('is not one of them: %s', (text) => {
    expect(readPlatformLine(text)).toBeUndefined();
  });

  test('figures that cannot be are none', () => {
    const text = `REPORT RequestId: ${ID}\tDuration: 1e308 ms\tBilled Duration: x ms\tMemory Size: Infinity MB\tMax Memory Used: NaN MB`;
    const none = { durationMs: undefined, billedMs: undefined, memoryMb: undefined, usedMb: undefined };
    expect(readPlatformLine(text)).toMatchObject(none);
    const metrics = { durationMs: -1, billedDurationMs: '2', memorySizeMB: null, maxMemoryUsedMB: 1e300 };
    expect(readPlatformLine(json('report', { requestId: 7, metrics }))).toMatchObject({
      ...none,
      requestId: undefined,
    });
  });
});

describe("the id in a function's own line", () => {
  test.each([
    [`${AT}\t${ID}\tINFO\tpolled`, true],
    [`[INFO]\t${AT}\t${ID}\tpolled`, true],
    [`2026-11-17 13:06:07,123 ${ID} INFO Handler:15 - polled`, true],
    [JSON.stringify({ timestamp: AT, level: 'INFO', requestId: ID }), false],
    [JSON.stringify({ AWSRequestId: ID }), true],
    [JSON.stringify({ function_request_id: ID, requestId: 7 }), true],
  ])('%s', (text, isSure) => {
    expect(ownRequestId(text)).toEqual({ id: ID, isSure });
  });

  test.each([
    `${AT}\tundefined\tINFO\tloaded`,
    `polled ${ID}`,
    `{"requestId":"${ID}"`,
    '{"requestId":"ord_1"}',
    JSON.stringify({ $metadata: { requestId: ID } }),
  ])('is not there in %s', (text) => {
    expect(ownRequestId(text)).toBeUndefined();
  });
});

test.each([
  ['    at tell (/var/task/index.js:1:2)', true],
  ['\tat com.example.Main.run(Main.java:7)', true],
  ['  File "/var/task/app.py", line 3, in handler', true],
  ['Traceback (most recent call last):', true],
  ['Caused by: java.io.IOException: closed', true],
  ['... 12 more', true],
  ['polled 12 orders', false],
  ['', false],
  [' ', false],
])('"%s" goes on with the line before: %s', (text, expected) => {
  expect(continues(text)).toBe(expected);
});

describe('what a runtime writes of an error that nobody caught', () => {
  const node = (level: string, words: string) => `${AT}\t${ID}\t${level}\t${words}`;
  test.each([
    ["[ERROR] KeyError: 'partition'\nTraceback (most recent call last):\n  File x", "KeyError: 'partition'"],
    [node('ERROR', 'Error: connect ECONNREFUSED\n    at connect (node:net:1)'), 'Error: connect ECONNREFUSED'],
    [
      node('ERROR', 'Invoke Error \t{"errorType":"TypeError","errorMessage":"x is not a function","stack":["a"]}'),
      'TypeError: x is not a function',
    ],
    [node('ERROR', 'Unhandled Promise Rejection \t{"broken'), 'Unhandled Promise Rejection \t{"broken'],
    [`[ERROR]\t${AT}\t${ID}\tValueError: no\nTraceback (most recent call last):`, 'ValueError: no'],
    ['{"level":"ERROR","errorType":"TypeError","errorMessage":"no\\nyes","stackTrace":["a"]}', 'TypeError: no'],
    ['{"level":"ERROR","message":{"errorType":"E","errorMessage":"no","stackTrace":[]}}', 'E: no'],
  ])('%s', (text, error) => {
    expect(fatalError(text)).toBe(error);
  });

  test.each([
    node('ERROR', 'partner answered 503'),
    node('INFO', 'Error: x\n    at y'),
    '[ERROR] partner answered 503',
    '{"level":"WARN","errorType":"E","stackTrace":[]}',
    '{"level":"ERROR","message":"no"}',
    '{"level":"ERROR","stack":',
    'Traceback (most recent call last):',
  ])('is not that: %s', (text) => {
    expect(fatalError(text)).toBeUndefined();
  });
});

test('no text makes a reader fail', () => {
  const part = fc.oneof(
    fc.constantFrom(
      'REPORT RequestId: ',
      'START RequestId: ',
      ID,
      '{"type":"platform.report","record":',
      '}',
      AT,
      '\t',
      '\n',
    ),
    fc.constantFrom(
      '[ERROR] ',
      'Duration: ',
      ' ms',
      '"requestId":',
      '"stackTrace"',
      'ERROR',
      '{',
      '"',
      'Init Duration: ',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  );
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      for (const read of [readPlatformLine, ownRequestId, continues, fatalError])
        expect(() => read(text)).not.toThrow();
    }),
    { numRuns: 3000 },
  );
});
