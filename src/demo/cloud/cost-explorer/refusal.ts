import { allProblems, problem } from '../constraints.ts';
import { type AwsFailure, invalid } from '../failure.ts';

/** AWS may well answer this; the simulation does not, and says so rather than guess. */
export function notSimulated(what: string): AwsFailure {
  return invalid(`${what} is not simulated`);
}

/** A constraint of the model that a member breaks, in the words of AWS's validation. */
export function broken(value: unknown, member: string, constraint: string): AwsFailure {
  return invalid(allProblems([problem(member, value, constraint)]));
}
