import { AwsFailure } from '../failure.ts';
import { readStatistic, type Statistic } from './statistics.ts';

/** A metric that is asked for. */
export interface MetricQuery {
  readonly id: string;
  readonly label: string | undefined;
  readonly returned: boolean;
  readonly namespace: string;
  readonly metric: string;
  readonly dimensions: ReadonlyMap<string, string>;
  readonly periodSeconds: number;
  readonly statistic: Statistic;
  readonly unit: string | undefined;
}

export const MOST_QUERIES = 500;
export const MOST_DATAPOINTS = 100_800;
const ID = /^[a-z][a-zA-Z0-9_]*$/;
/** Periods below a minute exist for metrics of high resolution, which Lambda's are not. */
const SHORT_PERIODS = [1, 5, 10, 20, 30];

export type Members = ReadonlyMap<string, unknown>;

/** Reads the queries. Throws AwsFailure that names everything wrong with them, a line each, as AWS does. */
export function readQueries(value: unknown): MetricQuery[] {
  const list = listOf(value, 'MetricDataQueries');
  if (list.length === 0) throw missing('MetricDataQueries');
  if (list.length > MOST_QUERIES)
    throw refused(`The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
  const problems: string[] = [];
  const queries = list.map((item, i) => {
    const at = `MetricDataQueries.member.${i + 1}`;
    return readQuery(membersOf(item, at), at, problems);
  });
  if (new Set(queries.map(({ id }) => id)).size < queries.length)
    problems.push('The values for parameter Id in MetricDataQueries are not unique.');
  if (problems.length > 0) throw refused(problems.join('\n'));
  return queries;
}

function readQuery(query: Members, at: string, problems: string[]): MetricQuery {
  const id = need(textOf(query, 'Id'), `${at}.Id`);
  if (!ID.test(id))
    problems.push(`The value ${id} for parameter ${at}.Id is not matching the expected pattern ${ID.source}.`);
  if (query.has('Expression') && query.has('MetricStat'))
    throw new AwsFailure(
      'InvalidParameterCombinationException',
      `The parameters ${at}.Expression and ${at}.MetricStat can not be used together.`,
    );
  for (const member of ['Expression', 'AccountId'])
    if (query.has(member)) throw refused(`The parameter ${at}.${member} is not simulated.`);
  const stat = membersOf(need(query.get('MetricStat'), `${at}.MetricStat`), `${at}.MetricStat`);
  const metric = membersOf(need(stat.get('Metric'), `${at}.MetricStat.Metric`), `${at}.MetricStat.Metric`);
  const periodSeconds = need(numberOf(stat, 'Period'), `${at}.MetricStat.Period`);
  if (periodSeconds < 1 || (periodSeconds % 60 !== 0 && !SHORT_PERIODS.includes(periodSeconds)))
    problems.push(`The value ${periodSeconds} for parameter ${at}.MetricStat.Period must be a multiple of 60.`);
  const statistic = readStatistic(need(textOf(stat, 'Stat'), `${at}.MetricStat.Stat`));
  if (!statistic)
    problems.push(`The value ${textOf(stat, 'Stat')} for parameter ${at}.MetricStat.Stat is not a valid statistic.`);
  return {
    id,
    label: textOf(query, 'Label'),
    returned: query.get('ReturnData') !== false,
    namespace: need(textOf(metric, 'Namespace'), `${at}.MetricStat.Metric.Namespace`),
    metric: need(textOf(metric, 'MetricName'), `${at}.MetricStat.Metric.MetricName`),
    dimensions: readDimensions(metric.get('Dimensions'), `${at}.MetricStat.Metric.Dimensions`),
    periodSeconds,
    statistic: statistic ?? (() => 0),
    unit: textOf(stat, 'Unit'),
  };
}

function readDimensions(value: unknown, at: string): ReadonlyMap<string, string> {
  const pairs = listOf(value, at).map((item, i) => {
    const dimension = membersOf(item, at);
    const place = `${at}.member.${i + 1}`;
    return [
      need(textOf(dimension, 'Name'), `${place}.Name`),
      need(textOf(dimension, 'Value'), `${place}.Value`),
    ] as const;
  });
  return new Map(pairs);
}

/** The members of a structure; null counts as absent. Throws SerializationException on anything else. */
export function membersOf(value: unknown, at: string): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw wrongType(at, 'structure');
  return new Map(Object.entries(value).filter(([, member]) => member !== null));
}

export function textOf(members: Members, member: string): string | undefined {
  const value = members.get(member);
  if (value !== undefined && typeof value !== 'string') throw wrongType(member, 'String');
  return value;
}

export function numberOf(members: Members, member: string): number | undefined {
  const value = members.get(member);
  if (value !== undefined && typeof value !== 'number') throw wrongType(member, 'Number');
  return value;
}

/** The value of a member that must be there. Throws MissingParameter, as its query name is. */
export function need<T>(value: T | undefined, member: string): T {
  if (value === undefined) throw missing(member);
  return value;
}

/** ValidationError, as its query name is. */
export function refused(message: string): AwsFailure {
  return new AwsFailure('ValidationException', message);
}

function missing(member: string): AwsFailure {
  return new AwsFailure('MissingRequiredParameterException', `The parameter ${member} is required.`);
}

function listOf(value: unknown, at: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw wrongType(at, 'List');
  return value;
}

function wrongType(at: string, type: string): AwsFailure {
  return new AwsFailure('SerializationException', `${at} can not be converted to a ${type}`);
}
