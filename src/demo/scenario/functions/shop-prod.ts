import { SHOP } from '../accounts.ts';
import { isWithin } from '../instants.ts';
import type { LambdaFunction, Story } from '../types.ts';
import { coldStart, defineFunction, evenly, scattered } from './define.ts';
import { jsonLine, nodeException, nodeLine } from './log-lines.ts';
import { queue, schedule } from './triggers.ts';

const REGION = 'us-east-1';
const TIMEOUT_MS = 3_000;
/** Orders an hour over the day, from midnight UTC, as calls a minute. */
const SHOPPERS = [2, 2, 1, 1, 1, 2, 3, 4, 5, 6, 6, 7, 7, 7, 8, 8, 8, 9, 9, 8, 7, 6, 4, 3];

/** Runs each minute from `rate(1 minute)`; in its story every 5 seconds. */
export function ordersPoller(seed: number, story: Story): LambdaFunction {
  const looping = (at: Date) => isWithin(at, story.begins, story.ends);
  return defineFunction(seed, {
    name: 'orders-poller',
    account: SHOP,
    region: REGION,
    memoryMb: 512,
    logFormat: 'text',
    environmentAt: () => ['ORDERS_TABLE', 'PARTNER_API_URL', 'LOG_LEVEL'],
    triggersAt: () => [schedule('orders-poller-every-minute', 'rate(1 minute)')],
    startsIn: (minute) => evenly(looping(minute) ? 12 : 1, 2_140),
    run(call) {
      const durationMs = call.between('duration', 1_380, 1_720);
      const orders = Math.floor(call.between('orders', 0, 4));
      const version = call.start >= story.change.at ? 'v42' : 'v41';
      return {
        durationMs,
        maxMemoryMb: Math.round(call.between('memory', 138, 156)),
        ...coldStart(call, 700),
        lines: () => [
          nodeLine(call, 12, 'INFO', `poll start version=${version} cursor=${call.start.getTime() - 60_000}`),
          nodeLine(call, Math.round(durationMs * 0.7), 'INFO', `polled partner orders=${orders}`),
          nodeLine(call, Math.round(durationMs) - 4, 'INFO', 'cursor stored'),
        ],
      };
    },
  });
}

/** Carries messages to a partner each minute; in its story it returns at once and writes nothing of its own. */
export function messageBridge(seed: number, story: Story): LambdaFunction {
  const silent = (at: Date) => isWithin(at, story.begins, story.ends);
  return defineFunction(seed, {
    name: 'message-bridge',
    account: SHOP,
    region: REGION,
    memoryMb: 256,
    logFormat: 'text',
    environmentAt: (at) => ['BRIDGE_QUEUE', at < story.change.at ? 'BRIDGE_TARGET_URL' : 'BRIDGE_URL', 'LOG_LEVEL'],
    triggersAt: () => [queue('bridge-inbox')],
    startsIn: () => [7_210],
    run(call) {
      if (silent(call.start))
        return { durationMs: call.between('duration', 2.4, 3.6), maxMemoryMb: 71, lines: () => [] };
      const durationMs = call.between('duration', 215, 268);
      // At least every fifth minute there is something to carry, so that a usual gap is short.
      const carries = call.start.getUTCMinutes() % 5 === 0 || call.roll('carries') < 0.6;
      const count = 1 + Math.floor(call.roll('count') * 9);
      return {
        durationMs,
        maxMemoryMb: Math.round(call.between('memory', 84, 92)),
        ...coldStart(call, 400),
        lines: () =>
          carries
            ? [
                nodeLine(call, 8, 'INFO', `received ${count} messages from bridge-inbox`),
                nodeLine(
                  call,
                  196,
                  'INFO',
                  `delivered ${count} of ${count} status=202 batch=${call.requestId.slice(0, 8)}`,
                ),
              ]
            : [],
      };
    },
  });
}

