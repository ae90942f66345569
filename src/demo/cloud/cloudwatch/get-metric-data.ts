import type { CloudContext } from '../context.ts';
import { AwsFailure, invalid } from '../failure.ts';
import { tokensFor } from '../token.ts';
import type { WireTypes } from '../wire/types.ts';
import { type Input, readInput } from './input.ts';
import { need } from './need.ts';
import { type MetricQuery, readQueries } from './queries.ts';
import { type Point, pointsOf, roundedStart } from './series.ts';

const MINUTE_MS = 60_000;
const MOST_DATAPOINTS = 100_800;
const ORDERS = ['TimestampDescending', 'TimestampAscending'];

/** GetMetricData: the metrics of Lambda. Pages hold `MaxDatapoints` at most, over all queries; newest first by default. */
export function getMetricData(wire: unknown, types: WireTypes, context: CloudContext): object {
  const input = readInput(wire, types);
  const { queries, from, to, ascending, most, token } = readRequest(input, context);
  const { account, region } = context.caller;
  const { NextToken: _, MaxDatapoints: __, ...request } = input;
  const tokens = tokensFor(
    [account, region, request],
    (value): value is number => typeof value === 'number',
    () => new AwsFailure('InvalidNextToken', 'The value for parameter NextToken is invalid.'),
  );
  const skip = token === undefined ? 0 : tokens.open(token, context.now);
  const series = queries.map((query) => {
    const points = pointsOf(query, from, to, context);
    return { query, points: ascending ? points : points.reverse() };
  });
  const total = series.reduce((sum, { points }) => sum + points.length, 0);
  const results = cut(series, skip, skip + most);
  return {
    MetricDataResults: results,
    Messages: [],
    ...(skip + most < total ? { NextToken: tokens.seal(skip + most, context.now) } : {}),
  };
}

function readRequest(input: Input, { now }: CloudContext) {
  const queries = readQueries(input).filter(({ returned }) => returned);
  const start = need(input.StartTime, 'StartTime').getTime();
  const end = need(input.EndTime, 'EndTime').getTime();
  const order = input.ScanBy ?? 'TimestampDescending';
  const most = input.MaxDatapoints ?? MOST_DATAPOINTS;
  if (!ORDERS.includes(order))
    throw invalid(`The value ${order} for parameter ScanBy is not one of [${ORDERS.join(', ')}].`);
  if (most < 1 || most > MOST_DATAPOINTS)
    throw invalid(`The value ${most} for parameter MaxDatapoints must be between 1 and ${MOST_DATAPOINTS}.`);
  // AWS looks at whole minutes only.
  const to = Math.floor(end / MINUTE_MS) * MINUTE_MS;
  const from = Math.floor(start / MINUTE_MS) * MINUTE_MS;
  if (from === to) throw invalid('The parameter StartTime must not equal parameter EndTime.');
  if (from > to) throw invalid('The parameter StartTime must be less than the parameter EndTime.');
  return {
    queries,
    from: roundedStart(from, now.getTime()),
    to,
    ascending: order === 'TimestampAscending',
    most,
    token: input.NextToken,
  };
}

interface Series {
  readonly query: MetricQuery;
  readonly points: readonly Point[];
}

/** The points from `skip` to `end`, counted over all series; every series stands on every page, some with none. */
function cut(series: readonly Series[], skip: number, end: number): object[] {
  let before = 0;
  return series.map(({ query, points }) => {
    const shown = points.slice(Math.max(0, skip - before), Math.max(0, end - before));
    before += points.length;
    return {
      Id: query.id,
      Label: query.label ?? query.metric,
      Timestamps: shown.map(({ at }) => new Date(at)),
      Values: shown.map(({ value }) => value),
      StatusCode: before > end ? 'PartialData' : 'Complete',
    };
  });
}
