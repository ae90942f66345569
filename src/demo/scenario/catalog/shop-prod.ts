import { SHOP } from '../accounts.ts';
import type { Row } from './series.ts';
import { seriesOf } from './series.ts';
import * as service from './services.ts';

const US = 'us-east-1';
const EU = 'eu-west-1';

const ROWS: readonly Row[] = [
  [service.EC2, 'BoxUsage:m6i.xlarge', US, 'busy', 124, 'Hrs', 0.192],
  [service.EC2, 'DataTransfer-Out-Bytes', US, 'busy', 38, 'GB', 0.09],
  [service.EC2_OTHER, 'NatGateway-Hours', US, 'flat', 4.32, 'Hrs', 0.045],
  [service.EC2_OTHER, 'NatGateway-Bytes', US, 'busy', 17, 'GB', 0.045],
  [service.EC2_OTHER, 'EBS:VolumeUsage.gp3', US, 'flat', 21, 'GB-Mo', 0.08],
  [service.EC2_OTHER, 'DataTransfer-Regional-Bytes', US, 'busy', 12, 'GB', 0.01, ''],
  [service.LAMBDA, 'Lambda-GB-Second', US, 'busy', 26, 'Lambda-GB-Second', 0.0000166667],
  [service.LAMBDA, 'Request', US, 'busy', 6.2, 'Requests', 0.0000002],
  [service.LAMBDA, 'Lambda-Provisioned-Concurrency', US, 'flat', 11, 'Lambda-GB-Second', 0.0000041667],
  [service.DYNAMODB, 'ReadRequestUnits', US, 'busy', 34, 'ReadRequestUnits', 0.000000125],
  [service.DYNAMODB, 'WriteRequestUnits', US, 'busy', 41, 'WriteRequestUnits', 0.000000625],
  [service.DYNAMODB, 'TimedStorage-ByteHrs', US, 'flat', 9.4, 'GB-Mo', 0.25],
  [service.CLOUDWATCH, 'DataProcessing-Bytes', US, 'busy', 19, 'GB', 0.5],
  [service.CLOUDWATCH, 'CW:MetricMonitorUsage', US, 'flat', 8.5, 'Metrics', 0.3],
  [service.CLOUDWATCH, 'TimedStorage-ByteHrs', US, 'flat', 2.6, 'GB-Mo', 0.03],
  [service.RDS, 'Aurora:ServerlessV2Usage', US, 'busy', 88, 'ACU-Hr', 0.12],
  [service.RDS, 'Aurora:StorageIOUsage', US, 'busy', 16, 'IOs', 0.0000002],
  [service.S3, 'TimedStorage-ByteHrs', US, 'flat', 31, 'GB-Mo', 0.023],
  [service.S3, 'Requests-Tier1', US, 'busy', 7.8, 'Requests', 0.000005],
  [service.S3, 'Requests-Tier2', US, 'busy', 4.1, 'Requests', 0.0000004],
  [service.S3, 'EU-TimedStorage-ByteHrs', EU, 'flat', 6.3, 'GB-Mo', 0.023],
  [service.CLOUDFRONT, 'US-DataTransfer-Out-Bytes', 'global', 'busy', 52, 'GB', 0.085],
  [service.CLOUDFRONT, 'EU-DataTransfer-Out-Bytes', 'global', 'busy', 29, 'GB', 0.085],
  [service.CLOUDFRONT, 'US-Requests-Tier2-HTTPS', 'global', 'busy', 8.6, 'Requests', 0.000001],
  [service.APIGATEWAY, 'ApiGatewayRequest', US, 'busy', 23, 'Requests', 0.0000035],
  [service.ELB, 'LoadBalancerUsage', US, 'flat', 2.16, 'Hrs', 0.0225],
  [service.ELB, 'LCUUsage', US, 'busy', 9.7, 'LCU-Hrs', 0.008],
  [service.SQS, 'Requests-RBP', US, 'busy', 5.4, 'Requests', 0.0000004],
  [service.SNS, 'DeliveryAttempts-HTTP', US, 'busy', 1.9, 'Notifications', 0.0000006],
  [service.KMS, 'us-east-1-KMS-Requests', US, 'busy', 3.7, 'Requests', 0.000003],
  [service.SECRETS, 'USE1-AWSSecretsManager-Secrets', US, 'flat', 1.1, 'Secrets', 0.4],
  [service.XRAY, 'XRay-TracesStored', US, 'busy', 2.8, 'Traces', 0.000005],
  [service.WAF, 'ShieldProtected-Request', US, 'busy', 4.9, 'Requests', 0.0000006],
  [service.ECS, 'USE1-Fargate-vCPU-Hours:perCPU', US, 'busy', 58, 'hours', 0.04048],
  [service.ECS, 'USE1-Fargate-GB-Hours', US, 'busy', 14, 'hours', 0.004445],
  [service.ECS, 'EU-Fargate-vCPU-Hours:perCPU', EU, 'busy', 17, 'hours', 0.04048],
  [service.BEDROCK, 'USE1-MP:USE1_InputTokenCount-Units', US, 'busy', 36, 'Units', 0.000003],
  [service.BEDROCK, 'USE1-MP:USE1_OutputTokenCount-Units', US, 'busy', 24, 'Units', 0.000015],
  [service.VPC, 'PublicIPv4:InUseAddress', US, 'flat', 2.9, 'Hrs', 0.005, ''],
];

export const SHOP_SERIES = seriesOf(SHOP, 'payments', ROWS);
