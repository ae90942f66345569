import { expect, test } from 'vitest';
import { filter, JSON_GROUP, MINUTE, NOW, TEXT_GROUP } from './sample.ts';

/** What invocation `n` of the group's function wrote, where one is made every `every` ms and none overlaps another. */
function messagesOf(logGroupName: string, n: number, every: number): string[] {
  const start = n * every + 2_000;
  return filter({ logGroupName, startTime: start - 500, endTime: start + 3_400 }).events.map(({ message }) => message);
}

/** The newest invocation before the last half hour whose number ends in `digit`. */
function numbered(digit: number, every: number): number {
  return Math.floor((NOW - 30 * MINUTE) / every / 10) * 10 - 10 + digit;
}

test('a warm run in text format is START, its own lines, END and REPORT, each closed by a newline', () => {
  const n = numbered(1, MINUTE);
  const requestId = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  expect(messagesOf(TEXT_GROUP, n, MINUTE)).toEqual([
    `START RequestId: ${requestId} Version: $LATEST\n`,
    `INFO\tpolled n=${n}\n`,
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\tDuration: 1234.50 ms\tBilled Duration: 1235 ms\tMemory Size: 128 MB\tMax Memory Used: 70 MB\t\n`,
  ]);
});

test('a cold start begins with INIT_START and is billed for its initialisation', () => {
  const messages = messagesOf(TEXT_GROUP, numbered(0, MINUTE), MINUTE);
  expect(messages[0]).toMatch(
    /^INIT_START Runtime Version: nodejs:\S+\tRuntime Version ARN: arn:aws:lambda:us-east-1::/,
  );
  expect(messages.at(-1)).toMatch(/\tBilled Duration: 1485 ms\t.*\tInit Duration: 250\.40 ms\t\n$/);
});

test('a time-out is said in a line of its own and in the REPORT', () => {
  const messages = messagesOf(TEXT_GROUP, numbered(3, MINUTE), MINUTE);
  expect(messages.at(-3)).toMatch(/^\d{4}-\S+Z 0000\S+ Task timed out after 3\.00 seconds\n\n$/);
  expect(messages.at(-1)).toMatch(/\tDuration: 3000\.00 ms\t.*\tStatus: timeout\t\n$/);
});

test('running out of memory is a killed runtime and an error in the REPORT', () => {
  const messages = messagesOf(TEXT_GROUP, numbered(5, MINUTE), MINUTE);
  expect(messages.at(-3)).toMatch(/Error: Runtime exited with error: signal: killed\nRuntime\.ExitError\n$/);
  expect(messages.at(-1)).toMatch(/\tMax Memory Used: 128 MB\tStatus: error\tError Type: Runtime\.OutOfMemory\t\n$/);
});

test('a cold run in JSON format is initStart, start, its own lines and report, each one object', () => {
  const n = numbered(0, 5_000);
  const requestId = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const objects = messagesOf(JSON_GROUP, n, 5_000).map((message) => JSON.parse(message));
  expect(objects).toMatchObject([
    { type: 'platform.initStart', record: { functionName: 'api', functionVersion: '$LATEST', phase: 'init' } },
    { type: 'platform.start', record: { requestId, version: '$LATEST' } },
    { level: 'INFO', message: 'polled', n },
    {
      type: 'platform.report',
      record: {
        requestId,
        metrics: {
          durationMs: 1234.5,
          billedDurationMs: 1485,
          memorySizeMB: 128,
          maxMemoryUsedMB: 70,
          initDurationMs: 250.4,
        },
        status: 'success',
      },
    },
  ]);
});

test.each([
  [3, { status: 'timeout' }],
  [5, { status: 'error', errorType: 'Runtime.OutOfMemory' }],
])('the JSON report of invocation …%i says how it ended', (digit, ending) => {
  const report = messagesOf(JSON_GROUP, numbered(digit, 5_000), 5_000).at(-1) ?? '';
  expect(JSON.parse(report)).toMatchObject({ type: 'platform.report', record: ending });
});
