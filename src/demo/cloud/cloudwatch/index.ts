import type { CloudContext } from '../context.ts';
import { AwsFailure } from '../failure.ts';
import type { WireTypes } from '../wire/types.ts';
import { getMetricData } from './get-metric-data.ts';

/** CloudWatch metrics of the simulated cloud. Throws AwsFailure with AWS's code and words where AWS refuses. */
export function handleCloudWatch(operation: string, input: unknown, types: WireTypes, context: CloudContext): object {
  if (operation === 'GetMetricData') return getMetricData(input, types, context);
  throw new AwsFailure(
    'UnknownOperationException',
    `CloudWatch's ${operation} is not simulated: GetMetricData is, by query, JSON and CBOR`,
  );
}
