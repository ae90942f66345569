import { invalid } from '../failure.ts';
import type { Input, QueryInput } from './input.ts';
import { need } from './need.ts';
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

const MOST_QUERIES = 500;
const ID = /^[a-z][a-zA-Z0-9_]*$/;
/** Periods below a minute exist for metrics of high resolution, which Lambda's are not. */
const SHORT_PERIODS = [1, 5, 10, 20, 30];

/** Reads the queries. Throws AwsFailure that names everything wrong with them, a line each, as AWS does. */
export function readQueries({ MetricDataQueries: list = [] }: Input): MetricQuery[] {
  if (list.length === 0) throw invalid('The parameter MetricDataQueries is required.');
  if (list.length > MOST_QUERIES)
    throw invalid(`The collection MetricDataQueries must not have a size greater than ${MOST_QUERIES}.`);
  const problems: string[] = [];
  const queries = list.map((query, i) => readQuery(query, `MetricDataQueries.member.${i + 1}`, problems));
  if (new Set(queries.map(({ id }) => id)).size < queries.length)
    problems.push('The values for parameter Id in MetricDataQueries are not unique.');
  if (problems.length > 0) throw invalid(problems.join('\n'));
  return queries;
}

function readQuery(query: QueryInput, at: string, problems: string[]): MetricQuery {
  const id = need(query.Id, `${at}.Id`);
  if (!ID.test(id))
    problems.push(`The value ${id} for parameter ${at}.Id is not matching the expected pattern ${ID.source}.`);
  if (query.Expression !== undefined && query.MetricStat)
    throw invalid(`The parameters ${at}.Expression and ${at}.MetricStat can not be used together.`);
  for (const member of ['Expression', 'AccountId'] as const)
    if (query[member] !== undefined) throw invalid(`The parameter ${at}.${member} is not simulated.`);
  const stat = need(query.MetricStat, `${at}.MetricStat`);
  const metric = need(stat.Metric, `${at}.MetricStat.Metric`);
  const periodSeconds = need(stat.Period, `${at}.MetricStat.Period`);
  if (periodSeconds < 1 || (periodSeconds % 60 !== 0 && !SHORT_PERIODS.includes(periodSeconds)))
    problems.push(`The value ${periodSeconds} for parameter ${at}.MetricStat.Period must be a multiple of 60.`);
  const statistic = readStatistic(need(stat.Stat, `${at}.MetricStat.Stat`));
  if (!statistic) problems.push(`The value ${stat.Stat} for parameter ${at}.MetricStat.Stat is not a valid statistic.`);
  const dimensions = (metric.Dimensions ?? []).map(({ Name, Value }, i) => {
    const place = `${at}.MetricStat.Metric.Dimensions.member.${i + 1}`;
    return [need(Name, `${place}.Name`), need(Value, `${place}.Value`)] as const;
  });
  return {
    id,
    label: query.Label,
    returned: query.ReturnData !== false,
    namespace: need(metric.Namespace, `${at}.MetricStat.Metric.Namespace`),
    metric: need(metric.MetricName, `${at}.MetricStat.Metric.MetricName`),
    dimensions: new Map(dimensions),
    periodSeconds,
    statistic: statistic ?? (() => 0),
    unit: stat.Unit,
  };
}
