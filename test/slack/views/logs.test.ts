import { describe, expect, test } from 'vitest';
import type { View } from '../../../src/slack/blocks.ts';
import { plainText } from '../../../src/slack/plain-text.ts';
import { choiceView } from '../../../src/slack/views/logs/choice.ts';
import { followView } from '../../../src/slack/views/logs/follow.ts';
import { readAsk, readRest, targetRef, writeAsk, writeRest } from '../../../src/slack/views/logs/refs.ts';
import { searchingView } from '../../../src/slack/views/logs/searching.ts';
import { snippetText } from '../../../src/slack/views/logs/snippet.ts';
import { spanWords } from '../../../src/slack/views/logs/times.ts';
import { logsMessage, logsView } from '../../../src/slack/views/logs.ts';
import type { LogReport } from '../../../src/usecases/log-report.ts';
import { at } from '../../store/fixtures.ts';
import { followOf, idOf, linesOf, matching, questionOf, reportOf, runOf, target, window } from './log-reports.ts';

const words = (report: LogReport) => plainText(logsView(report));
const elementsOf = ({ blocks }: View) =>
  blocks.flatMap((block) => (block.type === 'actions' || block.type === 'context' ? (block.elements as object[]) : []));
const some = (count: number, own: (i: number) => string[] = (i) => [`did ${i}`], ends: Record<number, string> = {}) =>
  linesOf(Array.from({ length: count }, (_, i) => runOf(i, own(i), ends[i])).flat());

describe('the first line says what and how much', () => {
  test('of invocations', () => {
    const report = reportOf(some(20, undefined, { 3: 'Status: timeout', 5: 'Init Duration: 412.2 ms' }));
    expect(logsView(report).text).toBe(
      '*poller*: 20 invocations, 1 error, p50 109 ms, p95 118 ms, 1 cold start; slowest 119 ms (00000019…)',
    );
  });

  test.each<[string, LogReport, string]>([
    ['one line', reportOf(linesOf(['x'])), '*poller*: 1 line, newest last'],
    ['no error', reportOf(some(1)), '*poller*: 1 invocation, no errors, p50 100 ms, p95 100 ms'],
    [
      'a filter',
      reportOf(some(2), { stats: undefined, question: matching('a `b`\nc') }),
      "*poller*: 2 lines that match `a 'b' c` in 2 invocations, newest last",
    ],
    ['nothing written', reportOf([]), '*poller* wrote no lines in the last 2h'],
    [
      'nothing that matches',
      reportOf([], { question: matching('<x>'), linesWithout: 12 }),
      '*poller*: no lines that match `&lt;x&gt;` in the last 2h; without the filter there are 12 lines',
    ],
    [
      'nothing that matches among many',
      reportOf([], { question: matching('x'), linesWithout: 1200 }),
      '*poller*: no lines that match `x` in the last 2h; without the filter there are 1,200 lines',
    ],
    [
      'nothing that matches, and more than was counted',
      reportOf([], { question: matching('x'), linesWithout: 12, linesWithoutCut: true }),
      '*poller*: no lines that match `x` in the last 2h; without the filter there are 12 lines or more',
    ],
    [
      'nothing in what was read',
      reportOf([], { cut: 'throttled' }),
      '*poller*: no lines found in the part of the last 2h that was read',
    ],
    [
      'no such error',
      reportOf([], { question: { ...matching('errors'), filter: { kind: 'errors', pattern: '?E', words: 'errors' } } }),
      '*poller* wrote no lines that look like errors in the last 2h',
    ],
    [
      'one request',
      reportOf(some(3), { question: questionOf({ ask: { what: 'request', id: '00000001' } }) }),
      `*poller*: request ${idOf(1)}, 4 lines`,
    ],
    [
      'a request that is not there',
      reportOf([], {
        question: questionOf({ ask: { what: 'request', id: 'f' }, window: { ...window, label: '14:05±5m' } }),
      }),
      '*poller* wrote no line of request f in the window 14:05±5m',
    ],
  ])('%s', (_, report, text) => {
    expect(logsView(report).text).toBe(text);
  });
});

