import { AwsFailure } from '../failure.ts';
import type { WireTypes } from '../wire/types.ts';
import { assumeRole, type StsContext } from './assume-role.ts';

/** Answers AssumeRole and GetCallerIdentity of STS. Throws AwsFailure as AWS does. */
export function handleSts(operation: string, input: unknown, types: WireTypes, context: StsContext): object {
  switch (operation) {
    case 'AssumeRole':
      return assumeRole(input, types, context);
    case 'GetCallerIdentity': {
      const { arn, account } = context.caller;
      return { Arn: arn, UserId: 'AIDAEXAMPLE', Account: account };
    }
    default:
      throw new AwsFailure(
        'UnknownOperationException',
        `STS's ${operation} is not simulated: AssumeRole and GetCallerIdentity are`,
      );
  }
}
