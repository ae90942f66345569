import { randomUUID } from 'node:crypto';
import type { Scenario } from '../../scenario/types.ts';
import { AwsFailure } from '../failure.ts';
import type { Caller } from '../signature.ts';

const NAMESPACE = 'https://sts.amazonaws.com/doc/2011-06-15/';
const ROLE = /^arn:aws:iam::(\d{12}):role\/([\w+=,.@/-]+)$/;
const SESSION_NAME = /^[\w+=,.@-]{2,64}$/;
const DEFAULT_SECONDS = 3_600;

export interface StsContext {
  readonly scenario: Scenario;
  readonly caller: Caller;
  /** Where a role that is assumed is kept, by its access key. */
  readonly sessions: Map<string, { arn: string; account: string }>;
}

/** Answers AssumeRole and GetCallerIdentity of STS in its XML. Throws AwsFailure as AWS does. */
export function handleSts(operation: string, input: ReadonlyMap<string, string>, context: StsContext): string {
  if (operation === 'GetCallerIdentity') return callerIdentity(context.caller);
  if (operation === 'AssumeRole') return assumeRole(input, context);
  throw new AwsFailure('InvalidAction', `Could not find operation ${operation} for version 2011-06-15`);
}

/** An error as STS writes it: the query protocol's names of common errors lack the `Exception` of the JSON one's. */
export function stsError({ code, message, status }: AwsFailure): string {
  const type = element('Type', status >= 500 ? 'Receiver' : 'Sender');
  const error = element(
    'Error',
    type,
    element('Code', text(code.replace(/Exception$/, ''))),
    element('Message', text(message)),
  );
  return `<ErrorResponse xmlns="${NAMESPACE}">${error}${element('RequestId', randomUUID())}</ErrorResponse>`;
}

function callerIdentity({ arn, account }: Caller): string {
  return answer(
    'GetCallerIdentity',
    element('Arn', text(arn)),
    element('UserId', 'AIDAEXAMPLE'),
    element('Account', account),
  );
}

function assumeRole(input: ReadonlyMap<string, string>, { scenario, caller, sessions }: StsContext): string {
  const role = input.get('RoleArn') ?? '';
  const name = input.get('RoleSessionName') ?? '';
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
  // The real clock: the SDK compares it with its own.
  const expiration = new Date(
    Date.now() + Number(input.get('DurationSeconds') ?? DEFAULT_SECONDS) * 1_000,
  ).toISOString();
  return answer(
    'AssumeRole',
    element(
      'Credentials',
      element('AccessKeyId', key),
      element('SecretAccessKey', randomUUID()),
      element('SessionToken', randomUUID()),
      element('Expiration', expiration),
    ),
    element('AssumedRoleUser', element('AssumedRoleId', `AROAEXAMPLE:${text(name)}`), element('Arn', text(arn))),
  );
}

function answer(operation: string, ...parts: string[]): string {
  const metadata = element('ResponseMetadata', element('RequestId', randomUUID()));
  return `<${operation}Response xmlns="${NAMESPACE}">${element(`${operation}Result`, ...parts)}${metadata}</${operation}Response>`;
}

function element(name: string, ...content: string[]): string {
  return `<${name}>${content.join('')}</${name}>`;
}

function text(value: string): string {
  return value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
