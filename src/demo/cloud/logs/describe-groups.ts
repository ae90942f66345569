import type { LogsContext } from './context.ts';
import { arnOf, groupsOf, type LogGroup, RETENTION_DAYS } from './groups.ts';
import { invalid, readInput } from './input.ts';
import { pageOf } from './listing.ts';
import { GROUP_CLASS, GROUP_NAME, GROUP_NAME_PATTERN, MOST_DESCRIBED, TOKEN } from './rules.ts';

const NOT_SIMULATED = ['accountIdentifiers', 'includeLinkedAccounts', 'logGroupIdentifiers'];

/** DescribeLogGroups: by prefix, or by a case-sensitive part of the name (then with three members a group only). */
export function describeLogGroups(input: unknown, context: LogsContext): object {
  const reader = readInput(input);
  const prefix = reader.text('logGroupNamePrefix', GROUP_NAME);
  const part = reader.text('logGroupNamePattern', GROUP_NAME_PATTERN);
  const logClass = reader.text('logGroupClass', GROUP_CLASS);
  const limit = reader.whole('limit', 1, MOST_DESCRIBED) ?? MOST_DESCRIBED;
  const token = reader.text('nextToken', TOKEN);
  reader.check();
  const foreign = NOT_SIMULATED.find((member) => reader.has(member));
  if (foreign) throw invalid(`${foreign} is not simulated`);
  if (prefix !== undefined && part !== undefined)
    throw invalid('LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.');
  const groups = groupsOf(context).filter(
    ({ name, logClass: its }) =>
      name.startsWith(prefix ?? '') && name.includes(part ?? '') && (logClass ?? its) === its,
  );
  const request = [context.account, context.region, prefix, part, logClass];
  const { items, ...rest } = pageOf(groups, { limit, token, request, now: context.now() });
  return { logGroups: items.map(part ? briefly : fully), ...rest };
}

function briefly(group: LogGroup): object {
  return { logGroupName: group.name, creationTime: group.created.getTime(), arn: `${arnOf(group)}:*` };
}

function fully(group: LogGroup): object {
  return {
    ...briefly(group),
    logGroupArn: arnOf(group),
    logGroupClass: group.logClass,
    retentionInDays: RETENTION_DAYS,
    metricFilterCount: 0,
    storedBytes: 0,
  };
}
