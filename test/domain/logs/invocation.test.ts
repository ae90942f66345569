import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { jsonLines } from '../../../src/demo/cloud/logs/lambda/json-format.ts';
import { textLines } from '../../../src/demo/cloud/logs/lambda/text-format.ts';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import { parseDay } from '../../../src/domain/day.ts';
import { groupInvocations, type Invocation, isWhole } from '../../../src/domain/logs/invocation.ts';
import type { LogLine } from '../../../src/domain/logs/line.ts';

const A = 'aaaaaaaa-4b7d-4c1e-9a55-1d2f3a4b5c6d';
const B = 'bbbbbbbb-4b7d-4c1e-9a55-1d2f3a4b5c6d';
const T0 = Date.parse('2026-11-17T13:00:00Z');

/** Lines a second apart; `other|` before a text puts it into another stream. */
function linesOf(...texts: string[]): LogLine[] {
  return texts.map((text, i) => {
    const isOther = text.startsWith('other|');
    const line = { id: `${i}`, at: new Date(T0 + i * 1000), stream: isOther ? 'other' : 'one' };
    return { ...line, text: isOther ? text.slice(6) : text };
  });
}

const start = (id: string) => `START RequestId: ${id} Version: 42\n`;
const end = (id: string) => `END RequestId: ${id}\n`;
const report = (id: string, more = '', used = 145) =>
  `REPORT RequestId: ${id}\tDuration: 1532.10 ms\tBilled Duration: 1533 ms\tMemory Size: 512 MB\tMax Memory Used: ${used} MB\t${more}`;
const node = (id: string, words: string, level = 'INFO') => `2026-11-17T13:00:01.000Z\t${id}\t${level}\t${words}`;
const ownOf = (invocation: Invocation | undefined) => invocation?.own.map(({ text }) => text);
const texts = (lines: readonly LogLine[]) => lines.map(({ text }) => text);

describe('lines come together by invocation', () => {
  test('with what its report tells', () => {
    const { invocations, loose } = groupInvocations(
      linesOf(start(A), 'polled', end(A), report(A, 'Init Duration: 412.20 ms')),
    );
    expect(loose).toEqual([]);
    expect(invocations).toHaveLength(1);
    expect(invocations[0]).toMatchObject({
      requestId: A,
      stream: 'one',
      startedAt: new Date(T0),
      durationMs: 1532.1,
      billedMs: 1533,
      memoryMb: 512,
      usedMb: 145,
      initMs: 412.2,
      outcome: 'ok',
      error: undefined,
    });
    expect(invocations[0]?.lines).toHaveLength(4);
    expect(ownOf(invocations[0])).toEqual(['polled']);
  });

  test('of two streams that run at once, each line goes to the one open in its own', () => {
    const { invocations } = groupInvocations(
      linesOf(start(A), `other|${start(B)}`, 'of a', 'other|of b', report(A), `other|${report(B)}`),
    );
    expect(invocations.map(ownOf)).toEqual([['of a'], ['of b']]);
  });

  test('of two that run at once in one stream, each line goes to the id it bears, its trace with it', () => {
    const { invocations } = groupInvocations(
      linesOf(
        start(A),
        start(B),
        node(A, 'of a', 'ERROR'),
        '    at x (y.js:1:2)',
        node(B, 'of b'),
        report(A),
        report(B),
      ),
    );
    expect(invocations.map((one) => one.own.length)).toEqual([2, 1]);
    expect(invocations.map(({ outcome }) => outcome)).toEqual(['ok', 'ok']);
  });

  test('what is written in a cold start belongs to the invocation that follows', () => {
    const { invocations } = groupInvocations(
      linesOf(
        start(A),
        report(A),
        'INIT_START Runtime Version: x',
        node('undefined', 'loaded'),
        'plain',
        start(B),
        'b',
        report(B),
      ),
    );
    expect(invocations.map(ownOf)).toEqual([[], [node('undefined', 'loaded'), 'plain', 'b']]);
    expect(invocations[1]?.lines).toHaveLength(6);
    expect(invocations[1]?.startedAt).toEqual(new Date(T0 + 5000));
  });

  test('what comes after the report belongs to the one before', () => {
    const { invocations, loose } = groupInvocations(
      linesOf(start(A), end(A), report(A), 'late', 'EXTENSION\tName: x', start(B)),
    );
    expect(ownOf(invocations[0])).toEqual(['late']);
    expect(loose).toEqual([]);
  });

  test('what Lambda tries again under the same id are several, each with its own figures, in whatever stream', () => {
    const took = (ms: number) => `REPORT RequestId: ${A}\tDuration: ${ms} ms\tStatus: error`;
    const { invocations, loose } = groupInvocations(
      linesOf(
        ...[start(A), 'first', end(A), took(100)],
        ...[`other|${start(A)}`, `other|${node(A, 'second')}`, `other|${end(A)}`, `other|${took(200)}`],
        ...[start(A), 'third', end(A), took(300)],
      ),
    );
    expect(loose).toEqual([]);
    expect(invocations.map(({ durationMs, lines }) => [durationMs, lines.length])).toEqual([
      [100, 4],
      [200, 4],
      [300, 4],
    ]);
    expect(invocations.map(ownOf)).toEqual([['first'], [node(A, 'second')], ['third']]);
    expect(invocations.map(({ startedAt }) => startedAt.getTime() - T0)).toEqual([0, 4000, 8000]);
    expect(invocations.every(({ requestId, outcome }) => requestId === A && outcome === 'error')).toBe(true);
  });

  test('a second beginning is another try, though the first one has no end', () => {
    const { invocations } = groupInvocations(linesOf(start(A), `other|${start(A)}`, `other|${report(A)}`));
    expect(invocations.map(({ outcome }) => outcome)).toEqual(['partial', 'ok']);
  });

  test('a field of the function that is named like the id of a request is not taken for one', () => {
    const own = `{"requestId":"${B}","message":"from the gateway"}`;
    const { invocations } = groupInvocations(linesOf(start(A), own, report(A)));
    expect(invocations.map(ownOf)).toEqual([[own]]);
  });

  test.each<[string, string[]]>([
    [
      'Python',
      [
        "[ERROR] KeyError: 'x'",
        'Traceback (most recent call last):',
        '  File "/var/task/a.py", line 3, in handler',
        "    return event['x']",
      ],
    ],
    [
      'Java',
      [
        'java.lang.IllegalStateException: no',
        '\tat a.B.c(B.java:3)',
        'Caused by: java.io.IOException',
        '\t... 12 more',
      ],
    ],
    ['Node', [node(A, 'Error: no', 'ERROR'), '    at x (y.js:1:2)', '    at z (y.js:3:4)']],
  ])('a trace of %s that came as several events stays whole', (_, trace) => {
    const { invocations, loose } = groupInvocations(
      linesOf(start(A), ...trace.flatMap((line) => [line, 'other|noise']), end(A), report(A)),
    );
    expect(ownOf(invocations[0])).toEqual(trace);
    expect(texts(loose)).toEqual(trace.map(() => 'noise'));
  });
});

