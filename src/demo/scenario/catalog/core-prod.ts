import { CORE } from '../accounts.ts';
import type { Row } from './series.ts';
import { seriesOf } from './series.ts';
import * as service from './services.ts';

const US = 'us-east-1';
const EU = 'eu-central-1';

const ROWS: readonly Row[] = [
  [service.EC2, 'BoxUsage:m6i.2xlarge', US, 'busy', 262, 'Hrs', 0.384],
  [service.EC2, 'BoxUsage:c6i.2xlarge', US, 'busy', 112, 'Hrs', 0.34, 'payments'],
  [service.EC2, 'BoxUsage:r6i.xlarge', US, 'busy', 92, 'Hrs', 0.252, 'search'],
  [service.EC2, 'EUC1-BoxUsage:m6i.xlarge', EU, 'busy', 41, 'Hrs', 0.23],
  [service.EC2, 'DataTransfer-Out-Bytes', US, 'busy', 27, 'GB', 0.09],
  [service.EC2_OTHER, 'EBS:VolumeUsage.gp3', US, 'flat', 44, 'GB-Mo', 0.08],
  [service.EC2_OTHER, 'EBS:SnapshotUsage', US, 'flat', 18, 'GB-Mo', 0.05],
  [service.EC2_OTHER, 'NatGateway-Hours', US, 'busy', 6.48, 'Hrs', 0.045],
  [service.EC2_OTHER, 'NatGateway-Bytes', US, 'busy', 31, 'GB', 0.045],
  [service.EC2_OTHER, 'DataTransfer-Regional-Bytes', US, 'busy', 38, 'GB', 0.01, ''],
  [service.EC2_OTHER, 'EUC1-EBS:VolumeUsage.gp3', EU, 'flat', 7.7, 'GB-Mo', 0.0952],
  [service.EKS, 'USE1-AmazonEKS-Hours:perCluster', US, 'flat', 7.2, 'Hours', 0.1],
  [service.EKS, 'EUC1-AmazonEKS-Hours:perCluster', EU, 'flat', 2.4, 'Hours', 0.1],
  [service.ECR, 'TimedStorage-ByteHrs', US, 'flat', 5.3, 'GB-Mo', 0.1],
  [service.RDS, 'InstanceUsage:db.r6g.xlarge', US, 'flat', 46.08, 'Hrs', 0.48],
  [service.RDS, 'Multi-AZUsage:db.r6g.2xlarge', US, 'busy', 92, 'Hrs', 1.92],
  [service.RDS, 'RDS:GP3-Storage', US, 'flat', 22, 'GB-Mo', 0.115],
  [service.ELASTICACHE, 'NodeUsage:cache.r6g.large', US, 'busy', 37, 'Hrs', 0.206],
  [service.ELB, 'LoadBalancerUsage', US, 'flat', 4.32, 'Hrs', 0.0225],
  [service.ELB, 'LCUUsage', US, 'busy', 21, 'LCU-Hrs', 0.008],
  [service.LAMBDA, 'Lambda-GB-Second', US, 'busy', 84, 'Lambda-GB-Second', 0.0000166667],
  [service.LAMBDA, 'Request', US, 'busy', 17, 'Requests', 0.0000002],
  [service.LAMBDA, 'EUC1-Lambda-GB-Second', EU, 'busy', 9.1, 'Lambda-GB-Second', 0.0000166667],
  [service.S3, 'TimedStorage-ByteHrs', US, 'flat', 38, 'GB-Mo', 0.023],
  [service.S3, 'Requests-Tier1', US, 'busy', 9.6, 'Requests', 0.000005],
  [service.CLOUDWATCH, 'DataProcessing-Bytes', US, 'busy', 43, 'GB', 0.5],
  [service.CLOUDWATCH, 'CW:MetricMonitorUsage', US, 'flat', 26, 'Metrics', 0.3],
  [service.CLOUDWATCH, 'CW:Requests', US, 'busy', 5.8, 'Requests', 0.00001],
  [service.DYNAMODB, 'ReadRequestUnits', US, 'busy', 12, 'ReadRequestUnits', 0.000000125],
  [service.DYNAMODB, 'WriteRequestUnits', US, 'busy', 8.8, 'WriteRequestUnits', 0.000000625],
  [service.SQS, 'Requests-RBP', US, 'busy', 4.4, 'Requests', 0.0000004],
  [service.KMS, 'us-east-1-KMS-Requests', US, 'busy', 6.1, 'Requests', 0.000003],
  [service.SECRETS, 'USE1-AWSSecretsManager-Secrets', US, 'flat', 2.7, 'Secrets', 0.4],
  [service.APIGATEWAY, 'ApiGatewayRequest', US, 'busy', 14, 'Requests', 0.0000035],
  [service.VPC, 'VpcEndpoint-Hours', US, 'flat', 7.9, 'Hrs', 0.01, ''],
  [service.VPC, 'PublicIPv4:InUseAddress', US, 'flat', 4.6, 'Hrs', 0.005, ''],
];

export const CORE_SERIES = seriesOf(CORE, 'platform', ROWS);
