import { expect, test } from 'vitest';
import type { Incident } from '../../../src/domain/incident.ts';
import { plainText } from '../../../src/slack/plain-text.ts';
import { ACKNOWLEDGE, alertView } from '../../../src/slack/views/alert.ts';
import { logsView } from '../../../src/slack/views/logs.ts';
import type { LogReport } from '../../../src/usecases/search-logs.ts';
import { at, day, findingOf } from '../../store/fixtures.ts';

const OPEN: Incident = {
  id: 314,
  state: 'open',
  finding: findingOf('rise|a', 103),
  since: day('2026-11-17'),
  channel: 'C0COSTS',
  announced: true,
  openedAt: at('2026-11-18T08:00:00Z'),
  checkedAt: at('2026-11-18T08:00:00Z'),
  acknowledged: undefined,
  resolvedAt: undefined,
};
const owner = { by: 'U0DANA', at: at('2026-11-18T09:00:00Z') };
const show = (incident: Incident) =>
  alertView({ incident, accountNames: new Map([['111122223333', 'shop-prod']]), zone: 'Europe/Berlin' });

test('the first line of an alert says what, how much a day and a month, and whether someone has it', () => {
  const first = show(OPEN).text;
  expect(first).toMatch(/shop-prod AWS Lambda.*\$103.*a day.*\$3,1\d\d a month.*Nobody has it/);
});

test('an alert says since when, where with the id, now against usual, the rule, and how fresh the bill is', () => {
  const words = plainText(show(OPEN));
  for (const part of [
    /Tue 17 Nov/,
    /shop-prod \(111122223333\)/,
    /\$203.*usual \$100.*\+103 %/,
    /a test rule/,
    /bill as of 19 Nov/,
    /#314/,
  ])
    expect(words).toMatch(part);
});

test('the button is there while nobody has it, and gives way to who has it, and when', () => {
  const open = show(OPEN).blocks.find(({ type }) => type === 'actions');
  expect(open).toMatchObject({ elements: [{ action_id: ACKNOWLEDGE, value: '314' }] });
  const taken = show({ ...OPEN, state: 'acknowledged', acknowledged: owner });
  expect(taken.blocks.some(({ type }) => type === 'actions')).toBe(false);
  expect(plainText(taken)).toMatch(/<@U0DANA> has it[\s\S]*Acknowledged by <@U0DANA> at 18 Nov 10:00/);
});

test('a resolved alert says that it is over and what it came to, and asks for nothing', () => {
  const over = show({ ...OPEN, state: 'resolved', resolvedAt: owner.at });
  expect(over.text).toMatch(/back to usual.*\$309/);
  expect(over.text).not.toContain('Nobody');
  expect(over.blocks.some(({ type }) => type === 'actions')).toBe(false);
});

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
