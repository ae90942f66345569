import { AwsFailure } from '../failure.ts';
import type { LogsContext } from './context.ts';
import { describeLogGroups } from './describe-groups.ts';
import { describeLogStreams } from './describe-streams.ts';
import { filterLogEvents } from './filter-events.ts';

export type { LogsContext, PageLimits } from './context.ts';
export { CUSTOM_GROUP, INFREQUENT_GROUP } from './groups.ts';

const OPERATIONS = new Map([
  ['DescribeLogGroups', describeLogGroups],
  ['DescribeLogStreams', describeLogStreams],
  ['FilterLogEvents', filterLogEvents],
]);

/**
 * CloudWatch Logs of the simulated cloud: answers the operation of an `x-amz-target: Logs_20140328.OPERATION` request
 * (AWS JSON 1.1) from the scenario alone. Throws AwsFailure with AWS's code and words where AWS refuses.
 */
export function handleLogs(operation: string, input: unknown, context: LogsContext): object {
  const handle = OPERATIONS.get(operation);
  if (!handle) throw new AwsFailure('UnknownOperationException', `Logs_20140328.${operation} is not simulated`);
  return handle(input, context);
}
