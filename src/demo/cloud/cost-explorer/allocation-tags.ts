import { AwsFailure } from '../failure.ts';
import type { Members } from './input.ts';
import { list, oneOf, optionalCount, optionalText, text } from './input.ts';
import type { CostExplorerContext } from './lines.ts';
import { broken } from './refusal.ts';
import { ACTIVE_TAG } from './tags.ts';

const MOST_KEYS = 100;

/** ListCostAllocationTags: `team` is active, `Environment` is known but was never activated. */
export function listCostAllocationTags(input: Members, { scenario }: CostExplorerContext): object {
  const status = input.Status === undefined ? undefined : oneOf(input.Status, 'status', ['Active', 'Inactive']);
  const type = input.Type === undefined ? undefined : oneOf(input.Type, 'type', ['AWSGenerated', 'UserDefined']);
  const keys = input.TagKeys === undefined ? undefined : keysOf(input.TagKeys);
  optionalCount(input.MaxResults, 'maxResults', 1, 1_000);
  if (optionalText(input.NextToken, 'nextToken') !== undefined)
    throw new AwsFailure(
      'InvalidNextTokenException',
      'The pagination token is invalid. Try again without a pagination token.',
    );
  const since = `${scenario.firstDay}T00:00:00Z`;
  const tags = [
    { TagKey: ACTIVE_TAG, Type: 'UserDefined', Status: 'Active', LastUpdatedDate: since },
    { TagKey: 'Environment', Type: 'UserDefined', Status: 'Inactive', LastUpdatedDate: since },
    { TagKey: 'aws:createdBy', Type: 'AWSGenerated', Status: 'Inactive', LastUpdatedDate: since },
  ];
  return {
    CostAllocationTags: tags.filter(
      (tag) =>
        (status ?? tag.Status) === tag.Status &&
        (type ?? tag.Type) === tag.Type &&
        (keys ?? [tag.TagKey]).includes(tag.TagKey),
    ),
  };
}

function keysOf(value: unknown): string[] {
  const keys = list(value, 'tagKeys').map((key) => text(key, 'tagKeys'));
  if (keys.length < 1) throw broken(keys, 'tagKeys', 'have length greater than or equal to 1');
  if (keys.length > MOST_KEYS) throw broken(keys, 'tagKeys', `have length less than or equal to ${MOST_KEYS}`);
  return keys;
}
