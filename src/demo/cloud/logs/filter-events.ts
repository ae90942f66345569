import { AwsFailure } from '../failure.ts';
import { tokensFor } from '../token.ts';
import type { LogsContext } from './context.ts';
import { arnOf, RETENTION_DAYS, readGroup } from './groups.ts';
import { invalid, invalidToken, readInput } from './input.ts';
import { compilePattern } from './pattern/index.ts';
import { FILTER_PATTERN, MOST_EVENTS, MOST_STREAM_NAMES, STREAM_NAME, TOKEN } from './rules.ts';
import { isWalk, scanPage, type Walk } from './scan.ts';
import { streamsOf } from './streams.ts';

const MB = 1_048_576;
const TWO_HOURS_MS = 7_200_000;
const DAY_MS = 86_400_000;
/** The earliest startTime for newest first, 1 January 2024 (the SDK's own documentation). */
const BACKWARD_SINCE = Date.UTC(2024, 0, 1);

/**
 * FilterLogEvents. Both ends of the range are included, as documented. A page ends at its limits or with a slice of two
 * hours, so it may be partial or empty; only a page without a token is the last.
 */
export function filterLogEvents(input: unknown, context: LogsContext): object {
  const request = readRequest(input);
  const { pattern, streamNames, prefix, start, end, token } = request;
  const matches = compilePattern(pattern);
  const group = request.groupOf(context);
  if (group.logClass === 'INFREQUENT_ACCESS') throw infrequent(group.name);
  const now = context.now();
  if (streamNames) checkStreams(streamNames, streamsOf(group, now.getTime()));
  const tokens = tokensFor([arnOf(group), pattern, streamNames, prefix, start, end], isWalk, invalidToken);
  const walk = token === undefined ? beginWalk(request, now.getTime()) : tokens.open(token, now);
  const page = scanPage(walk, {
    group,
    written: context.written?.of(group) ?? [],
    now: now.getTime(),
    wants: ({ logStreamName, message }) =>
      (streamNames?.includes(logStreamName) ?? logStreamName.startsWith(prefix ?? '')) && matches(message),
    limits: { events: MOST_EVENTS, bytes: MB, scannedMs: TWO_HOURS_MS, ...context.pageLimits },
    most: request.limit,
  });
  const rest = page.next ? { nextToken: tokens.seal(page.next, now) } : {};
  return { events: page.events, searchedLogStreams: [], ...rest };
}

type Request = ReturnType<typeof readRequest>;

function readRequest(input: unknown) {
  const reader = readInput(input);
  const request = {
    groupOf: readGroup(reader),
    streamNames: reader.texts('logStreamNames', STREAM_NAME, MOST_STREAM_NAMES),
    prefix: reader.text('logStreamNamePrefix', STREAM_NAME),
    start: reader.whole('startTime', 0),
    end: reader.whole('endTime', 0),
    pattern: reader.text('filterPattern', FILTER_PATTERN) ?? '',
    limit: reader.whole('limit', 1, MOST_EVENTS) ?? MOST_EVENTS,
    token: reader.text('nextToken', TOKEN),
    forward: reader.flag('startFromHead') ?? true,
  };
  reader.flag('interleaved');
  reader.flag('unmask');
  reader.check();
  checkTogether(request);
  return request;
}

function checkTogether({ streamNames, prefix, start, end, forward, token }: Omit<Request, 'groupOf'>): void {
  if (streamNames && prefix !== undefined)
    throw invalid('You can specify either logStreamNames or logStreamNamePrefix, but not both');
  if (start !== undefined && end !== undefined && start > end)
    throw invalid('startTime must be less than or equal to endTime');
  if (!forward && token === undefined && (start ?? 0) < BACKWARD_SINCE)
    throw invalid('startFromHead=false is supported only when startTime is on or after 2024-01-01T00:00:00Z');
}

/** Retention and the present bound the range; the end is fixed here, so that a walk without endTime comes to one. */
function beginWalk({ start, end, forward }: Request, now: number): Walk {
  return { forward, from: Math.max(start ?? 0, now - RETENTION_DAYS * DAY_MS), to: Math.min(end ?? now, now) };
}

function checkStreams(asked: readonly string[], streams: readonly { name: string }[]): void {
  const known = new Set(streams.map(({ name }) => name));
  if (!asked.every((name) => known.has(name)))
    throw new AwsFailure('ResourceNotFoundException', 'The specified log stream does not exist.');
}

/**
 * The model of FilterLogEvents declares no such error, and AWS answers it all the same: name and words are those of
 * aws/karpenter-provider-aws#9567 (September 2026).
 */
function infrequent(name: string): AwsFailure {
  return new AwsFailure(
    'InvalidOperationException',
    `The log group ${name} is of log-group-class INFREQUENT_ACCESS. FilterLogEvents is not supported for this log class.`,
  );
}
