import { DATA, SEARCH } from '../accounts.ts';
import { isWithin } from '../instants.ts';
import type { LambdaFunction, Story } from '../types.ts';
import type { Call } from './define.ts';
import { coldStart, defineFunction, evenly, scattered } from './define.ts';
import { jsonLine, nodeLine, pythonLine, pythonTraceback } from './log-lines.ts';
import { queue, SET_UP, schedule } from './triggers.ts';

const USUAL_A_MINUTE = 1.5;
const FANOUT = 40;

/** Fans events out to the indexers; in its story it is fed its own output. */
export function eventFanout(seed: number, story: Story): LambdaFunction {
  const fedBack = (at: Date) => isWithin(at, story.begins, story.ends);
  return defineFunction(seed, {
    name: 'event-fanout',
    account: SEARCH,
    region: 'eu-west-1',
    memoryMb: 256,
    logFormat: 'text',
    environmentAt: () => ['TARGET_QUEUES', 'LOG_LEVEL'],
    triggersAt: (at) => [
      queue('catalog-events'),
      ...(isWithin(at, story.change.at, story.ends) ? [queue('search-events', story.change.at)] : []),
    ],
    startsIn: (minute, roll) => scattered(fedBack(minute) ? USUAL_A_MINUTE * FANOUT : USUAL_A_MINUTE, roll),
    run(call) {
      const durationMs = call.between('duration', 40, 95);
      const source = fedBack(call.start) && call.roll('source') < 0.97 ? 'event-fanout' : 'catalog';
      return {
        durationMs,
        maxMemoryMb: 78,
        ...coldStart(call, 250),
        lines: () => [
          nodeLine(call, 6, 'INFO', `fan out event ${call.requestId.slice(0, 8)} source=${source} targets=3`),
        ],
      };
    },
  });
}

/** Writes search documents: JSON logs. */
export function searchIndexer(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'search-indexer',
    account: SEARCH,
    region: 'eu-west-1',
    memoryMb: 512,
    logFormat: 'json',
    environmentAt: () => ['DOMAIN_ENDPOINT', 'INDEX'],
    triggersAt: () => [{ kind: 'stream', name: 'catalog-changes', enabled: true, since: SET_UP }],
    startsIn: (_, roll) => scattered(0.8, roll),
    run(call) {
      const durationMs = call.between('duration', 110, 420);
      const documents = 1 + Math.floor(call.roll('documents') * 200);
      return {
        durationMs,
        maxMemoryMb: 188,
        ...coldStart(call, 60),
        lines: () => [
          jsonLine(call, Math.floor(durationMs) - 2, 'INFO', {
            message: 'bulk indexed',
            index: 'products-v7',
            documents,
          }),
        ],
      };
    },
  });
}

/** Sums the day up at 02:15 UTC. */
export function nightlyReport(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'nightly-report',
    account: DATA,
    region: 'us-east-1',
    memoryMb: 2048,
    timeoutSeconds: 120,
    runtime: 'python3.13',
    logFormat: 'text',
    environmentAt: () => ['REPORT_BUCKET', 'WORKGROUP'],
    triggersAt: () => [schedule('nightly-report-0215', 'cron(15 2 * * ? *)')],
    startsIn: (minute) => (minute.getUTCHours() === 2 && minute.getUTCMinutes() === 15 ? evenly(1, 1_050) : []),
    run(call) {
      const durationMs = call.between('duration', 46_000, 52_000);
      const rows = Math.floor(call.between('rows', 180_000, 240_000));
      return {
        durationMs,
        maxMemoryMb: Math.round(call.between('memory', 900, 1_200)),
        initMs: call.between('init', 900, 1_400),
        lines: () => [
          pythonLine(call, 120, 'INFO', 'report for the day before'),
          pythonLine(call, 31_400, 'INFO', `query done rows=${rows}`),
          pythonLine(call, 45_800, 'INFO', 'report written and mailed'),
        ],
      };
    },
  });
}

/** Exports usage four times an hour; a late table makes it fail with a traceback. */
export function usageExport(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'usage-export',
    account: DATA,
    region: 'us-east-1',
    memoryMb: 512,
    timeoutSeconds: 30,
    runtime: 'python3.13',
    reservedConcurrency: 2,
    logFormat: 'text',
    environmentAt: () => ['EXPORT_BUCKET', 'TABLE'],
    triggersAt: () => [schedule('usage-export-quarter-hourly', 'cron(4/15 * * * ? *)')],
    startsIn: (minute) => (minute.getUTCMinutes() % 15 === 4 ? evenly(1, 800) : []),
    run(call) {
      const durationMs = call.between('duration', 2_100, 4_800);
      const start = () => pythonLine(call, 40, 'INFO', 'export start');
      const rest = { durationMs, maxMemoryMb: 241, ...coldStart(call, 3) };
      if (call.roll('luck') < 0.01)
        return { ...rest, error: 'exception', lines: () => [start(), lateTable(durationMs)] };
      return { ...rest, lines: () => [start(), exported(call, durationMs)] };
    },
  });
}

function exported(call: Call, durationMs: number) {
  const rows = Math.floor(call.between('rows', 900, 4_000));
  return pythonLine(call, Math.floor(durationMs) - 10, 'INFO', `exported rows=${rows}`);
}

function lateTable(durationMs: number) {
  return pythonTraceback(Math.floor(durationMs) - 4, "KeyError: 'partition'", [
    '  File "/var/task/export.py", line 57, in handler',
    "    partition = table['partition']",
  ]);
}
