import type { CloudContext } from '../context.ts';
import { AwsFailure } from '../failure.ts';
import { lookupEvents } from './lookup-events.ts';
import type { Pace } from './pace.ts';

/** LookupEvents answers so many requests a second of one account and Region. */
export const LOOKUPS_A_SECOND = 2;

/** CloudTrail of the simulated cloud. Throws AwsFailure with AWS's code and words where AWS refuses. */
export function handleCloudTrail(operation: string, input: unknown, context: CloudContext, pace: Pace): object {
  if (operation !== 'LookupEvents')
    throw new AwsFailure('UnknownOperationException', `CloudTrail's ${operation} is not simulated`);
  const { account, region } = context.caller;
  if (!pace.admits(`${account} ${region}`)) throw new AwsFailure('ThrottlingException', 'Rate exceeded');
  return lookupEvents(input, context);
}
