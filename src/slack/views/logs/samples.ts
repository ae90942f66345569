import { groupInvocations } from '../../../domain/logs/invocation.ts';
import type { LogLine } from '../../../domain/logs/line.ts';
import { statsOf } from '../../../domain/logs/stats.ts';
import type { LogTarget } from '../../../usecases/log-ports.ts';
import type { FollowState, LogReport, LogSearching } from '../../../usecases/log-report.ts';
import type { View } from '../../blocks.ts';
import { logsView } from '../logs.ts';
import { at, ZONE } from '../sample-incidents.ts';
import { choiceView } from './choice.ts';
import { followView } from './follow.ts';
import { searchingView } from './searching.ts';

const target = (name: string): LogTarget => ({
  name,
  group: `/aws/lambda/${name}`,
  kind: 'function',
  account: '444455556666',
  region: 'us-east-1',
});
const poller = target('orders-poller');

/** Lines a second apart. */
function linesOf(time: string, texts: readonly string[]): LogLine[] {
  const start = at(time).getTime();
  return texts.map((text, i) => ({ id: `${time} ${i}`, at: new Date(start + i * 1000), stream: 'one', text }));
}

function runOf(id: string, own: readonly string[], report: string): string[] {
  const requestId = `${id}-4b7d-4c1e-9a55-1d2f3a4b5c6d`;
  return [
    `START RequestId: ${requestId} Version: 42\n`,
    ...own.map((text) => `${text}\n`),
    `END RequestId: ${requestId}\n`,
    `REPORT RequestId: ${requestId}\t${report}\t\n`,
  ];
}

const usual = (ms: number) =>
  `Duration: ${ms}.00 ms\tBilled Duration: ${ms} ms\tMemory Size: 512 MB\tMax Memory Used: 145 MB`;
const lines = linesOf('08:01', [
  ...runOf('8f3c1a2b', ['INFO\tpoll start version=v42', 'INFO\tpolled 12 orders'], usual(1532)),
  ...runOf('5d2e7f10', ['ERROR\tpartner answered 503 <retry> & gave up'], `${usual(3000)}\tStatus: timeout`),
  ...runOf('0c9b4e77', ['INFO\tpolled 3 orders'], `${usual(1390)}\tInit Duration: 412.20 ms`),
]);
const { invocations, loose } = groupInvocations(lines);

const report: LogReport = {
  kind: 'report',
  target: poller,
  accountName: 'shop-prod',
  question: {
    name: 'orders-poller',
    place: undefined,
    window: { from: at('08:00'), to: at('08:15'), label: '15m' },
    filter: { kind: 'all', pattern: undefined, words: '' },
    ask: { what: 'invocations' },
  },
  invocations,
  loose,
  stats: statsOf(invocations),
  linesRead: lines.length,
  linesWithout: undefined,
  linesWithoutCut: false,
  cut: undefined,
  readFrom: at('08:00'),
  hidden: 1,
  silence: undefined,
  missing: [],
  now: at('08:15'),
  zone: ZONE,
};

const filter = { kind: 'pattern', pattern: 'ERROR', words: 'ERROR' } as const;
const empty = { invocations: [], loose: [], stats: statsOf([]), linesRead: 0, hidden: 0 };
const quiet = groupInvocations(
  linesOf('08:02', [...runOf('8f3c1a2b', [], usual(3)), ...runOf('5d2e7f10', [], usual(3))]),
);
const silent: LogReport = {
  ...report,
  ...quiet,
  stats: statsOf(quiet.invocations),
  linesRead: 6,
  hidden: 0,
  target: target('message-bridge'),
  silence: {
    headline: 'message-bridge runs but has said nothing for 3 h 12 min. Likely: its environment changed at 09:38.',
    lines: [
      { label: 'Last line', text: 'Tue 17 Nov 09:41:07 CET (08:41 UTC); usual gap ≤ 6 min' },
      { label: 'Invoked', text: '58 an hour, usual 60 · errors 0 · throttles 0 · trigger enabled' },
      { label: 'Change', text: '09:38 UpdateFunctionConfiguration by ana.k (console)' },
      { label: 'names', text: '− BRIDGE_TARGET_URL  + BRIDGE_URL  (snapshots 09:00, 10:00; values never kept)' },
      { label: 'Not checked', text: 'queue depth (needs sqs:GetQueueAttributes)' },
    ],
    lastOwnAt: at('05:00'),
    isFinding: true,
  },
};
const searching: LogSearching = { kind: 'searching', name: 'orders-poller', share: 0.4, lines: 3200 };
const following: FollowState = {
  target: poller,
  question: { ...report.question, filter, ask: { what: 'follow' } },
  by: 'U0DANA',
  zone: ZONE,
  lines: linesOf('08:03', ['ERROR\tpartner answered 503 <retry> & gave up']),
  linesSoFar: 1,
  hidden: 0,
  updatedAt: at('08:04'),
  until: at('08:13'),
  trouble: undefined,
  ended: undefined,
};

/** One of each answer to `/logs`, by name. */
export function logSamples(): [string, View][] {
  const targets = [poller, target('orders-poller-test')].map((one) => ({ target: one, accountName: 'shop-prod' }));
  const { question } = report;
  return [
    ['/logs', logsView(report)],
    [
      '/logs, lines',
      logsView({ ...report, question: { ...question, ask: { what: 'lines' } }, invocations: [], loose: lines }),
    ],
    ['/logs, nothing found', logsView({ ...report, ...empty, question: { ...question, filter }, linesWithout: 9 })],
    ['/logs, silence', logsView(silent)],
    ['/logs, several', choiceView({ kind: 'choice', question, rest: '2h', targets, missing: [] })],
    ['/logs, looking', searchingView(searching, 'sample')],
    ['/logs, follow', followView(following)],
    ['/logs, follow ended', followView({ ...following, ended: { why: 'stopped', by: 'U0DANA' } })],
  ];
}
