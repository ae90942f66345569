import { DescribeLogGroupsCommand, FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { ListCostAllocationTagsCommand } from '@aws-sdk/client-cost-explorer';
import { GetCallerIdentityCommand } from '@aws-sdk/client-sts';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day } from '../domain/day.ts';
import { type Diagnosis, fine, wrong } from '../domain/diagnosis.ts';
import { reasonOf } from '../domain/errors.ts';
import type { AwsClients, Role } from './clients.ts';
import { createCostSource } from './cost-explorer.ts';
import { awsReason } from './failures.ts';

export interface AwsSetup {
  readonly payers: readonly { readonly name: string; readonly role: Role | undefined }[];
  /** The cost allocation tag of costs.teamBy; undefined where teams are not made by a tag. */
  readonly tag: string | undefined;
  readonly regions: readonly string[];
  readonly today: Day;
  /** Told of each request to Cost Explorer that was charged. */
  readonly paid: (payer: string, operation: string) => Promise<void>;
}

/** Tries the credentials, Cost Explorer of each payer, the team tag, and the logs of each Region, each once. */
export async function examineAws(clients: AwsClients, setup: AwsSetup): Promise<Diagnosis[]> {
  const identity = await examineCredentials(clients);
  if (!identity.ok) return [identity];
  const costs: Diagnosis[] = [];
  for (const payer of setup.payers) {
    const cost = await examineCosts(clients, setup, payer);
    costs.push(cost);
    if (cost.ok && setup.tag !== undefined) costs.push(await examineTag(clients, setup, payer, setup.tag));
  }
  const logs = await Promise.all(setup.regions.map((region) => examineLogs(clients, region)));
  return [identity, ...costs, ...logs];
}

async function examineCredentials(clients: AwsClients): Promise<Diagnosis> {
  try {
    const { Arn: arn } = await clients.sts().send(new GetCallerIdentityCommand({}));
    return fine('AWS credentials', `work: ${arn}`);
  } catch (thrown) {
    return wrong('AWS credentials', awsReason(thrown, 'sts:GetCallerIdentity').words);
  }
}

type Payer = AwsSetup['payers'][number];

async function examineCosts(clients: AwsClients, { today, paid }: AwsSetup, { name, role }: Payer): Promise<Diagnosis> {
  const what = `Cost Explorer of ${name}`;
  try {
    await createCostSource(name, clients.costExplorer(role)).page(
      ACCOUNT_SERVICE,
      { from: addDays(today, -2), end: addDays(today, -1) },
      undefined,
    );
    await paid(name, 'GetCostAndUsage');
    return fine(what, 'can be read ($0.01)');
  } catch (thrown) {
    return wrong(what, reasonOf(thrown));
  }
}

async function examineTag(
  clients: AwsClients,
  { paid }: AwsSetup,
  { name, role }: Payer,
  tag: string,
): Promise<Diagnosis> {
  const what = `Cost allocation tag "${tag}" of ${name}`;
  try {
    const { CostAllocationTags: tags = [] } = await clients
      .costExplorer(role)
      .send(new ListCostAllocationTagsCommand({ MaxResults: 1000 }));
    await paid(name, 'ListCostAllocationTags');
    const exact = tags.find(({ TagKey }) => TagKey === tag);
    if (exact?.Status === 'Active') return fine(what, 'is active');
    if (exact)
      return wrong(
        what,
        'is not active. Activate it in the payer: Billing, Cost allocation tags. It counts from then on.',
      );
    const alike = tags.find(({ TagKey }) => TagKey?.toLowerCase() === tag.toLowerCase());
    return wrong(
      what,
      alike
        ? `is spelt "${alike.TagKey}" on the bill; tags are case-sensitive. Correct costs.teamBy.`
        : 'is not on the bill. Correct costs.teamBy, or tag resources and activate the tag.',
    );
  } catch (thrown) {
    return wrong(what, awsReason(thrown, 'ce:ListCostAllocationTags').words);
  }
}

async function examineLogs(clients: AwsClients, region: string): Promise<Diagnosis> {
  const what = `CloudWatch Logs in ${region}`;
  const client = clients.logs(region, undefined);
  let action = 'logs:DescribeLogGroups';
  try {
    const { logGroups = [] } = await client.send(
      new DescribeLogGroupsCommand({ logGroupNamePrefix: '/aws/lambda/', limit: 1 }),
    );
    const group = logGroups[0]?.logGroupName;
    if (!group) return fine(what, 'can be listed; there is no Lambda log group to try');
    action = 'logs:FilterLogEvents';
    await client.send(new FilterLogEventsCommand({ logGroupName: group, limit: 1 }));
    return fine(what, 'can be read');
  } catch (thrown) {
    return wrong(what, awsReason(thrown, action).words);
  }
}
