import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Scenario } from '../../scenario/types.ts';
import { AwsFailure } from '../failure.ts';
import type { Caller } from '../signature.ts';
import { inputReader, type WireTypes } from '../wire/types.ts';

const ROLE = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]+)$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const DEFAULT_SECONDS = 3_600;

export interface StsContext {
  readonly scenario: Scenario;
  readonly caller: Caller;
  /** Where a role that is assumed is kept, by its access key. */
  readonly sessions: Map<string, { arn: string; account: string }>;
}

const readInput = inputReader(({ text, whole }) =>
  z.object({ RoleArn: text, RoleSessionName: text, DurationSeconds: whole }),
);

/** AssumeRole: any role of an account of the organisation. */
export function assumeRole(wire: unknown, types: WireTypes, { scenario, caller, sessions }: StsContext): object {
  const input = readInput(wire, types);
  const { RoleArn: role = '', RoleSessionName: name = '', DurationSeconds: seconds = DEFAULT_SECONDS } = input;
  const [, account, roleName] = ROLE.exec(role) ?? [];
  if (!account || !roleName) throw new AwsFailure('ValidationError', `${role} is invalid`);
  if (!SESSION_NAME.test(name))
    throw new AwsFailure(
      'ValidationError',
      `Value '${name}' at 'roleSessionName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\w+=,.@-]*`,
    );
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
