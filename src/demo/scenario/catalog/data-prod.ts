import { DATA } from '../accounts.ts';
import type { Row } from './series.ts';
import { seriesOf } from './series.ts';
import * as service from './services.ts';

const US = 'us-east-1';
const WEST = 'us-west-2';

const ROWS: readonly Row[] = [
  [service.EC2, 'BoxUsage:r6i.2xlarge', US, 'busy', 84, 'Hrs', 0.504],
  [service.EC2_OTHER, 'EBS:VolumeUsage.gp3', US, 'flat', 19, 'GB-Mo', 0.08],
  [service.EC2_OTHER, 'NatGateway-Bytes', US, 'busy', 8.3, 'GB', 0.045],
  [service.EC2_OTHER, 'DataTransfer-Regional-Bytes', US, 'busy', 16, 'GB', 0.01, ''],
  [service.S3, 'TimedStorage-ByteHrs', US, 'flat', 146, 'GB-Mo', 0.023],
  [service.S3, 'TimedStorage-INT-FA-ByteHrs', US, 'flat', 38, 'GB-Mo', 0.023],
  [service.S3, 'Requests-Tier1', US, 'busy', 21, 'Requests', 0.000005],
  [service.S3, 'Requests-Tier2', US, 'busy', 12, 'Requests', 0.0000004],
  [service.S3, 'USW2-TimedStorage-GlacierByteHrs', WEST, 'flat', 17, 'GB-Mo', 0.0036],
  [service.S3, 'USE1-USW2-AWS-Out-Bytes', US, 'busy', 6.2, 'GB', 0.02],
  [service.REDSHIFT, 'Node:ra3.xlplus', US, 'flat', 104, 'Hrs', 1.086],
  [service.REDSHIFT, 'RMS:ra3.xlplus', US, 'flat', 14, 'GB-Mo', 0.024],
  [service.GLUE, 'USE1-ETL-DPU-Hour', US, 'busy', 47, 'DPU-Hour', 0.44],
  [service.GLUE, 'USE1-Catalog-Request', US, 'busy', 2.1, 'Requests', 0.000001],
  [service.ATHENA, 'USE1-DataScannedInTB', US, 'busy', 33, 'Terabytes', 5],
  [service.KINESIS, 'Storage-ShardHour', US, 'flat', 17, 'ShardHour', 0.015],
  [service.KINESIS, 'PutRequestPayloadUnits', US, 'busy', 11, 'PutRequest', 0.000000014],
  [service.EMR, 'BoxUsage:m6g.2xlarge', US, 'busy', 12, 'Hrs', 0.077],
  [service.LAMBDA, 'Lambda-GB-Second', US, 'busy', 27, 'Lambda-GB-Second', 0.0000166667],
  [service.LAMBDA, 'Request', US, 'busy', 3.4, 'Requests', 0.0000002],
  [service.SAGEMAKER, 'USE1-Host:ml.m5.xlarge', US, 'flat', 33, 'Hrs', 0.23],
  [service.BEDROCK, 'USE1-MP:USE1_InputTokenCount-Units', US, 'busy', 19, 'Units', 0.000003],
  [service.BEDROCK, 'USE1-MP:USE1_OutputTokenCount-Units', US, 'busy', 13, 'Units', 0.000015],
  [service.CLOUDWATCH, 'DataProcessing-Bytes', US, 'busy', 13, 'GB', 0.5],
  [service.CLOUDWATCH, 'CW:MetricMonitorUsage', US, 'flat', 6.4, 'Metrics', 0.3],
  [service.KMS, 'us-east-1-KMS-Requests', US, 'busy', 4.3, 'Requests', 0.000003],
  [service.VPC, 'VpcEndpoint-Hours', US, 'flat', 4.8, 'Hrs', 0.01, ''],
];

export const DATA_SERIES = seriesOf(DATA, 'data', ROWS);
