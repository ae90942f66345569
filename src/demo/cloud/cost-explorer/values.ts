import type { LineItem } from '../../scenario/types.ts';
import { dimensionOf } from './dimensions.ts';
import { filterOf } from './expression.ts';
import type { Members } from './input.ts';
import { oneOf, optionalCount, optionalText, text } from './input.ts';
import type { CostExplorerContext } from './lines.ts';
import { linesIn } from './lines.ts';
import { pageStartOf, tokenFor } from './page-token.ts';
import { periodOf } from './period.ts';
import { broken, notSimulated } from './refusal.ts';
import { ACTIVE_TAG, tagOf } from './tags.ts';

const CONTEXTS = ['COST_AND_USAGE', 'RESERVATIONS', 'SAVINGS_PLANS'] as const;
const LONGEST_SEARCH = 1_024;

/** GetDimensionValues: the values of a dimension in a period; accounts with their names. */
export function getDimensionValues(input: Members, context: CostExplorerContext): object {
  const dimension = text(input.Dimension, 'dimension');
  const read = dimensionOf(dimension, 'dimension');
  const group = input.Context === undefined ? 'COST_AND_USAGE' : oneOf(input.Context, 'context', CONTEXTS);
  if (group !== 'COST_AND_USAGE') throw notSimulated(`context ${group}`);
  const { page, ...rest } = pageOfValues('GetDimensionValues', input, context, read);
  const names = new Map(context.scenario.accounts.map(({ id, name }) => [id, name]));
  const attributes = (value: string) =>
    dimension === 'LINKED_ACCOUNT' ? { description: names.get(value) ?? value } : {};
  return { DimensionValues: page.map((Value) => ({ Value, Attributes: attributes(Value) })), ...rest };
}

/** GetTags: without a key the keys of tags, with one its values, the empty one for what is untagged. */
export function getTags(input: Members, context: CostExplorerContext): object {
  const key = optionalText(input.TagKey, 'tagKey');
  const { page, ...rest } = pageOfValues('GetTags', input, context, key === undefined ? () => ACTIVE_TAG : tagOf(key));
  return { Tags: page, ...rest };
}

function pageOfValues(
  operation: string,
  input: Members,
  context: CostExplorerContext,
  read: (line: LineItem) => string,
) {
  const period = periodOf(input.TimePeriod, context.now());
  const filter = filterOf(input.Filter);
  const search = optionalText(input.SearchString, 'searchString')?.toLowerCase() ?? '';
  if (search.length > LONGEST_SEARCH)
    throw broken(search, 'searchString', `have length less than or equal to ${LONGEST_SEARCH}`);
  if (input.SortBy !== undefined) throw notSimulated('SortBy');
  optionalCount(input.MaxResults, 'maxResults', 1, 1_000);
  const { offset, at } = pageStartOf(operation, input, context.now());
  const found = new Set(linesIn(context, period, at, filter).map(read));
  const values = [...found].filter((value) => value.toLowerCase().includes(search)).sort();
  const page = values.slice(offset, offset + context.pageSize);
  const next = offset + page.length;
  return {
    page,
    ReturnSize: page.length,
    TotalSize: values.length,
    ...(next < values.length && { NextPageToken: tokenFor(operation, input, { offset: next, at }) }),
  };
}
