import { AwsFailure } from '../failure.ts';

/**
 * ValidationError, as its query name is. GetMetricData declares no error but InvalidNextToken, so that this one, which all
 * services have, tells a missing parameter and a wrong combination, too.
 */
export function refused(message: string): AwsFailure {
  return new AwsFailure('ValidationException', message);
}

/** The value of a member that must be there. */
export function need<T>(value: T | undefined | null, member: string): T {
  if (value === undefined || value === null) throw refused(`The parameter ${member} is required.`);
  return value;
}
