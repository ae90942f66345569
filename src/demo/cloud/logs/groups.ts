import { addDays, startOf } from '../../../domain/day.ts';
import type { LambdaFunction, Scenario } from '../../scenario/types.ts';
import { AwsFailure } from '../failure.ts';
import type { LogsContext } from './context.ts';
import { type InputReader, invalid } from './input.ts';
import { GROUP_IDENTIFIER, GROUP_NAME } from './rules.ts';

/** After so many days an event is gone, in every group. */
export const RETENTION_DAYS = 14;
/** The group of class Infrequent Access, which FilterLogEvents refuses. */
export const INFREQUENT_GROUP = '/archive/access-audit';
/** A group outside Lambda's own folder: empty where no function has it in its settings. */
export const CUSTOM_GROUP = '/platform/deployments';

export interface LogGroup {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly logClass: 'STANDARD' | 'INFREQUENT_ACCESS';
  readonly created: Date;
  /** Those that write to it; several where they share a group. */
  readonly functions: readonly LambdaFunction[];
}

const known = new WeakMap<Scenario, readonly LogGroup[]>();

/** The log groups that the asking account and Region hold, in ASCII order of their names. */
export function groupsOf({ scenario, account, region }: LogsContext): readonly LogGroup[] {
  const all = known.get(scenario) ?? build(scenario);
  known.set(scenario, all);
  return all.filter(
    (group) => (account ?? group.account) === group.account && (region ?? group.region) === group.region,
  );
}

/** The group's ARN without the trailing `:*`. */
export function arnOf({ region, account, name }: LogGroup): string {
  return `arn:aws:logs:${region}:${account}:log-group:${name}`;
}

/**
 * Reads logGroupName or logGroupIdentifier (a name or an ARN). Its result finds the group once the rest of the request
 * is read; it throws InvalidParameterException where both or neither are given, ResourceNotFoundException on a stranger.
 */
export function readGroup(reader: InputReader): (context: LogsContext) => LogGroup {
  const name = reader.text('logGroupName', GROUP_NAME);
  const identifier = reader.text('logGroupIdentifier', GROUP_IDENTIFIER);
  return (context) => {
    if ((name === undefined) === (identifier === undefined))
      throw invalid('You must include either logGroupIdentifier or logGroupName, but not both');
    const asked = name ?? identifier;
    const group = groupsOf(context).find((it) => it.name === asked || (name === undefined && arnOf(it) === asked));
    if (!group) throw new AwsFailure('ResourceNotFoundException', 'The specified log group does not exist.');
    return group;
  };
}

function build(scenario: Scenario): LogGroup[] {
  const created = startOf(addDays(scenario.firstDay, -1));
  const groups = new Map<string, LogGroup>();
  for (const fn of scenario.functions) {
    if (fn.groupMissing) continue;
    const { account } = fn;
    const { name, region } = placeOf(fn);
    const key = `${account} ${region} ${name}`;
    const functions = [...(groups.get(key)?.functions ?? []), fn];
    groups.set(key, { name, account, region, logClass: 'STANDARD', created, functions });
  }
  const [first] = scenario.functions;
  const extra = first ? { account: first.account, region: first.region, created, functions: [] } : undefined;
  return [
    ...groups.values(),
    ...(extra ? [{ ...extra, name: INFREQUENT_GROUP, logClass: 'INFREQUENT_ACCESS' } as const] : []),
    ...(extra && !scenario.functions.some(({ logGroup }) => logGroup === CUSTOM_GROUP)
      ? [{ ...extra, name: CUSTOM_GROUP, logClass: 'STANDARD' } as const]
      : []),
  ].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Where a function's lines are: at the edge in the Region of the replica, under the name of its home. */
function placeOf({ name, region, edgeRegion, logGroup }: LambdaFunction): { name: string; region: string } {
  return edgeRegion ? { name: `/aws/lambda/${region}.${name}`, region: edgeRegion } : { name: logGroup, region };
}