describe('invocations', () => {
  test('come newest last, each with what its report says and its own lines as they are', () => {
    const report = reportOf(some(2, (i) => [`*did* <${i}>\n`], { 1: 'Init Duration: 412.2 ms' }));
    expect(words(report)).toContain(
      `10:00:00.000 100 ms · billed 100 ms · memory 145 of 512 MB · 00000000…\n*did* <0>\n`.replace('*did*', 'did') +
        `10:00:04.000 101 ms · billed 101 ms · memory 145 of 512 MB · cold start 412 ms · 00000001…`,
    );
    expect(JSON.stringify(logsView(report).blocks)).toContain('"*did* <0>"');
    expect(words(report)).not.toMatch(/START|REPORT/);
  });

  test('that failed say so, with what Lambda said of it', () => {
    const killed = `RequestId: ${idOf(0)} Error: Runtime exited with error: exit status 1`;
    const trace = '[ERROR] KeyError: x\nTraceback (most recent call last):';
    const text = words(
      reportOf(linesOf([...runOf(0, [killed]), ...runOf(1, [trace]), ...runOf(2, [], 'Status: timeout')])),
    );
    expect(text).toMatch(/✗ failed · 100 ms .* · 00000000… · Runtime exited with error: exit status 1/);
    expect(text).toMatch(/✗ failed · 101 ms .* · 00000001…\n\[ERROR\]/);
    expect(text).toMatch(/✗ timed out · 102 ms/);
  });

  test('that are not whole say so', () => {
    const text = words(reportOf(linesOf([...runOf(0, []).slice(1), ...runOf(1, []).slice(0, 1)])));
    expect(text).toContain('not whole: only a part of it was read');
    expect(text).toContain('no report in this window');
    expect(text).toContain('2 invocations not whole');
  });

  test('that do not all fit: failed ones first, then the newest, each whole, and a file', () => {
    const lines = some(100, (i) => [`${i} ${'x'.repeat(400)}`], { 7: 'Status: timeout' });
    const { view, needsFile } = logsMessage(reportOf(lines));
    const text = plainText(view);
    expect(needsFile).toBe(true);
    expect(text).toContain('\n7 xxx');
    expect(text).toContain('\n99 xxx');
    expect(text).not.toContain('\n8 xxx');
    expect(text.indexOf('\n7 xxx')).toBeLessThan(text.indexOf('\n99 xxx'));
    const shown = text.match(/\d+ x{400}\n/g)?.length ?? 0;
    expect(shown).toBeGreaterThan(12);
    expect(text).toContain(`${shown} of 100 invocations shown, failed ones first; the whole follows as a file`);
  });

  test('one too large for a message is cut to its newest lines', () => {
    const own = Array.from({ length: 300 }, (_, i) => `line ${i} ${'x'.repeat(90)}`);
    const { view, needsFile } = logsMessage(reportOf(linesOf(runOf(0, own))));
    expect(needsFile).toBe(true);
    expect(plainText(view)).toContain('line 299');
    expect(plainText(view)).not.toContain('line 1 ');
    expect(plainText(view)).toContain('not every line of them fits');
  });

  test('that fit need no file', () => {
    expect(logsMessage(reportOf(some(5))).needsFile).toBe(false);
  });

  test('leave room for lines of no invocation', () => {
    const text = words(reportOf([...linesOf(['early']), ...some(60, () => ['x'.repeat(300)])]));
    expect(text).toContain('Of no invocation that was read\n10:00:00.000 early');
  });
});

