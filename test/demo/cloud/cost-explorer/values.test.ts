import {
  GetDimensionValuesCommand,
  GetTagsCommand,
  ListCostAllocationTagsCommand,
} from '@aws-sdk/client-cost-explorer';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Cloud } from '../../../../src/demo/cloud/index.ts';
import { clientOf, cloudAt } from '../sample.ts';

let cloud: Cloud;
let client: ReturnType<typeof clientOf>;

beforeAll(async () => {
  cloud = await cloudAt({ pageSize: 10 });
  client = clientOf(cloud.url);
});
afterAll(() => cloud.close());

const TimePeriod = { Start: '2026-10-01', End: '2026-11-01' };

test('accounts come with their names', async () => {
  const answer = await client.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: 'LINKED_ACCOUNT' }));
  expect(answer).toMatchObject({ ReturnSize: 6, TotalSize: 6 });
  expect(answer.DimensionValues).toContainEqual({ Value: '111111111111', Attributes: { description: 'root-payer' } });
});

test('services come in pages, each once', async () => {
  const values: (string | undefined)[] = [];
  let total = 0;
  let NextPageToken: string | undefined;
  do {
    const page = await client.send(new GetDimensionValuesCommand({ TimePeriod, Dimension: 'SERVICE', NextPageToken }));
    values.push(...(page.DimensionValues ?? []).map(({ Value }) => Value));
    total = page.TotalSize ?? 0;
    NextPageToken = page.NextPageToken;
  } while (NextPageToken !== undefined);
  expect(new Set(values).size).toBe(total);
  expect(values).toContain('EC2 - Other');
});

test('a search and a filter narrow the values down', async () => {
  const Filter = { Dimensions: { Key: 'SERVICE' as const, Values: ['AWS Lambda'] } };
  const found = await client.send(
    new GetDimensionValuesCommand({ TimePeriod, Dimension: 'USAGE_TYPE', SearchString: 'gb-second', Filter }),
  );
  expect(found.DimensionValues?.map(({ Value }) => Value)).toEqual([
    'EU-Lambda-GB-Second',
    'EUC1-Lambda-GB-Second',
    'Lambda-GB-Second',
  ]);
});

test('the keys of tags, and the values of a key with the empty one for what is untagged', async () => {
  expect((await client.send(new GetTagsCommand({ TimePeriod }))).Tags).toEqual(['team']);
  const values = await client.send(new GetTagsCommand({ TimePeriod, TagKey: 'team' }));
  expect(values.Tags).toEqual(['', 'data', 'payments', 'platform', 'search']);
});

test('the tag team is active, others are not', async () => {
  const all = await client.send(new ListCostAllocationTagsCommand({}));
  expect(all.CostAllocationTags?.map(({ TagKey, Status }) => [TagKey, Status])).toEqual([
    ['team', 'Active'],
    ['Environment', 'Inactive'],
    ['aws:createdBy', 'Inactive'],
  ]);
  const active = await client.send(
    new ListCostAllocationTagsCommand({ Status: 'Active', Type: 'UserDefined', TagKeys: ['team', 'Team'] }),
  );
  expect(active.CostAllocationTags?.map(({ TagKey }) => TagKey)).toEqual(['team']);
});
