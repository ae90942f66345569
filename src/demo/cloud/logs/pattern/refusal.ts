import { AwsFailure } from '../../failure.ts';

/** The refusal of a pattern that breaks the language, with AWS's own reason where it is known. */
export function malformed(reason?: string): AwsFailure {
  return new AwsFailure(
    'InvalidParameterException',
    reason ? `Invalid filter pattern: ${reason}` : 'Invalid filter pattern',
  );
}

/** The refusal of a character that must stand in quotes or may not stand at all. */
export function badCharacters(text: string): AwsFailure {
  return malformed(`Invalid character(s) in term '${text}'`);
}

/** The refusal of a pattern that AWS knows and this simulation does not: better than a wrong answer. */
export function notSimulated(what: string): AwsFailure {
  return new AwsFailure('InvalidParameterException', `Invalid filter pattern: ${what} not simulated`);
}
