import {
  type CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  FilterLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
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
  /** Role in member accounts, `{account}` standing for the id; undefined to read the logs of the bot's own account. */
  readonly accountRole: string | undefined;
  /** Names of the accounts by id, as far as the bill has told them. */
  readonly accounts: ReadonlyMap<string, string>;
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
  return [identity, ...costs, ...(await examineAllLogs(clients, setup))];
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

/** Where `/logs` would look, with the role with which it would. */
async function examineAllLogs(
  clients: AwsClients,
  { regions, accountRole, accounts }: AwsSetup,
): Promise<readonly Diagnosis[]> {
  if (!accountRole)
    return Promise.all(regions.map((region) => examineLogs(clients.logs(region, undefined), `in ${region}`)));
  if (accounts.size === 0)
    return [fine('CloudWatch Logs', 'not looked at: the first sync finds the accounts that aws.accountRole is for')];
  return Promise.all(
    [...accounts].flatMap(([id, name]) => {
      const role = { arn: accountRole.replace('{account}', id) };
      return regions.map((region) => examineLogs(clients.logs(region, role), `in ${region} of ${name} (${id})`));
    }),
  );
}

async function examineLogs(client: CloudWatchLogsClient, where: string): Promise<Diagnosis> {
  const what = `CloudWatch Logs ${where}`;
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
