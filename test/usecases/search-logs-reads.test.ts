import { describe, expect, test } from 'vitest';
import { UserError } from '../../src/domain/errors.ts';
import type { LogLine } from '../../src/domain/logs/line.ts';
import { createRedactor } from '../../src/domain/logs/redact.ts';
import { explainSilence } from '../../src/usecases/explain-silence.ts';
import type { LogQuery, LogSource } from '../../src/usecases/ports.ts';
import { type SearchDeps, searchLogs } from '../../src/usecases/search-logs.ts';
import { at } from '../store/fixtures.ts';
import { EVERYTHING, inBerlin, OPS, reportIn, searchDeps } from './search-world.ts';
import { silenceWorld } from './silence-world.ts';

/** While message-bridge still writes, and three hours after it fell silent. */
const BEFORE = '2026-11-17T08:00:00Z';
const SILENT = '2026-11-17T11:53:30Z';

/** The search over the real adapters and the simulated cloud. */
async function cloudSearch(now: string) {
  const world = await silenceWorld(now);
  const deps = {
    ...world,
    directory: inBerlin,
    allow: EVERYTHING,
    configFile: 'billhook.yml',
    redact: createRedactor([]),
    explain: (question: Parameters<typeof explainSilence>[1]) => explainSilence(world, question),
  };
  const ask = async (text: string) => reportIn(await searchLogs(deps, text, OPS));
  return { cloud: world.cloud, deps, ask };
}

const ID = '8f3c1a2b-4b7d-4c1e-9a55-1d2f3a4b5c6d';
const OTHER = '5d2e7f10-4b7d-4c1e-9a55-1d2f3a4b5c6d';
const start = at('2026-11-20T07:00:00Z').getTime();

function linesOf(stream: string, after: number, texts: readonly string[]): LogLine[] {
  return texts.map((text, i) => ({
    id: `${stream}${after}${i}`,
    at: new Date(start + after + i * 100),
    stream,
    text,
  }));
}
const run = (id: string, ...own: string[]) => [
  `START RequestId: ${id} Version: 1\n`,
  ...own,
  `END RequestId: ${id}\n`,
  `REPORT RequestId: ${id}\tDuration: 300 ms\tBilled Duration: 300 ms\tMemory Size: 512 MB\tMax Memory Used: 145 MB\n`,
];

/** The search over a log source that knows one phrase. */
function phraseSource(lines: readonly LogLine[], cut?: 'limit') {
  const queries: LogQuery[] = [];
  const logs: LogSource = {
    describe: async () => undefined,
    async read(query) {
      queries.push(query);
      const { window, pattern } = query;
      const wanted = pattern?.replaceAll('"', '') ?? '';
      const found = lines.filter(
        (line) => line.at >= window.from && line.at <= window.to && line.text.includes(wanted),
      );
      return { lines: found, cut, readFrom: window.from, bytes: 0, pages: 1 };
    },
  };
  const ask = async (text: string, more: Partial<SearchDeps> = {}) =>
    reportIn(await searchLogs(searchDeps({ logs, ...more }), text, OPS));
  return { ask, queries };
}

describe('what was asked for is read', () => {
  test('by invocation, with what they come to', async () => {
    const { ask } = await cloudSearch(BEFORE);
    const report = await ask('message-bridge 10m');
    expect(report).toMatchObject({ target: { name: 'message-bridge' }, cut: undefined, silence: undefined });
    expect(report.invocations).toHaveLength(10);
    expect(report.invocations.every(({ outcome }) => outcome === 'ok')).toBe(true);
    expect(report.stats).toMatchObject({ invocations: 10, errors: 0 });
    expect(report.linesWithout).toBeUndefined();
  });

  test('one by one, where lines are asked for', async () => {
    const { ask } = await cloudSearch(BEFORE);
    const report = await ask('message-bridge 10m lines');
    expect(report).toMatchObject({ invocations: [], stats: undefined });
    expect(report.loose).toHaveLength(report.linesRead);
    expect(report.linesRead).toBeGreaterThanOrEqual(30);
  });

  test('and of what a filter chose nothing is summed up, as the reports are missing', async () => {
    const { ask } = await cloudSearch(BEFORE);
    const report = await ask('message-bridge 20m delivered');
    expect(report.linesRead).toBeGreaterThan(0);
    expect(report).toMatchObject({ stats: undefined, linesWithout: undefined, silence: undefined });
  });
});