/** The shop's checkout: JSON logs, some refused cards, few faults, cold starts, now and then a time-out. */
export function checkoutApi(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'checkout-api',
    account: SHOP,
    region: REGION,
    memoryMb: 1024,
    logFormat: 'json',
    timeoutSeconds: TIMEOUT_MS / 1_000,
    environmentAt: () => ['ORDERS_TABLE', 'PAYMENT_PROVIDER_URL', 'FEATURE_FLAGS'],
    triggersAt: () => [{ kind: 'api', name: 'checkout' }],
    startsIn: (minute, roll) => scattered(SHOPPERS[minute.getUTCHours()] ?? 1, roll),
    run(call) {
      const durationMs = call.between('duration', 60, 240);
      const order = () => `ord_${call.requestId.slice(0, 8)}`;
      const received = () =>
        jsonLine(call, 3, 'INFO', {
          message: 'checkout received',
          order: order(),
          items: 1 + Math.floor(call.roll('items') * 5),
        });
      const rest = { maxMemoryMb: Math.round(call.between('memory', 161, 214)), ...coldStart(call, 120) };
      const luck = call.roll('luck');
      if (luck < 0.0008) return { ...rest, durationMs: TIMEOUT_MS, error: 'timeout', lines: () => [received()] };
      if (luck < 0.005)
        return { ...rest, durationMs, error: 'exception', lines: () => [received(), failure(call, durationMs)] };
      const last = Math.floor(durationMs) - 2;
      const outcome = () =>
        luck < 0.03
          ? jsonLine(call, last, 'WARN', {
              message: 'card declined',
              order: order(),
              reason: 'insufficient_funds',
              statusCode: 402,
            })
          : jsonLine(call, last, 'INFO', {
              message: 'checkout completed',
              order: order(),
              statusCode: 200,
              latencyMs: last,
            });
      return { ...rest, durationMs, lines: () => [received(), outcome()] };
    },
  });
}

function failure(call: Parameters<typeof jsonLine>[0], durationMs: number) {
  return jsonLine(call, Math.floor(durationMs) - 1, 'ERROR', {
    errorType: 'TypeError',
    errorMessage: "Cannot read properties of undefined (reading 'authorization')",
    stackTrace: [
      'at charge (/var/task/payment.js:88:31)',
      'at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
      'at async handler (/var/task/index.js:41:20)',
    ],
  });
}

/** Tells the warehouse of paid orders: text logs, and a stack over several lines where it fails. */
export function warehouseNotify(seed: number): LambdaFunction {
  return defineFunction(seed, {
    name: 'warehouse-notify',
    account: SHOP,
    region: REGION,
    memoryMb: 256,
    logFormat: 'text',
    environmentAt: () => ['WAREHOUSE_URL', 'LOG_LEVEL'],
    triggersAt: () => [{ kind: 'topic', name: 'orders-paid' }],
    startsIn: (_, roll) => scattered(1.5, roll),
    run(call) {
      const durationMs = call.between('duration', 90, 310);
      const received = () => nodeLine(call, 5, 'INFO', `order paid ord_${call.requestId.slice(0, 8)}`);
      const rest = { durationMs, maxMemoryMb: 97, ...coldStart(call, 200) };
      if (call.roll('luck') >= 0.004)
        return {
          ...rest,
          lines: () => [received(), nodeLine(call, Math.floor(durationMs) - 1, 'INFO', 'warehouse told status=200')],
        };
      const error = () =>
        nodeException(call, Math.floor(durationMs) - 1, 'Error: connect ECONNREFUSED 10.0.41.7:443', [
          'TCPConnectWrap.afterConnect [as oncomplete] (node:net:1607:16)',
          'async tell (/var/task/warehouse.js:27:18)',
          'async handler (/var/task/index.js:12:3)',
        ]);
      return { ...rest, error: 'exception', lines: () => [received(), error()] };
    },
  });
}
