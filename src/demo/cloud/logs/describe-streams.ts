import type { LogsContext } from './context.ts';
import { arnOf, type LogGroup, readGroup } from './groups.ts';
import { invalid, readInput } from './input.ts';
import { pageOf } from './listing.ts';
import { MOST_DESCRIBED, STREAM_NAME, STREAM_ORDER, TOKEN } from './rules.ts';
import { type LogStream, streamsOf } from './streams.ts';

/** DescribeLogStreams: by name, or by the time of the newest event, which may be an hour behind. */
export function describeLogStreams(input: unknown, context: LogsContext): object {
  const reader = readInput(input);
  const groupOf = readGroup(reader);
  const prefix = reader.text('logStreamNamePrefix', STREAM_NAME);
  const order = reader.text('orderBy', STREAM_ORDER) ?? 'LogStreamName';
  const descending = reader.flag('descending') ?? false;
  const limit = reader.whole('limit', 1, MOST_DESCRIBED) ?? MOST_DESCRIBED;
  const token = reader.text('nextToken', TOKEN);
  reader.check();
  if (order === 'LastEventTime' && prefix !== undefined)
    throw invalid('Cannot order by LastEventTime with a logStreamNamePrefix.');
  const group = groupOf(context);
  const now = context.now();
  const streams = streamsOf(group, now.getTime())
    .filter(({ name }) => name.startsWith(prefix ?? ''))
    .sort(order === 'LastEventTime' ? byLastEvent : byName);
  if (descending) streams.reverse();
  const request = [arnOf(group), prefix, order, descending];
  const { items, ...rest } = pageOf(streams, { limit, token, request, now });
  return { logStreams: items.map((stream) => described(group, stream)), ...rest };
}

function byName(a: LogStream, b: LogStream): number {
  return a.name < b.name ? -1 : 1;
}

function byLastEvent(a: LogStream, b: LogStream): number {
  return (a.lastEvent ?? a.created) - (b.lastEvent ?? b.created);
}

function described(group: LogGroup, { name, created, lastEvent, lastIngestion }: LogStream): object {
  return {
    logStreamName: name,
    creationTime: created,
    firstEventTimestamp: created,
    ...(lastEvent === undefined ? {} : { lastEventTimestamp: lastEvent, lastIngestionTime: lastIngestion }),
    arn: `${arnOf(group)}:log-stream:${name}`,
    storedBytes: 0,
  };
}