describe('where nothing is found', () => {
  test('by a filter, the lines without it are counted and silence is told of them all, not of those it chose', async () => {
    const { ask, queries } = phraseSource(linesOf('a', 0, run(ID, 'INFO fine')));
    const told: (number | undefined)[] = [];
    const explain: SearchDeps['explain'] = async ({ read }) => {
      told.push(read instanceof UserError ? undefined : read.lines.length);
      return undefined;
    };
    for (const words of ['no-such-word', 'errors'])
      expect(await ask(`poller 2h ${words}`, { explain })).toMatchObject({
        linesRead: 0,
        linesWithout: 4,
        linesWithoutCut: false,
        silence: undefined,
      });
    expect(told).toEqual([4, 4]);
    expect(queries.map(({ pattern }) => pattern !== undefined)).toEqual([true, false, true, false]);
  });

  test('by a filter, and not all could be read without it either, that is known', async () => {
    const { ask } = phraseSource(linesOf('a', 0, run(ID, 'INFO fine')), 'limit');
    expect(await ask('poller 2h no-such-word')).toMatchObject({ cut: 'limit', linesWithout: 4, linesWithoutCut: true });
  });

  test('and it is silent, that is explained, though a filter was asked for', async () => {
    const { ask } = await cloudSearch(SILENT);
    const report = await ask('message-bridge 2h no-such-word');
    expect(report.silence?.headline).toMatch(/^message-bridge runs but has said nothing for 3 h 13 min\. Likely: /);
    expect(report).toMatchObject({ linesRead: 0, linesWithout: 360 });
  });

  test('as the log group is missing, that refusal explains itself and is shown', async () => {
    const { ask } = await cloudSearch(SILENT);
    const report = await ask('stock-audit 2h');
    expect(report.silence?.headline).toMatch(/its log group \/aws\/lambda\/stock-audit does not exist/);
    expect(report).toMatchObject({ linesRead: 0, invocations: [], loose: [] });
  });

  test('as it may not be read, that is thrown with the mend', async () => {
    const { ask, cloud } = await cloudSearch(SILENT);
    cloud.deny('logs:FilterLogEvents');
    for (const words of ['', ' no-such-word'])
      await expect(ask(`message-bridge 2h${words}`)).rejects.toThrow(/logs:FilterLogEvents/);
  });

  test('as the filter is not one, that is thrown though the function is silent', async () => {
    const { ask, cloud } = await cloudSearch(SILENT);
    cloud.faults.add({
      operation: 'FilterLogEvents',
      kind: 'error',
      code: 'InvalidParameterException',
      message: 'Invalid character(s) in term',
      times: 1,
    });
    await expect(ask('message-bridge 2h some-word')).rejects.toThrow(/does not take the filter `.*some-word/);
  });

  test('as someone cancelled, nothing more is read and nothing is explained', async () => {
    const abort = new AbortController();
    const queries: LogQuery[] = [];
    const logs: LogSource = {
      describe: async () => undefined,
      async read(query) {
        queries.push(query);
        abort.abort();
        return { lines: [], cut: 'cancelled', readFrom: query.window.to, bytes: 0, pages: 1 };
      },
    };
    const explain = () => Promise.reject(new Error('not to be asked'));
    const answer = await searchLogs(searchDeps({ logs, explain }), 'poller ERROR', OPS, { signal: abort.signal });
    expect(answer).toMatchObject({ cut: 'cancelled', linesWithout: undefined, silence: undefined });
    expect(queries).toHaveLength(1);
  });
});

test('a place that refuses its list is named; what else is known of it is found all the same', async () => {
  const { ask, cloud } = await cloudSearch(BEFORE);
  cloud.deny('lambda:ListFunctions');
  const report = await ask('message-bridge 5m');
  expect(report.linesRead).toBeGreaterThan(0);
  expect(report.missing).toEqual([expect.stringMatching(/^444455556666 us-east-1: .*lambda:ListFunctions/)]);
});

describe('one request', () => {
  test('is shown with the lines that do not bear its id, and without those of others', async () => {
    const mine = linesOf('a', 0, run(ID, 'no id here', 'Error: broken', '    at handler (index.js:1:1)'));
    const later = linesOf('a', 700, run(OTHER, 'of the next one'));
    const beside = linesOf('b', 50, run(OTHER, 'of another stream'));
    const { ask } = phraseSource([...mine, ...later, ...beside].sort((a, b) => a.at.getTime() - b.at.getTime()));
    const report = await ask(`poller request ${ID.toUpperCase()}`);
    expect(report.invocations).toHaveLength(1);
    expect(report.invocations[0]).toMatchObject({ requestId: ID, durationMs: 300 });
    expect(report.invocations[0]?.lines.map(({ text }) => text)).toEqual(mine.map(({ text }) => text));
    expect(report.loose).toEqual([]);
  });

  test('that was tried again hours later is shown with every attempt', async () => {
    const hours = 3 * 3_600_000;
    const tries = [...linesOf('a', 0, run(ID, 'first')), ...linesOf('b', -hours, run(ID, 'before'))];
    const { ask } = phraseSource(tries.sort((a, b) => a.at.getTime() - b.at.getTime()));
    const report = await ask(`poller request ${ID}`);
    const shown = report.invocations.flatMap(({ lines }) => lines).map(({ text }) => text);
    expect(shown).toContain('before');
    expect(shown.filter((text) => text.startsWith('START'))).toHaveLength(2);
  });

  test('of which the window has nothing is told so, with a longer one', async () => {
    await expect(phraseSource([]).ask(`poller request ${ID}`)).rejects.toThrow(`\`/logs poller 7d request ${ID}\``);
  });

  test('is not said to be missing where not all was read', async () => {
    expect(await phraseSource([], 'limit').ask(`poller request ${ID}`)).toMatchObject({
      cut: 'limit',
      invocations: [],
    });
  });
});
