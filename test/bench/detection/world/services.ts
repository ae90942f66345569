/** How a usage type behaves from day to day; series.ts says what each means. */
export type Kind =
  | 'const'
  | 'elastic'
  | 'storage'
  | 'request'
  | 'transfer'
  | 'batch'
  | 'weekly'
  | 'monthend'
  | 'monthly';

export interface UsageType {
  readonly name: string;
  readonly kind: Kind;
  /** The part of the service's cost, before each account's own mix; they add up to 1. */
  readonly share: number;
}

export interface Service {
  readonly name: string;
  /** Cost in an account that uses it, against the other services. */
  readonly weight: number;
  /** The share of accounts that use it. */
  readonly prevalence: number;
  /** Whether its usage records arrive a day or two late. */
  readonly late: boolean;
  readonly usage: readonly UsageType[];
}

const LATE = true;

function service(
  name: string,
  weight: number,
  prevalence: number,
  usage: readonly (readonly [name: string, kind: Kind, share: number])[],
  late = false,
): Service {
  return { name, weight, prevalence, late, usage: usage.map(([name, kind, share]) => ({ name, kind, share })) };
}

/**
 * What the organisation buys, the most common first, so that a short list is a plausible one. Every kind is among the
 * first 16.
 */
export const CATALOGUE: readonly Service[] = [
  service('AmazonEC2', 28, 1, [
    ['BoxUsage:m6i.xlarge', 'elastic', 0.42],
    ['BoxUsage:c6i.2xlarge', 'const', 0.32],
    ['EBS:VolumeUsage.gp3', 'storage', 0.16],
    ['NatGateway-Bytes', 'transfer', 0.1],
  ]),
  service(
    'AmazonS3',
    9,
    1,
    [
      ['TimedStorage-ByteHrs', 'storage', 0.65],
      ['Requests-Tier1', 'request', 0.2],
      ['DataTransfer-Out-Bytes', 'transfer', 0.15],
    ],
    LATE,
  ),
  service('AmazonRDS', 13, 0.75, [
    ['InstanceUsage:db.r6g.large', 'const', 0.7],
    ['RDS:GP3-Storage', 'storage', 0.2],
    ['RDS:ChargedBackupUsage', 'storage', 0.1],
  ]),
  service('AWSLambda', 2, 0.85, [
    ['Lambda-GB-Second', 'request', 0.75],
    ['Request', 'request', 0.25],
  ]),
  service('AmazonCloudWatch', 3, 0.95, [
    ['DataProcessing-Bytes', 'request', 0.6],
    ['CW:MetricMonitorUsage', 'const', 0.25],
    ['TimedStorage-ByteHrs', 'storage', 0.15],
  ]),
  service(
    'AWSDataTransfer',
    4,
    0.8,
    [
      ['DataTransfer-Out-Bytes', 'transfer', 0.7],
      ['DataTransfer-Regional-Bytes', 'transfer', 0.3],
    ],
    LATE,
  ),
  service('AmazonVPC', 1.2, 0.9, [
    ['NatGateway-Hours', 'const', 0.6],
    ['PublicIPv4:InUseAddress', 'const', 0.4],
  ]),
  service('AWSELB', 1.5, 0.8, [
    ['LoadBalancerUsage', 'const', 0.6],
    ['LCUUsage', 'request', 0.4],
  ]),
  service('AmazonDynamoDB', 3, 0.5, [
    ['WriteRequestUnits', 'request', 0.5],
    ['ReadRequestUnits', 'request', 0.3],
    ['TimedStorage-ByteHrs', 'storage', 0.2],
  ]),
  service('AmazonECS', 4, 0.5, [
    ['Fargate-vCPU-Hours:perCPU', 'elastic', 0.7],
    ['Fargate-GB-Hours', 'elastic', 0.3],
  ]),
  service('AmazonEKS', 4, 0.4, [
    ['AmazonEKS-Hours:perCluster', 'const', 0.35],
    ['EKS-Auto:m6i.large', 'elastic', 0.65],
  ]),
  service('AWSGlue', 2, 0.35, [['ETL-DPU-Hour', 'batch', 1]]),
  service(
    'AmazonCloudFront',
    4,
    0.35,
    [
      ['DataTransfer-Out-Bytes', 'transfer', 0.8],
      ['Requests-HTTPS-Proxy', 'request', 0.2],
    ],
    LATE,
  ),
  service('AmazonRoute53', 0.3, 0.6, [
    ['HostedZone', 'monthly', 0.5],
    ['DNS-Queries', 'request', 0.5],
  ]),
  service('AmazonEMR', 2.5, 0.2, [['BoxUsage:r6g.4xlarge', 'monthend', 1]]),
  service('AmazonTranscribe', 0.8, 0.15, [['TranscribeAudio', 'weekly', 1]]),
  service('AmazonElastiCache', 2.5, 0.4, [['NodeUsage:cache.r6g.large', 'const', 1]]),
  service('AmazonOpenSearch', 2.5, 0.3, [
    ['ESInstance:r6g.large', 'const', 0.75],
    ['ES:GP3-Storage', 'storage', 0.25],
  ]),
  service('AmazonSageMaker', 3, 0.25, [
    ['Train:ml.g5.2xlarge', 'batch', 0.6],
    ['Host:ml.m5.xlarge', 'const', 0.4],
  ]),
  service('AmazonBedrock', 2, 0.25, [
    ['InputTokenCount', 'request', 0.5],
    ['OutputTokenCount', 'request', 0.5],
  ]),
  service('AWSBatch', 1.5, 0.3, [['BoxUsage:c6i.4xlarge', 'batch', 1]]),
  service('AmazonKinesis', 1.5, 0.3, [
    ['ShardHour', 'const', 0.6],
    ['PutRequestPayloadUnits', 'request', 0.4],
  ]),
  service('AWSBackup', 1, 0.4, [['WarmStorage-ByteHrs', 'storage', 1]]),
  service('AmazonGuardDuty', 0.9, 0.7, [['PaidEventsAnalyzed', 'request', 1]], LATE),
  service('AmazonSQS', 0.5, 0.6, [['Requests', 'request', 1]]),
];
