import type { LambdaFunction, Scenario } from '../scenario/types.ts';
import type { Caller } from './signature.ts';

/** What Lambda, CloudWatch and CloudTrail answer from. */
export interface CloudContext {
  readonly scenario: Scenario;
  /** The simulated time: nothing later is visible. */
  readonly now: Date;
  readonly caller: Caller;
}

/**
 * The account whose things a caller sees; undefined sees those of all. As in the logs, the own credentials see every
 * account's, so that a bot without roles has something to read.
 */
export function accountSeenBy({ account, assumed }: Caller): string | undefined {
  return assumed ? account : undefined;
}

/** The functions that the caller sees in the Region it asks. */
export function functionsSeen({ scenario, caller }: CloudContext): LambdaFunction[] {
  const seen = accountSeenBy(caller);
  return scenario.functions.filter(({ account, region }) => (seen ?? account) === account && region === caller.region);
}

/** `arn:aws:lambda:us-east-1:444455556666:function:name`. */
export function functionArn({ name, account, region }: Pick<LambdaFunction, 'name' | 'account' | 'region'>): string {
  return `arn:aws:lambda:${region}:${account}:function:${name}`;
}
