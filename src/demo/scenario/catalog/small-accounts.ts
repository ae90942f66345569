import { PAYER, SANDBOX, SEARCH } from '../accounts.ts';
import type { Row } from './series.ts';
import { seriesOf } from './series.ts';
import * as service from './services.ts';

const US = 'us-east-1';
const EU = 'eu-west-1';

const SEARCH_ROWS: readonly Row[] = [
  [service.OPENSEARCH, 'EU-ESInstance:r6g.large', EU, 'flat', 86, 'Hrs', 0.186],
  [service.OPENSEARCH, 'EU-ES:gp3-Storage', EU, 'flat', 13, 'GB-Mo', 0.135],
  [service.EC2, 'EU-BoxUsage:m6i.large', EU, 'busy', 28, 'Hrs', 0.107],
  [service.EC2_OTHER, 'EU-EBS:VolumeUsage.gp3', EU, 'flat', 8.2, 'GB-Mo', 0.088],
  [service.EC2_OTHER, 'EU-NatGateway-Hours', EU, 'flat', 2.3, 'Hrs', 0.048],
  [service.LAMBDA, 'EU-Lambda-GB-Second', EU, 'busy', 1.5, 'Lambda-GB-Second', 0.0000166667],
  [service.LAMBDA, 'EU-Request', EU, 'busy', 0.3, 'Requests', 0.0000002],
  [service.SQS, 'EU-Requests-RBP', EU, 'busy', 0.6, 'Requests', 0.0000004],
  [service.S3, 'EU-TimedStorage-ByteHrs', EU, 'flat', 7.4, 'GB-Mo', 0.023],
  [service.CLOUDWATCH, 'EU-DataProcessing-Bytes', EU, 'busy', 3.9, 'GB', 0.57],
  [service.DYNAMODB, 'EU-ReadRequestUnits', EU, 'busy', 2.2, 'ReadRequestUnits', 0.0000001415],
  [service.ELB, 'EU-LoadBalancerUsage', EU, 'flat', 1.2, 'Hrs', 0.0252],
];

const SANDBOX_ROWS: readonly Row[] = [
  [service.EC2, 'BoxUsage:t3.large', US, 'busy', 22, 'Hrs', 0.0832],
  [service.EC2, 'BoxUsage:g5.xlarge', US, 'busy', 16, 'Hrs', 1.006, 'search'],
  [service.EC2_OTHER, 'EBS:VolumeUsage.gp2', US, 'flat', 34, 'GB-Mo', 0.1, ''],
  [service.EC2_OTHER, 'EBS:SnapshotUsage', US, 'flat', 15, 'GB-Mo', 0.05, ''],
  [service.EC2_OTHER, 'ElasticIP:IdleAddress', US, 'flat', 1.4, 'Hrs', 0.005, ''],
  [service.RDS, 'InstanceUsage:db.t4g.medium', US, 'flat', 9.6, 'Hrs', 0.065, ''],
  [service.S3, 'TimedStorage-ByteHrs', US, 'flat', 5.1, 'GB-Mo', 0.023, ''],
  [service.LAMBDA, 'Lambda-GB-Second', US, 'busy', 1.2, 'Lambda-GB-Second', 0.0000166667],
  [service.BEDROCK, 'USE1-MP:USE1_InputTokenCount-Units', US, 'busy', 6.8, 'Units', 0.000003, ''],
];

const PAYER_ROWS: readonly Row[] = [
  [service.CLOUDTRAIL, 'USE1-PaidEventsRecorded', US, 'flat', 9.3, 'Events', 0.00002],
  [service.CONFIG, 'USE1-ConfigurationItemRecorded', US, 'flat', 14, 'ConfigurationItemRecorded', 0.003],
  [service.GUARDDUTY, 'USE1-PaidEventsAnalyzed', US, 'flat', 21, 'Events', 0.000004],
  [service.S3, 'TimedStorage-ByteHrs', US, 'flat', 6.4, 'GB-Mo', 0.023],
  [service.ROUTE53, 'DNS-Queries', 'global', 'flat', 3.2, 'Queries', 0.0000004],
];

export const SEARCH_SERIES = seriesOf(SEARCH, 'search', SEARCH_ROWS);
export const SANDBOX_SERIES = seriesOf(SANDBOX, 'platform', SANDBOX_ROWS);
export const PAYER_SERIES = seriesOf(PAYER, '', PAYER_ROWS);
