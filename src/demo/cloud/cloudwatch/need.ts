import { invalid } from '../failure.ts';

/**
 * The value of a member that must be there. GetMetricData declares no error but InvalidNextToken, so that ValidationError,
 * which all services have, tells a missing parameter and a wrong combination, too.
 */
export function need<T>(value: T | undefined | null, member: string): T {
  if (value === undefined || value === null) throw invalid(`The parameter ${member} is required.`);
  return value;
}
