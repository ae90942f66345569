import {
  type CostExplorerClient,
  type Expression,
  GetCostAndUsageCommand,
  type GetCostAndUsageCommandOutput,
  type Group,
  type GroupDefinition,
} from '@aws-sdk/client-cost-explorer';
import { type Cut, type CutFilter, type GroupKey, NOT_USAGE } from '../domain/cuts.ts';
import type { Day } from '../domain/day.ts';
import { type Micros, parseMicros } from '../domain/money.ts';
import { CostFailure, type CostPage, type CostRow, type CostSource } from '../usecases/ports.ts';
import { awsReason } from './failures.ts';

/** All in one paid request. */
const METRICS = ['UnblendedCost', 'AmortizedCost', 'NetAmortizedCost', 'UsageQuantity'];

/** Cost Explorer of one payer as a source of costs. */
export function createCostSource(payer: string, client: CostExplorerClient): CostSource {
  return {
    payer,
    async page(cut, { from, end }, token) {
      try {
        const answer = await client.send(
          new GetCostAndUsageCommand({
            TimePeriod: { Start: from, End: end },
            Granularity: 'DAILY',
            Metrics: METRICS,
            GroupBy: cut.keys.map(groupDefinition),
            ...filterOf(cut.filter),
            ...(token === undefined ? {} : { NextPageToken: token }),
          }),
        );
        return pageOf(cut, answer);
      } catch (thrown) {
        throw new CostFailure(awsReason(thrown, 'ce:GetCostAndUsage').words, { cause: thrown });
      }
    },
  };
}

function groupDefinition(key: GroupKey): GroupDefinition {
  if ('dimension' in key) return { Type: 'DIMENSION', Key: key.dimension };
  return 'tag' in key ? { Type: 'TAG', Key: key.tag } : { Type: 'COST_CATEGORY', Key: key.category };
}

function filterOf(filter: CutFilter): { Filter?: Expression } {
  if (filter.lines === 'all') return {};
  const usage: Expression = { Not: { Dimensions: { Key: 'RECORD_TYPE', Values: [...NOT_USAGE] } } };
  if ('service' in filter)
    return { Filter: { And: [usage, { Dimensions: { Key: 'SERVICE', Values: [filter.service] } }] } };
  if ('servicesExcept' in filter && filter.servicesExcept.length)
    return {
      Filter: { And: [usage, { Not: { Dimensions: { Key: 'SERVICE', Values: [...filter.servicesExcept] } } }] },
    };
  return { Filter: usage };
}

function pageOf(cut: Cut, answer: GetCostAndUsageCommandOutput): CostPage {
  const rows: CostRow[] = [];
  const days = new Map<Day, { readonly estimated: boolean }>();
  for (const result of answer.ResultsByTime ?? []) {
    const day = result.TimePeriod?.Start as Day | undefined;
    if (!day) continue;
    const estimated = result.Estimated ?? false;
    days.set(day, { estimated });
    for (const group of result.Groups ?? []) rows.push(rowOf(cut, day, estimated, group));
  }
  const names = (answer.DimensionValueAttributes ?? []).flatMap(({ Value: id, Attributes: about }) =>
    id && about?.description ? [[id, about.description] as const] : [],
  );
  return { rows, days, accountNames: new Map(names), nextToken: answer.NextPageToken };
}

function rowOf(cut: Cut, day: Day, estimated: boolean, { Keys: keys = [], Metrics: metrics = {} }: Group): CostRow {
  // A figure that is not there is unknown, not zero: better no read than a wrong one.
  const amount = (name: string): Micros => parseMicros(metrics[name]?.Amount ?? `no ${name}`);
  const usage = metrics.UsageQuantity;
  return {
    keyA: keyOf(cut.keys[0], keys[0] ?? ''),
    keyB: keyOf(cut.keys[1], keys[1] ?? ''),
    day,
    unblended: amount('UnblendedCost'),
    amortized: amount('AmortizedCost'),
    netAmortized: amount('NetAmortizedCost'),
    usage: Number(usage?.Amount ?? 0),
    usageUnit: usage?.Unit === 'N/A' ? '' : (usage?.Unit ?? ''),
    currency: metrics.UnblendedCost?.Unit ?? metrics.AmortizedCost?.Unit ?? 'USD',
    estimated,
  };
}

/** Tags and cost categories come as `team$payments`; `team$` is what has none. */
function keyOf(key: GroupKey, value: string): string {
  return 'dimension' in key ? value : value.slice(value.indexOf('$') + 1);
}
