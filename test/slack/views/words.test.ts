import { expect, test } from 'vitest';
import { plainText } from '../../../src/slack/plain-text.ts';
import { logsView } from '../../../src/slack/views/logs.ts';
import type { LogReport } from '../../../src/usecases/search-logs.ts';
import { at } from '../../store/fixtures.ts';

function logs(more: Partial<LogReport>, count = 2): string {
  const lines = Array.from({ length: count }, (_, i) => ({
    id: `${i}`,
    at: at(`2026-11-17T09:00:0${i % 10}Z`),
    text: `line ${i}`,
  }));
  return plainText(
    logsView({
      functionName: 'poller',
      group: { name: '/aws/lambda/poller', account: undefined, region: 'us-east-1' },
      question: { functionName: 'poller', windowMs: 7_200_000, windowLabel: '2h', pattern: undefined },
      from: at('2026-11-17T08:41:00Z'),
      to: at('2026-11-17T10:41:00Z'),
      lines,
      complete: true,
      hidden: 0,
      zone: 'Europe/Berlin',
      ...more,
    }),
  );
}

test('log lines come newest last, in the time of the asker, with the window in theirs and in UTC', () => {
  const words = logs({});
  expect(words).toMatch(/10:00:00 line 0\n10:00:01 line 1/);
  expect(words).toMatch(/09:41–11:41 .*\(08:41–10:41 UTC\)/);
});

test.each<[string, Partial<LogReport>, number, RegExp]>([
  ['complete', {}, 2, /complete: 2 lines/],
  ['cut by the search', { complete: false }, 2, /cut: the newest 2 lines, there are more/],
  ['empty and not read to its end', { complete: false }, 0, /cut/],
  ['with a secret', { hidden: 1 }, 2, /1 secret hidden/],
])('the footer tells a window that is %s', (_, more, count, words) => {
  expect(logs(more, count)).toMatch(words);
});

test('of lines that do not fit the newest stay, and how many are left out is said', () => {
  const long = Array.from({ length: 60 }, (_, i) => ({
    id: `${i}`,
    at: at('2026-11-17T09:00:00Z'),
    text: `n${i} ${'x'.repeat(900)}`,
  }));
  const words = logs({ lines: long });
  expect(words).toContain('n59 ');
  expect(words).not.toContain('n0 ');
  expect(words).toMatch(/cut: \d+ of 60 lines fit a message/);
});

test('an empty answer that was not read to its end does not claim that nothing was written', () => {
  expect(logs({ complete: false }, 0)).not.toMatch(/wrote no lines/);
});
