import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { CloudWatchClient } from '@aws-sdk/client-cloudwatch';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type Cloud, startCloud } from '../../../src/demo/cloud/index.ts';
import { createScenario } from '../../../src/demo/scenario/index.ts';
import { parseDay } from '../../../src/domain/day.ts';

export const SHOP = '444455556666';
/** Four days into orders-poller's story, two into message-bridge's. */
export const NOW = new Date('2026-11-21T12:30:20Z');
export const scenario = createScenario({ lastDay: parseDay('2026-11-21') });

/** A cloud whose time can be set, and AWS's own clients for it, without retries. */
export interface Clients {
  readonly cloud: Cloud;
  readonly lambda: LambdaClient;
  readonly cloudWatch: CloudWatchClient;
  readonly cloudTrail: CloudTrailClient;
  setTime(now: Date): void;
  /** The clients of a role in an account. */
  inAccount(account: string, region?: string): Promise<Omit<Clients, 'setTime' | 'inAccount'>>;
}

export async function startClients(): Promise<Clients> {
  let now = NOW;
  const cloud = await startCloud({ scenario, now: () => now });
  const own = { accessKeyId: 'key', secretAccessKey: 'none' };
  return {
    ...clientsOf(cloud, own, 'us-east-1'),
    setTime: (at) => {
      now = at;
    },
    async inAccount(account, region = 'us-east-1') {
      const sts = new STSClient({ endpoint: cloud.url, region, credentials: own });
      const role = { RoleArn: `arn:aws:iam::${account}:role/billhook-read`, RoleSessionName: 'billhook' };
      const { Credentials: keys } = await sts.send(new AssumeRoleCommand(role));
      const credentials = { accessKeyId: keys?.AccessKeyId ?? '', secretAccessKey: keys?.SecretAccessKey ?? '' };
      return clientsOf(cloud, credentials, region);
    },
  };
}

function clientsOf(cloud: Cloud, credentials: { accessKeyId: string; secretAccessKey: string }, region: string) {
  const options = { endpoint: cloud.url, region, credentials, maxAttempts: 1 };
  return {
    cloud,
    lambda: new LambdaClient(options),
    cloudWatch: new CloudWatchClient(options),
    cloudTrail: new CloudTrailClient(options),
  };
}
