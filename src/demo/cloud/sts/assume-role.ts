import { randomUUID } from 'node:crypto';
import type { Scenario } from '../../scenario/types.ts';
import { AwsFailure, invalid } from '../failure.ts';
import type { Caller } from '../signature.ts';
import type { WireTypes } from '../wire/types.ts';
import { readAssumeRole } from './input.ts';

const ROLE = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]+)$/;
const DEFAULT_SECONDS = 3_600;
/** Of a role that is assumed by a role. */
const LONGEST_CHAINED_SECONDS = 3_600;

export interface StsContext {
  readonly scenario: Scenario;
  readonly caller: Caller;
  /** Where a role that is assumed is kept, by its access key. */
  readonly sessions: Map<string, { arn: string; account: string }>;
}

/**
 * AssumeRole: any role of an account of the organisation, each with a maximum session of twelve hours and open to whoever
 * asks, with an external id or without.
 */
export function assumeRole(wire: unknown, types: WireTypes, { scenario, caller, sessions }: StsContext): object {
  const { role, name, seconds = DEFAULT_SECONDS } = readAssumeRole(wire, types);
  const [, account, roleName] = ROLE.exec(role) ?? [];
  if (!account || !roleName) throw invalid(`${role} is invalid`);
  if (caller.assumed && seconds > LONGEST_CHAINED_SECONDS)
    throw invalid('The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role chaining');
  if (!scenario.accounts.some(({ id }) => id === account))
    throw new AwsFailure(
      'AccessDenied',
      `User: ${caller.arn} is not authorized to perform: sts:AssumeRole on resource: ${role}`,
      403,
    );
  const key = ['ASIA', randomUUID().replaceAll('-', '').slice(0, 16).toUpperCase()].join('');
  const arn = `arn:aws:sts::${account}:assumed-role/${roleName.split('/').at(-1)}/${name}`;
  sessions.set(key, { arn, account });
  return {
    Credentials: {
      AccessKeyId: key,
      SecretAccessKey: randomUUID(),
      SessionToken: randomUUID(),
      // The real clock: the SDK compares it with its own.
      Expiration: new Date(Date.now() + seconds * 1_000),
    },
    AssumedRoleUser: { AssumedRoleId: `AROAEXAMPLE:${name}`, Arn: arn },
  };
}
