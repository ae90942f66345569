import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkBlocks, isTooLong } from '../../../src/demo/workspace/blocks/check-blocks.ts';
import type { View } from '../../../src/slack/blocks.ts';
import { choiceView } from '../../../src/slack/views/logs/choice.ts';
import { followView } from '../../../src/slack/views/logs/follow.ts';
import { searchingView } from '../../../src/slack/views/logs/searching.ts';
import { snippetText } from '../../../src/slack/views/logs/snippet.ts';
import { logsView } from '../../../src/slack/views/logs.ts';
import { followOf, idOf, linesOf, matching, questionOf, reportOf, runOf, target, window } from './log-reports.ts';

const HOSTILE = `<!channel> & <https://evil.example|bill> <@U0EVIL> ${'𝕏'.repeat(20)} *_~\``;
const LONG = 'x'.repeat(50_000);
const asksFor = (ask: 'lines' | 'invocations') => questionOf({ ask: { what: ask } });
const silenceOf = (text: string) => ({
  headline: text,
  lines: [
    { label: text, text },
    { label: '', text },
  ],
  lastOwnAt: window.from,
  isFinding: true,
});

/** Each answer to /logs with the same text in every place where one from elsewhere can stand. */
function viewsWith(text: string, own: readonly string[]): View[] {
  const odd = {
    target: target({ name: text, group: text, account: text, region: text }),
    accountName: text,
    missing: [text],
    hidden: own.length,
  };
  const runs = linesOf(runOf(1, own, 'Status: error'));
  const exit = linesOf([`RequestId: ${idOf(2)} Error: ${text}`]);
  const choice = { kind: 'choice', question: matching(text), missing: [text] } as const;
  const targets = own.slice(0, 130).map((name) => ({ target: target({ name }), accountName: text }));
  const searching = { kind: 'searching', name: text, share: 0.5, lines: 1 } as const;
  return [
    logsView(reportOf([...runs, ...exit], odd)),
    logsView(reportOf(runs, { ...odd, question: matching(text), stats: undefined })),
    logsView(reportOf([], { ...odd, loose: runs, question: asksFor('lines') })),
    logsView(reportOf(runs, { ...odd, question: questionOf({ ask: { what: 'request', id: idOf(1) } }) })),
    logsView(reportOf([], { ...odd, question: questionOf({ ask: { what: 'request', id: text } }), cut: 'limit' })),
    logsView(
      reportOf([], { ...odd, question: { ...matching(text), window: { ...window, label: text } }, linesWithout: 7 }),
    ),
    logsView(reportOf(runs, { ...odd, silence: silenceOf(text) })),
    choiceView({ ...choice, rest: text.slice(0, 200), targets }),
    choiceView({ ...choice, rest: LONG, targets }),
    searchingView(searching, '1'),
    followView(followOf({ target: odd.target, lines: linesOf(own), trouble: text, question: matching(text) })),
    followView(followOf({ by: text, ended: { why: 'stopped', by: text } })),
  ];
}

/** The links and mentions that are ours. */
const OURS = /<https:\/\/[^<>|\s]+\/cloudwatch\/home\?region=[^<>|\s]+\|Console>|<@U0DANA>/g;

/** Every text that Slack reads as markup: of a rich text and of labels it reads none. */
function markedUp({ text, blocks }: View): string[] {
  const found = [text];
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    if ('type' in value && value.type === 'mrkdwn' && 'text' in value) found.push(String(value.text));
    for (const inner of Object.values(value)) walk(inner);
  };
  walk(blocks);
  return found;
}

const forged = (view: View) => markedUp(view).filter((text) => /[<>]/.test(text.replaceAll(OURS, '')));

describe.each([
  ['hostile text', HOSTILE],
  ['long hostile text', HOSTILE.repeat(40)],
  ['a long line', LONG],
  ['signs that grow when they are escaped', '&'.repeat(3000)],
  ['signs that grow in an address', 'ä/'.repeat(600)],
  ['nothing', ''],
  ['line ends', '\n\n\n'],
])('with %s in every place', (_, text) => {
  test.each([0, 1, 30, 300])('and %i such lines, each answer is taken by Slack, and forges nothing', (count) => {
    for (const view of viewsWith(
      text,
      Array.from({ length: count }, () => text),
    )) {
      expect(checkBlocks(JSON.parse(JSON.stringify(view.blocks)), 'message', () => true)).toEqual([]);
      expect(isTooLong(view.blocks)).toBe(false);
      expect(view.text.length).toBeLessThanOrEqual(4000);
      expect(forged(view)).toEqual([]);
    }
  });
});

test('no random line yields a control sequence of Slack: 100,000 strings', () => {
  const CONTROLS = [
    '<!channel>',
    '<@U0EVIL>',
    '<#C0OPS>',
    '<!subteam^S1>',
    '<https://evil.example|bill>',
    '<',
    '>',
    '&',
    '&lt;',
    '`',
    '```',
    '|',
    '',
  ];
  const odd = fc.array(fc.string({ unit: 'binary', maxLength: 12 }), { minLength: 8, maxLength: 8 });
  let strings = 0;
  fc.assert(
    fc.property(odd, fc.nat(), (parts, seed) => {
      const own: string[] = [];
      for (let i = 0; i < 250; i++) {
        const [a, b] = [parts[(seed + i) % 8], parts[(seed + 3 * i + (i >> 3)) % 8]];
        own.push(`${a}${CONTROLS[(seed + i) % CONTROLS.length]}${b}${CONTROLS[(seed + 7 * i) % CONTROLS.length]}`);
      }
      strings += own.length;
      for (const view of viewsWith(own[seed % 250] ?? '', own)) expect(forged(view)).toEqual([]);
    }),
    { numRuns: 400 },
  );
  expect(strings).toBe(100_000);
});

test('10,000 lines are laid out, for a message and for a file', () => {
  const run = (i: number) =>
    runOf(i, [`2026-11-17T09:00:00.000Z\t${idOf(i)}\tINFO\tpolled ${i} orders <x> & more`, 'done']);
  const report = reportOf(linesOf(Array.from({ length: 2000 }, (_, i) => run(i)).flat()));
  expect(report.linesRead).toBe(10_000);
  expect(logsView(report).blocks.length + snippetText(report).length).toBeGreaterThan(500_000);
});