test('one request is shown in full, its neighbours are not', () => {
  const question = questionOf({ ask: { what: 'request', id: idOf(1) } });
  const text = words(reportOf(some(3), { question }));
  expect(text).toContain(`· ${idOf(1)}`);
  expect(text).toContain(`10:00:04.000 START RequestId: ${idOf(1)}`);
  expect(text).not.toContain('did 0');
  expect(text).toContain('4 of 4 lines shown');
});

test('one request that Lambda tried again is shown attempt by attempt', () => {
  const question = questionOf({ ask: { what: 'request', id: '00000001' } });
  const report = reportOf(linesOf([...runOf(1, ['first']), ...runOf(2, ['other']), ...runOf(1, ['second'])]), {
    question,
  });
  expect(logsView(report).text).toBe(`*poller*: request ${idOf(1)}, 8 lines in 2 attempts`);
  expect(words(report)).toMatch(/ first\n.*10:00:08\.000 101 ms .* second\n/s);
  expect(words(report)).not.toContain('other');
  expect(words(report)).toContain('8 of 8 lines shown');
  expect(snippetText(report).match(/^== /gm)).toHaveLength(2);
});

test('lines one by one: the newest that fit, newest last; one too long says how much is left out', () => {
  const question = questionOf({ ask: { what: 'lines' } });
  const lines = linesOf([
    ...Array.from({ length: 100 }, (_, i) => `n${i} ${'x'.repeat(200)}`),
    `${'y'.repeat(1499)}𝕏 end`,
  ]);
  const report = reportOf(lines, { question });
  const text = words(report);
  expect(text).toContain('\n10:01:39.000 n99 ');
  expect(text).not.toContain(' n0 ');
  expect(text).toContain('y… (+6 characters)');
  expect(text).toMatch(/\d+ of 101 lines shown; the whole follows as a file/);
});

