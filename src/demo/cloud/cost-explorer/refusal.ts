import { AwsFailure } from '../failure.ts';

/** A ValidationException: what Cost Explorer answers to a request that makes no sense. */
export function invalid(message: string): AwsFailure {
  return new AwsFailure('ValidationException', message);
}

/** AWS may well answer this; the simulation does not, and says so rather than guess. */
export function notSimulated(what: string): AwsFailure {
  return invalid(`${what} is not simulated`);
}

/** A constraint of the model that a member breaks, in the words of AWS's validation. */
export function broken(value: unknown, member: string, constraint: string): AwsFailure {
  const shown = value === undefined || value === null ? 'null' : `'${String(value)}'`;
  return invalid(
    `1 validation error detected: Value ${shown} at '${member}' failed to satisfy constraint: ${constraint}`,
  );
}
