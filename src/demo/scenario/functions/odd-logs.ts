import { SHOP } from '../accounts.ts';
import type { LambdaFunction } from '../types.ts';
import { coldStart, defineFunction, evenly, scattered } from './define.ts';
import { jsonLine, nodeLine } from './log-lines.ts';
import { queue, schedule } from './triggers.ts';

const REGION = 'us-east-1';

/** Tells chat of deployments: by its settings it writes to a group of another name. */
export function deployNotify(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'deploy-notify',
    account: SHOP,
    region: REGION,
    logGroup: '/platform/deployments',
    memoryMb: 128,
    logFormat: 'json',
    environmentAt: () => ['CHAT_WEBHOOK_URL', 'CHANNEL'],
    triggersAt: () => [{ kind: 'topic', name: 'deployments' }],
    startsIn: (_, roll) => scattered(0.1, roll),
    run(call) {
      const message = () =>
        jsonLine(call, 21, 'INFO', { message: 'deployment told', stack: `stack-${call.requestId[0]}` });
      return { durationMs: call.between('duration', 60, 140), maxMemoryMb: 79, lines: () => [message()] };
    },
  });
}

/** Counts the stock every ten minutes; it may not create its log group, so nobody ever saw a line of it. */
export function stockAudit(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'stock-audit',
    account: SHOP,
    region: REGION,
    groupMissing: true,
    memoryMb: 256,
    logFormat: 'text',
    environmentAt: () => ['STOCK_TABLE'],
    triggersAt: () => [schedule('stock-audit-ten-minutes', 'rate(10 minutes)')],
    startsIn: (minute) => (minute.getUTCMinutes() % 10 === 3 ? evenly(1, 4_410) : []),
    run(call) {
      const lines = () => [nodeLine(call, 15, 'INFO', 'audit start')];
      return { durationMs: call.between('duration', 800, 1_300), maxMemoryMb: 102, ...coldStart(call, 20), lines };
    },
  });
}

/** Imports returns from a queue until `paused`, when someone disables the mapping. */
export function returnsImport(seed: number, paused: Date): LambdaFunction {
  return defineFunction(seed, {
    name: 'returns-import',
    account: SHOP,
    region: REGION,
    memoryMb: 256,
    logFormat: 'text',
    environmentAt: () => ['RETURNS_TABLE', 'LOG_LEVEL'],
    triggersAt: (at) => [at < paused ? queue('returns-inbox') : queue('returns-inbox', paused, false)],
    startsIn: (minute, roll) => (minute < paused ? scattered(0.9, roll) : []),
    run(call) {
      const lines = () => [nodeLine(call, 9, 'INFO', `return imported ret_${call.requestId.slice(0, 8)}`)];
      return { durationMs: call.between('duration', 70, 160), maxMemoryMb: 88, ...coldStart(call, 150), lines };
    },
  });
}

/** Adds headers to the shop's pages near its customers in Europe: Lambda@Edge. */
export function edgeHeaders(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'edge-headers',
    account: SHOP,
    region: REGION,
    edgeRegion: 'eu-west-1',
    memoryMb: 128,
    timeoutSeconds: 5,
    logFormat: 'text',
    // Functions at the edge have no environment variables.
    environmentAt: () => [],
    triggersAt: () => [{ kind: 'cdn', name: 'E2SHOPPAGES' }],
    startsIn: (_, roll) => scattered(3, roll),
    run(call) {
      const lines = () => [nodeLine(call, 1, 'INFO', `headers added uri=/p/${call.requestId.slice(0, 4)}`)];
      return { durationMs: call.between('duration', 2, 6), maxMemoryMb: 71, ...coldStart(call, 120), lines };
    },
  });
}
