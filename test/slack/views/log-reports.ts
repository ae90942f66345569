import { groupInvocations } from '../../../src/domain/logs/invocation.ts';
import type { LogLine } from '../../../src/domain/logs/line.ts';
import { statsOf } from '../../../src/domain/logs/stats.ts';
import type { LogTarget } from '../../../src/usecases/log-ports.ts';
import type { FollowState, LogReport } from '../../../src/usecases/log-report.ts';
import { at } from '../../store/fixtures.ts';

export const target = (more: Partial<LogTarget> = {}): LogTarget => ({
  name: 'poller',
  group: '/aws/lambda/poller',
  kind: 'function',
  account: '444455556666',
  region: 'us-east-1',
  ...more,
});

export const window = { from: at('2026-11-17T08:41:00Z'), to: at('2026-11-17T10:41:00Z'), label: '2h' };

/** Lines a second apart, from 10:00:00 in Berlin. */
export function linesOf(texts: readonly string[]): LogLine[] {
  const start = at('2026-11-17T09:00:00Z').getTime();
  return texts.map((text, i) => ({ id: `${i}`, at: new Date(start + i * 1000), stream: 'one', text }));
}

/** Request ids that differ in their first eight digits. */
export const idOf = (i: number) => `${String(i).padStart(8, '0')}-4b7d-4c1e-9a55-1d2f3a4b5c6d`;

/** The lines of one run: its own between those of Lambda. */
export function runOf(i: number, own: readonly string[], end = ''): string[] {
  const report = `Duration: ${100 + i} ms\tBilled Duration: ${100 + i} ms\tMemory Size: 512 MB\tMax Memory Used: 145 MB`;
  return [
    `START RequestId: ${idOf(i)} Version: 1\n`,
    ...own,
    `END RequestId: ${idOf(i)}\n`,
    `REPORT RequestId: ${idOf(i)}\t${report}\t${end}\n`,
  ];
}

/** A report on lines, by invocation where they tell of any. */
export function reportOf(lines: readonly LogLine[], more: Partial<LogReport> = {}): LogReport {
  const grouped = groupInvocations(lines);
  return {
    kind: 'report',
    target: target(),
    accountName: 'shop-prod',
    question: questionOf(),
    ...grouped,
    stats: grouped.invocations.length ? statsOf(grouped.invocations) : undefined,
    linesRead: lines.length,
    linesWithout: undefined,
    linesWithoutCut: false,
    cut: undefined,
    readFrom: window.from,
    hidden: 0,
    silence: undefined,
    missing: [],
    now: at('2026-11-17T12:00:00Z'),
    zone: 'Europe/Berlin',
    ...more,
  };
}

export function questionOf(more: Partial<LogReport['question']> = {}): LogReport['question'] {
  return {
    name: 'poller',
    place: undefined,
    window,
    filter: { kind: 'all', pattern: undefined, words: '' },
    ask: { what: 'invocations' },
    ...more,
  };
}

export const matching = (words: string) =>
  questionOf({ filter: { kind: 'pattern', pattern: words, words }, window: { ...window } });

export function followOf(more: Partial<FollowState> = {}): FollowState {
  return {
    target: target(),
    question: questionOf({ ask: { what: 'follow' } }),
    by: 'U0DANA',
    zone: 'Europe/Berlin',
    lines: linesOf(['one', 'two']),
    linesSoFar: 2,
    hidden: 0,
    updatedAt: at('2026-11-17T13:10:06Z'),
    until: at('2026-11-17T13:20:00Z'),
    trouble: undefined,
    ended: undefined,
    ...more,
  };
}