describe('what was not read whole', () => {
  const [only] = [(...of: string[]) => groupInvocations(linesOf(...of)).invocations];

  test('a beginning before the window: lines without an id belong to the report that ends them', () => {
    const { invocations, loose } = groupInvocations(linesOf('first', 'second', end(A), report(A), start(B)));
    expect(invocations[0]).toMatchObject({ requestId: A, outcome: 'partial', durationMs: 1532.1 });
    expect(invocations[0]?.startedAt).toEqual(new Date(T0));
    expect(ownOf(invocations[0])).toEqual(['first', 'second']);
    expect(loose).toEqual([]);
  });

  test('a beginning before the window, told back from the report', () => {
    expect(only(end(A), report(A))[0]?.startedAt).toEqual(new Date(T0 + 1000 - 1532.1));
  });

  test('lines before the first beginning belong to none', () => {
    expect(texts(groupInvocations(linesOf('before', start(A))).loose)).toEqual(['before']);
  });

  test('a report that has not come yet', () => {
    expect(only(start(A), 'polled')[0]).toMatchObject({ outcome: 'running', durationMs: undefined });
  });

  test('a report that is missing though the next one has begun', () => {
    expect(only(start(A), start(B), report(B)).map(({ outcome }) => outcome)).toEqual(['partial', 'ok']);
  });

  test('lines that a filter chose: by the ids they bear, the others belong to none', () => {
    const { invocations, loose } = groupInvocations(linesOf(node(A, 'one'), node(A, 'two'), 'plain', node(B, 'three')));
    expect(invocations.map((one) => [one.requestId, one.outcome, one.own.length])).toEqual([
      [A, 'partial', 2],
      [B, 'partial', 1],
    ]);
    expect(texts(loose)).toEqual(['plain']);
  });

  test('whole is what has both ends', () => {
    const whole = (...of: string[]) => only(...of).map(isWhole);
    expect(whole(start(A), report(A))).toEqual([true]);
    expect(whole(start(A))).toEqual([false]);
    expect(whole(report(A))).toEqual([false]);
  });
});

