import type { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import type { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { CloudWatchLogsClient } from '@aws-sdk/client-cloudwatch-logs';
import { CostExplorerClient } from '@aws-sdk/client-cost-explorer';
import type { LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';

/** Attempts a call, the first included: interactive commands must not hang on a throttled API. */
const MAX_ATTEMPTS = 3;
const CONNECT_MS = 5_000;
const REQUEST_MS = 20_000;
/** AWS's own floor for a session is 900 s; an hour is the default of a role. */
const SESSION_SECONDS = 3600;

export interface Role {
  readonly arn: string;
  readonly externalId?: string | undefined;
}

/** AWS clients, one an account, Region and service: a new client would mean a new AssumeRole. */
export interface AwsClients {
  costExplorer(role: Role | undefined): CostExplorerClient;
  logs(region: string, role: Role | undefined): CloudWatchLogsClient;
  /** Loaded when first asked for, as the two below: start-up must not pay for them. */
  lambda(region: string, role: Role | undefined): Promise<LambdaClient>;
  cloudWatch(region: string, role: Role | undefined): Promise<CloudWatchClient>;
  cloudTrail(region: string, role: Role | undefined): Promise<CloudTrailClient>;
  sts(): STSClient;
  destroy(): void;
}

interface Made {
  readonly middlewareStack: { removeByTag(tag: string): boolean };
  destroy(): void;
}

/** STS and Cost Explorer answer in this Region whatever the bot's own is. */
const HOME_REGION = 'us-east-1';

export function createAwsClients(): AwsClients {
  const made = new Map<string, Made>();
  const cached = <Client extends Made>(key: string, make: () => Client): Client => {
    const known = made.get(key) as Client | undefined;
    if (known) return known;
    const client = make();
    // It copies every answer for a log that nobody keeps: a tenth of what a first read of the bill takes.
    client.middlewareStack.removeByTag('LOGGER');
    made.set(key, client);
    return client;
  };
  const options = (region: string, role: Role | undefined) => ({
    region,
    maxAttempts: MAX_ATTEMPTS,
    requestHandler: { connectionTimeout: CONNECT_MS, requestTimeout: REQUEST_MS },
    ...(role ? { credentials: () => assume(role) } : {}),
  });
  const sts = () => cached('sts', () => new STSClient(options(HOME_REGION, undefined)));

  async function assume({ arn, externalId }: Role) {
    const { Credentials: given } = await sts().send(
      new AssumeRoleCommand({
        RoleArn: arn,
        RoleSessionName: 'billhook',
        DurationSeconds: SESSION_SECONDS,
        ...(externalId ? { ExternalId: externalId } : {}),
      }),
    );
    if (!given?.AccessKeyId || !given.SecretAccessKey) throw new Error(`AWS gave no credentials for ${arn}`);
    return {
      accessKeyId: given.AccessKeyId,
      secretAccessKey: given.SecretAccessKey,
      ...(given.SessionToken ? { sessionToken: given.SessionToken } : {}),
      ...(given.Expiration ? { expiration: given.Expiration } : {}),
    };
  }

  return {
    sts,
    costExplorer: (role) => cached(`ce ${role?.arn}`, () => new CostExplorerClient(options(HOME_REGION, role))),
    logs: (region, role) =>
      cached(`logs ${region} ${role?.arn}`, () => new CloudWatchLogsClient(options(region, role))),
    async lambda(region, role) {
      const { LambdaClient } = await import('@aws-sdk/client-lambda');
      return cached(`lambda ${region} ${role?.arn}`, () => new LambdaClient(options(region, role)));
    },
    async cloudWatch(region, role) {
      const { CloudWatchClient } = await import('@aws-sdk/client-cloudwatch');
      return cached(`cloudwatch ${region} ${role?.arn}`, () => new CloudWatchClient(options(region, role)));
    },
    async cloudTrail(region, role) {
      const { CloudTrailClient } = await import('@aws-sdk/client-cloudtrail');
      return cached(`cloudtrail ${region} ${role?.arn}`, () => new CloudTrailClient(options(region, role)));
    },
    destroy() {
      for (const client of made.values()) client.destroy();
      made.clear();
    },
  };
}
