import { addDays } from '../../../domain/day.ts';
import type { Scenario } from '../../scenario/types.ts';
import { filterOf } from './expression.ts';
import type { Grouping } from './group-by.ts';
import { groupingsOf, groupLines } from './group-by.ts';
import type { Members } from './input.ts';
import type { CostExplorerContext } from './lines.ts';
import { linesIn } from './lines.ts';
import type { MetricValue } from './metrics.ts';
import { metricsOf } from './metrics.ts';
import { pageStartOf, tokenFor } from './page-token.ts';
import type { Period } from './period.ts';
import { granularityOf, periodOf, splitPeriod } from './period.ts';
import { isEstimated } from './visible.ts';

interface Group {
  readonly Keys: readonly string[];
  readonly Metrics: Record<string, MetricValue>;
}

interface Result {
  readonly TimePeriod: { readonly Start: string; readonly End: string };
  readonly Total: Record<string, MetricValue>;
  readonly Groups: readonly Group[];
  readonly Estimated: boolean;
}

const OPERATION = 'GetCostAndUsage';

/** GetCostAndUsage: costs by day or month, whole or in groups, page by page. */
export function getCostAndUsage(input: Members, context: CostExplorerContext): object {
  const granularity = granularityOf(input.Granularity);
  const period = periodOf(input.TimePeriod, context.now());
  const sums = metricsOf(input.Metrics);
  const groupings = groupingsOf(input.GroupBy);
  const filter = filterOf(input.Filter);
  const page = pageStartOf(OPERATION, input, context.now());
  const { currency } = context.scenario;
  const results = onceForAllPages(context, input, page.at, () =>
    splitPeriod(period, granularity).map((part): Result => {
      const lines = linesIn(context, part, page.at, filter);
      const grouped = groupings.length > 0;
      return {
        TimePeriod: { Start: part.start, End: part.end },
        Total: grouped ? {} : sums(lines, currency),
        Groups: grouped
          ? groupLines(lines, groupings).map(({ keys, lines: own }) => ({ Keys: keys, Metrics: sums(own, currency) }))
          : [],
        Estimated: isEstimatedIn(part, page.at),
      };
    }),
  );
  const { shown, next } = pageOf(results, page.offset, context.pageSize);
  return {
    ...(groupings.length > 0 && { GroupDefinitions: groupings.map(({ Type, Key }) => ({ Type, Key })) }),
    ResultsByTime: shown,
    DimensionValueAttributes: accountNames(shown, groupings, context),
    ...(next !== undefined && { NextPageToken: tokenFor(OPERATION, input, { offset: next, at: page.at }) }),
  };
}

interface Kept {
  readonly question: string;
  readonly results: readonly Result[];
}

/** The last answer of an organisation, for its next page. */
const kept = new WeakMap<Scenario, Kept>();

function onceForAllPages(
  { scenario, account }: CostExplorerContext,
  { NextPageToken: _, ...input }: Members,
  at: Date,
  compute: () => readonly Result[],
): readonly Result[] {
  const question = JSON.stringify([account, at, input]);
  const known = kept.get(scenario);
  if (known?.question === question) return known.results;
  const results = compute();
  kept.set(scenario, { question, results });
  return results;
}

function isEstimatedIn({ start, end }: Period, at: Date): boolean {
  return isEstimated(start, at) || isEstimated(addDays(end, -1), at);
}

/** The results that hold the groups from `offset` on, a page full: a period may go on from one page to the next. */
function pageOf(
  results: readonly Result[],
  offset: number,
  size: number,
): { shown: Result[]; next: number | undefined } {
  const total = results.reduce((count, { Groups }) => count + Groups.length, 0);
  const end = offset + size;
  const shown: Result[] = [];
  let before = 0;
  for (const result of results) {
    const groups = result.Groups.slice(Math.max(0, offset - before), Math.max(0, end - before));
    const empty = result.Groups.length === 0 && before >= offset && (before < end || end >= total);
    if (groups.length > 0 || empty) shown.push({ ...result, Groups: groups });
    before += result.Groups.length;
  }
  return { shown, next: end < total ? end : undefined };
}

/** The names of the accounts that stand on a page. */
function accountNames(
  shown: readonly Result[],
  groupings: readonly Grouping[],
  { scenario }: CostExplorerContext,
): object[] {
  const at = groupings.findIndex(({ Type, Key }) => Type === 'DIMENSION' && Key === 'LINKED_ACCOUNT');
  const ids = new Set(shown.flatMap(({ Groups }) => Groups.map(({ Keys }) => Keys[at])));
  return scenario.accounts
    .filter(({ id }) => ids.has(id))
    .map(({ id, name }) => ({ Value: id, Attributes: { description: name } }));
}