describe('how it ended', () => {
  const timedOut = `2026-11-17T13:00:03.000Z ${A} Task timed out after 3.00 seconds\n\n`;
  const killed = `RequestId: ${A} Error: Runtime exited with error: signal: killed\nRuntime.ExitError`;
  const exited = `RequestId: ${A} Error: Runtime exited with error: exit status 1\nRuntime.ExitError`;
  const json = (status: string, more = {}) =>
    JSON.stringify({ type: 'platform.report', record: { requestId: A, metrics: { durationMs: 2 }, status, ...more } });
  const caught = '{"level":"ERROR","errorType":"E","errorMessage":"no","stackTrace":[]}';

  test.each<[string, string[], Invocation['outcome'], string | undefined]>([
    ['a time-out', [timedOut, report(A, 'Status: timeout')], 'timeout', 'Task timed out after 3.00 seconds'],
    ['a time-out by its line alone', [timedOut, report(A)], 'timeout', 'Task timed out after 3.00 seconds'],
    ['a time-out in JSON', [json('timeout')], 'timeout', undefined],
    ['a time-out before its report', [timedOut], 'timeout', 'Task timed out after 3.00 seconds'],
    [
      'killed when full',
      [killed, report(A, '', 512)],
      'out-of-memory',
      'Error: Runtime exited with error: signal: killed',
    ],
    [
      'killed with room to spare',
      [killed, report(A, '', 145)],
      'error',
      'Error: Runtime exited with error: signal: killed',
    ],
    [
      'out of memory in JSON',
      [json('error', { errorType: 'Runtime.OutOfMemory' })],
      'out-of-memory',
      'Runtime.OutOfMemory',
    ],
    ['a runtime that exited', [exited, report(A)], 'error', 'Error: Runtime exited with error: exit status 1'],
    ['an error by status alone', [json('error', { errorType: 'Unhandled' })], 'error', 'Unhandled'],
    ['an exception', [node(A, 'Error: no\n    at x (y)', 'ERROR'), report(A)], 'error', 'Error: no'],
    ['an error that was caught', [caught, json('success')], 'ok', undefined],
    ['a line of level ERROR', [node(A, 'partner answered 503', 'ERROR'), report(A)], 'ok', undefined],
  ])('%s', (_, lines, outcome, error) => {
    const [told] = groupInvocations(linesOf(start(A), ...lines)).invocations;
    expect(told?.outcome).toBe(outcome);
    expect(told?.error?.replace(/^Error: (?=Runtime)/, '')).toBe(error?.replace(/^Error: (?=Runtime)/, ''));
  });
});

describe('the simulated functions', () => {
  const scenario = createScenario({ seed: 7, lastDay: parseDay('2026-11-24') });
  const from = new Date('2026-11-17T12:00:00Z');
  const to = new Date('2026-11-17T14:00:00Z');

  test.each(scenario.functions.map((fn) => [fn.name, fn] as const))(
    '%s: each invocation is found whole, with its figures',
    (_, fn) => {
      const truth = [...fn.invocations(from, to)];
      const lines = truth
        .flatMap((one) =>
          (fn.logFormat === 'json' ? jsonLines : textLines)(fn, one).map((line) => ({ ...line, of: one })),
        )
        .map(({ at, message, of }, i) => ({ id: `${i}`, at: new Date(at), stream: of.requestId, text: message }));
      const { invocations, loose } = groupInvocations(lines);
      expect(loose).toEqual([]);
      expect(invocations).toHaveLength(truth.length);
      const byId = new Map(invocations.map((one) => [one.requestId, one]));
      for (const one of truth) {
        const found = byId.get(one.requestId);
        expect(found?.own).toHaveLength(one.lines.length);
        expect(found?.usedMb).toBe(one.maxMemoryMb);
        expect(found?.outcome).toBe(one.error === 'exception' ? 'error' : (one.error ?? 'ok'));
      }
    },
  );
});

test('no lines make it fail, and none is lost', () => {
  const part = fc.constantFrom(
    start(A),
    end(A),
    report(A),
    start(B),
    report(B),
    node(A, 'x'),
    node(B, 'y', 'ERROR'),
    'plain',
    '  at x',
  );
  const rest = fc.constantFrom(
    'INIT_START x',
    `{"requestId":"${B}"}`,
    '{"type":"platform.report","record":{"requestId":"__proto__"}}',
    'other|plain',
    '',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(part, rest, fc.string({ unit: 'binary' })), { maxLength: 30 }), (all) => {
      const lines = linesOf(...all);
      const { invocations, loose } = groupInvocations(lines);
      const ids = [...invocations.flatMap((one) => one.lines), ...loose].map(({ id }) => Number(id));
      expect(ids.sort((a, b) => a - b)).toEqual(lines.map((_, i) => i));
      for (const one of invocations) expect(Number.isFinite(one.startedAt.getTime())).toBe(true);
    }),
    { numRuns: 1000 },
  );
});
