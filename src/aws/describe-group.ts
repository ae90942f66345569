import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { UserError } from '../domain/errors.ts';
import { awsReason } from './failures.ts';

/** The order by last event lags as the times themselves do: the newest event may be in one of the next. */
const STREAMS = 10;

/** The class of the group of exactly this name; undefined where there is none. */
export async function describeGroup(
  client: CloudWatchLogsClient,
  name: string,
): Promise<{ readonly logClass: string } | undefined> {
  const { logGroups = [] } = await client
    .send(new DescribeLogGroupsCommand({ logGroupNamePrefix: name }))
    .catch((thrown: unknown) => {
      throw new UserError(awsReason(thrown, 'logs:DescribeLogGroups').words);
    });
  const group = logGroups.find(({ logGroupName }) => logGroupName === name);
  return group && { logClass: group.logGroupClass ?? 'STANDARD' };
}

/** The newest event that the group's streams tell of, or why they could not be asked. */
export async function lastStreamEvent(
  client: CloudWatchLogsClient,
  group: string,
): Promise<{ readonly at?: Date; readonly failure?: UserError }> {
  try {
    const { logStreams = [] } = await client.send(
      new DescribeLogStreamsCommand({
        logGroupName: group,
        orderBy: 'LastEventTime',
        descending: true,
        limit: STREAMS,
      }),
    );
    const latest = Math.max(...logStreams.map(({ lastEventTimestamp }) => lastEventTimestamp ?? 0));
    return latest > 0 ? { at: new Date(latest) } : {};
  } catch (thrown) {
    return { failure: new UserError(awsReason(thrown, 'logs:DescribeLogStreams').words) };
  }
}
