import { z } from 'zod';
import { inputReader, type WireTypes } from '../wire/types.ts';

/** The input of GetMetricData, in any of CloudWatch's protocols. */
export const readInput = inputReader(({ text, whole, flag, instant, list }: WireTypes) => {
  const dimension = z.object({ Name: text, Value: text });
  const metric = z.object({ Namespace: text, MetricName: text, Dimensions: list(dimension) });
  const stat = z.object({ Metric: metric.nullish(), Period: whole, Stat: text, Unit: text });
  const query = z.object({
    Id: text,
    MetricStat: stat.nullish(),
    Expression: text,
    Label: text,
    ReturnData: flag,
    Period: whole,
    AccountId: text,
  });
  return z.object({
    MetricDataQueries: list(query),
    StartTime: instant,
    EndTime: instant,
    NextToken: text,
    ScanBy: text,
    MaxDatapoints: whole,
  });
});

export type Input = ReturnType<typeof readInput>;
export type QueryInput = NonNullable<Input['MetricDataQueries']>[number];
