import { handleLogs, type LogsContext } from '../../../../src/demo/cloud/logs/index.ts';
import type { Invocation, LambdaFunction, Scenario } from '../../../../src/demo/scenario/types.ts';
import { parseDay } from '../../../../src/domain/day.ts';

export const NOW = Date.parse('2026-11-17T12:30:00Z');
export const MINUTE = 60_000;
export const HOUR = 3_600_000;
export const TEXT_GROUP = '/aws/lambda/poller';
export const JSON_GROUP = '/aws/lambda/api';
export const SHARED_GROUP = '/shop/shared';

/** A page of FilterLogEvents as a client sees it. */
export interface Page {
  readonly events: readonly Event[];
  readonly searchedLogStreams: readonly unknown[];
  readonly nextToken?: string;
}
export interface Event {
  readonly logStreamName: string;
  readonly timestamp: number;
  readonly message: string;
  readonly ingestionTime: number;
  readonly eventId: string;
}

/** A scenario of a few functions, each invoked at set seconds of every minute. */
export function sampleScenario(): Scenario {
  return {
    seed: 1,
    firstDay: parseDay('2026-01-01'),
    lastDay: parseDay('2026-11-17'),
    currency: 'USD',
    accounts: [],
    linesOf: () => [],
    functions: [
      functionOf('poller', { logFormat: 'text', every: MINUTE }),
      functionOf('api', { logFormat: 'json', every: 5_000 }),
      functionOf('worker', { logFormat: 'text', every: 10 * MINUTE, logGroup: SHARED_GROUP }),
      functionOf('far', { logFormat: 'text', every: MINUTE, region: 'eu-west-1', account: '222222222222' }),
    ],
    changes: [],
    stories: [],
  };
}

/** Answers one operation from the sample scenario at NOW, unless told otherwise. */
export function ask(operation: string, input: object, context: Partial<LogsContext> = {}): object {
  return handleLogs(operation, input, { scenario: SAMPLE, now: () => new Date(NOW), ...context });
}

const SAMPLE = sampleScenario();

export function filter(input: object, context?: Partial<LogsContext>): Page {
  const answer = ask('FilterLogEvents', { logGroupName: TEXT_GROUP, ...input }, context);
  if (!isPage(answer)) throw new Error('not a page of FilterLogEvents');
  return answer;
}

/** All pages of a walk, the last without a token. */
export function walk(input: object, context?: Partial<LogsContext>): Page[] {
  const pages = [filter(input, context)];
  for (let token = pages[0]?.nextToken; token; token = pages.at(-1)?.nextToken)
    pages.push(filter({ ...input, nextToken: token }, context));
  return pages;
}

export function eventsOf(pages: readonly Page[]): Event[] {
  return pages.flatMap(({ events }) => events);
}

/** `code: message` of the refusal that a call meets. */
export function refusalOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof Error && 'code' in error) return `${error.code}: ${error.message}`;
    throw error;
  }
  return 'answered';
}

function isPage(answer: object): answer is Page {
  return 'events' in answer && 'searchedLogStreams' in answer;
}

interface Shape {
  readonly logFormat: 'text' | 'json';
  readonly every: number;
  readonly logGroup?: string;
  readonly region?: string;
  readonly account?: string;
}

function functionOf(name: string, { logFormat, every, logGroup, region, account }: Shape): LambdaFunction {
  function* invocations(from: Date, to: Date) {
    for (let n = Math.ceil((from.getTime() - 2_000) / every); n * every + 2_000 < to.getTime(); n++)
      yield invocation(n, n * every + 2_000, logFormat);
  }
  return {
    name,
    account: account ?? '111111111111',
    region: region ?? 'us-east-1',
    logGroup: logGroup ?? `/aws/lambda/${name}`,
    memoryMb: 128,
    logFormat,
    timeoutSeconds: 3,
    runtime: 'nodejs22.x',
    environmentAt: () => [],
    triggersAt: () => [],
    invocations,
    runs: invocations,
  };
}

/** Of each ten invocations: the first is cold, the fourth times out, the sixth runs out of memory. */
function invocation(n: number, start: number, logFormat: 'text' | 'json'): Invocation {
  const kind = ((n % 10) + 10) % 10;
  const requestId = `00000000-0000-4000-8000-${n.toString(16).padStart(12, '0')}`;
  const message = kind === 7 ? 'card declined' : 'polled';
  const level = kind === 7 ? 'ERROR' : 'INFO';
  const text = logFormat === 'json' ? JSON.stringify({ level, message, n }) : `${level}\t${message} n=${n}`;
  return {
    requestId,
    start: new Date(start),
    durationMs: kind === 3 ? 3_000 : 1_234.5,
    maxMemoryMb: kind === 5 ? 128 : 70,
    ...(kind === 0 ? { initMs: 250.4 } : {}),
    ...(kind === 3 ? { error: 'timeout' } : kind === 5 ? { error: 'out-of-memory' } : {}),
    lines: [{ afterMs: 100, text }],
  };
}