describe('the footer', () => {
  test.each<[string, Partial<LogReport>, RegExp]>([
    ['the window', {}, /17 Nov 09:41–11:41 CET \(08:41–10:41 UTC\)/],
    ['lines', {}, /· 2 of 8 lines shown \(6 are Lambda's own\) ·/],
    ['complete', {}, / · complete · p50 and p95 by nearest rank · /],
    ['where', {}, /\/aws\/lambda\/poller · shop-prod \(444455556666\) · us-east-1/],
    ['the own account', { target: target({ account: undefined }), accountName: undefined }, /\/poller · us-east-1/],
    [
      'cut',
      { cut: 'limit', readFrom: at('2026-11-17T09:12:00Z') },
      /cut at 8 lines \(10 pages or 50 MB\), read from 10:12 on/,
    ],
    [
      'the day where the window has several',
      {
        cut: 'limit',
        readFrom: at('2026-11-16T09:12:00Z'),
        question: questionOf({ window: { ...window, from: at('2026-11-15T08:41:00Z') } }),
      },
      /read from 16 Nov 10:12 on/,
    ],
    ['wanted', { cut: 'most' }, /cut at the newest 8 lines, read from 09:41 on/],
    ['throttled', { cut: 'throttled' }, /AWS throttled the search, read from 09:41 on/],
    ['cancelled', { cut: 'cancelled' }, /cancelled, read from 09:41 on/],
    ['late events', { now: at('2026-11-17T10:50:59Z') }, /late events possible/],
    ['secrets', { hidden: 3 }, /secrets hidden: 3/],
    ['the console', {}, /<https:\/\/us-east-1\.console\.aws\.amazon\.com\/[^|<>\s]+\|Console>/],
    ['places', { missing: ['123 eu-west-1: denied <x>'] }, /Not looked at: 123 eu-west-1: denied <x>/],
  ])('tells %s', (_, more, expected) => {
    expect(words(reportOf(some(2), more))).toMatch(expected);
  });

  test('speaks of late events only while they can come', () => {
    expect(words(reportOf(some(2), { now: at('2026-11-17T10:51:00Z') }))).not.toContain('late events');
  });

  test.each([
    [
      '2026-11-17T22:50:00Z',
      '2026-11-17T23:10:00Z',
      'Europe/Berlin',
      '17 Nov 23:50–18 Nov 00:10 CET (17 Nov 22:50–23:10 UTC)',
    ],
    ['2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z', 'Europe/Berlin', '25 Oct 02:30 CEST–02:30 CET (00:30–01:30 UTC)'],
    ['2026-11-17T08:00:00Z', '2026-11-18T09:00:00Z', 'UTC', '17 Nov 08:00–18 Nov 09:00 UTC'],
  ])('names the window from %s to %s in %s', (from, to, zone, expected) => {
    expect(spanWords({ from: at(from), to: at(to) }, zone)).toBe(expected);
  });

  test('stamps tell the day where the window has several', () => {
    const question = questionOf({ window: { ...window, from: at('2026-11-15T08:41:00Z') } });
    expect(words(reportOf(linesOf(['x']), { question }))).toContain('17 Nov 10:00:00.000 x');
  });
});

describe('silence', () => {
  const silence = {
    headline: 'message-bridge runs but has said nothing for 3 h 12 min. Likely: its environment changed at 09:38.',
    lines: [
      { label: 'Last line', text: 'Tue 17 Nov 09:41:07 CET' },
      { label: '', text: 'names: − BRIDGE_TARGET_URL' },
    ],
    lastOwnAt: at('2026-11-17T08:41:07Z'),
    isFinding: true,
  };
  const quiet = reportOf(
    some(2, () => []),
    { silence },
  );

  test('is explained: what it is, what was looked at, where to look next', () => {
    const view = logsView(quiet);
    expect(view.blocks[0]).toMatchObject({ type: 'section', text: { text: `*${silence.headline}*` } });
    expect(plainText(view)).toContain('Last line  Tue 17 Nov 09:41:07 CET\nnames: − BRIDGE_TARGET_URL');
    expect(plainText(view)).toContain('2 invocations, 6 platform lines, 0 own lines · complete');
    expect(plainText(view)).toContain('[Last lines before silence] [Platform lines] [Console]');
  });

  test('its buttons carry what they show', () => {
    const [, , before, platform] = elementsOf(logsView(quiet)) as { value: string }[];
    const ref = targetRef(quiet.target);
    expect(readAsk(before?.value ?? '')).toEqual({
      target: ref,
      from: at('2026-11-17T08:26:07Z'),
      to: at('2026-11-17T08:41:08Z'),
    });
    expect(readAsk(platform?.value ?? '')).toEqual({ target: ref, from: window.from, to: window.to });
  });

  test('without a last line or a run there is nothing but the console to look at', () => {
    const none = reportOf([], { silence: { ...silence, lastOwnAt: undefined } });
    expect(words(none)).not.toContain('[Last lines');
    expect(words(none)).toContain('[Console]');
  });
});

describe('several that fit', () => {
  const targets = (count: number) =>
    Array.from({ length: count }, (_, i) => ({ target: target({ name: `poller-${i}` }), accountName: 'shop-prod' }));
  const choice = (count: number, rest = '2h ERROR') =>
    choiceView({ kind: 'choice', question: questionOf(), rest, targets: targets(count), missing: [] });

  test('are a menu, which keeps the other words of the question', () => {
    const menu = choice(2).blocks.find(({ type }) => type === 'actions');
    expect(readRest(menu?.block_id ?? '')).toBe('2h ERROR');
    expect(menu).toMatchObject({
      elements: [
        {
          options: [
            { text: { text: 'poller-0 · shop-prod · us-east-1' }, value: targetRef(target({ name: 'poller-0' })) },
            {},
          ],
        },
      ],
    });
  });

  test('are a hundred at most, and the others are said', () => {
    expect(plainText(choice(130))).toContain('30 more could not be offered');
  });

  test('are listed where the other words are too long to be kept', () => {
    const text = plainText(choice(2, 'x'.repeat(300)));
    expect(text).toContain('poller-1 · shop-prod · us-east-1\nAsk again with the whole name.');
  });
});

describe('a search', () => {
  const searching = { kind: 'searching', name: 'poller', share: 0.4, lines: 3200 } as const;

  test('tells how far it is, and can be cancelled', () => {
    const view = searchingView(searching, '17');
    expect(plainText(view)).toBe('poller: looking… 40 % of the window searched, 3,200 lines so far\n[Cancel]');
    expect(elementsOf(view)).toMatchObject([{ value: '17' }]);
  });
});

describe('a follow', () => {
  test('shows its lines, until when, and how to end it', () => {
    expect(plainText(followView(followOf()))).toBe(
      'poller: following lines\n10:00:00.000 one\n10:00:01.000 two\n' +
        'following until 14:20 CET (13:20 UTC) for <@U0DANA> · updated 14:10:06 · 2 lines so far\n[Stop] [+10 min]',
    );
  });

  test('without a line yet says so', () => {
    expect(plainText(followView(followOf({ lines: [], linesSoFar: 0 })))).toContain('No line yet.');
  });

  test('keeps the newest lines that fit', () => {
    const lines = linesOf(Array.from({ length: 100 }, (_, i) => `n${i} ${'x'.repeat(200)}`));
    const text = plainText(followView(followOf({ lines, linesSoFar: 4000, hidden: 2 })));
    expect(text).toContain('n99');
    expect(text).not.toContain('n0 ');
    expect(text).toMatch(/4,000 lines so far, the newest \d\d shown · secrets hidden: 2/);
  });

  test.each([
    [{ why: 'stopped', by: 'U0MIRA' } as const, 'ended: stopped by <@U0MIRA>'],
    [{ why: 'time' } as const, 'ended: its time was over at 14:20 CET'],
    [{ why: 'shutdown' } as const, 'ended: Billhook stops'],
    [{ why: 'restart' } as const, 'ended: Billhook was restarted'],
    [{ why: 'rights' } as const, 'ended: <@U0DANA> may no longer read these logs'],
  ])('that ended says how, and has no buttons: %o', (ended, expected) => {
    const text = plainText(followView(followOf({ ended, trouble: 'AWS is throttling' })));
    expect(text).toContain(expected);
    expect(text).toContain('AWS is throttling');
    expect(text).not.toMatch(/\[Stop\]|following/);
  });
});

describe('the file', () => {
  test('has every line as it is, by invocation', () => {
    const text = snippetText(reportOf([...linesOf(['early <x> &']), ...some(2, (i) => [`did *${i}*\n`])]));
    expect(text).toContain('Of no invocation that was read\n10:00:00.000 early <x> &\n');
    expect(text).toContain(
      `== 10:00:00.000 100 ms · billed 100 ms · memory 145 of 512 MB · ${idOf(0)}\n10:00:00.000 START`,
    );
    expect(text).toContain('10:00:01.000 did *0*\n10:00:02.000 END');
    expect(text.startsWith('poller: 2 invocations, no errors')).toBe(true);
    expect(text).toContain('complete');
  });

  test('of one request has that alone', () => {
    const text = snippetText(reportOf(some(3), { question: questionOf({ ask: { what: 'request', id: idOf(1) } }) }));
    expect(text).toContain('did 1');
    expect(text).not.toContain('did 2');
  });
});

test('what a control carries is read back, and nothing else is', () => {
  const ask = { target: targetRef(target()), from: window.from, to: window.to };
  expect(readAsk(writeAsk(ask))).toEqual(ask);
  expect(readAsk('x')).toBeUndefined();
  expect(readRest('incident:1:2')).toBeUndefined();
  expect(writeRest('x'.repeat(246))).toBeUndefined();
  expect(targetRef(target({ region: 'eu-west-1' }))).not.toBe(ask.target);
});
