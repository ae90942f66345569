import type { Event } from '@aws-sdk/client-cloudtrail';
import type { TrailChange } from '../usecases/ports.ts';

/** Management events that change a function, what feeds it, or its log group; a version date may follow the name. */
const CHANGES = new RegExp(
  `^(?:${[
    '(?:Create|Delete)Function',
    'UpdateFunction(?:Code|Configuration)',
    '(?:Create|Update|Delete)EventSourceMapping',
    '(?:Put|Delete)FunctionConcurrency',
    '(?:Put|Delete)ProvisionedConcurrencyConfig',
    '(?:Create|Update|Delete)Alias',
    'PublishVersion',
    '(?:Add|Remove)Permission',
    'PutFunctionEventInvokeConfig',
    'PutFunctionRecursionConfig',
    'PutRuntimeManagementConfig',
    'RollbackFunction',
    '(?:Create|Delete)LogGroup',
    '(?:Put|Delete)RetentionPolicy',
    '(?:Put|Delete)SubscriptionFilter',
    '(?:Put|Delete)DataProtectionPolicy',
    '(?:A|Disa)ssociateKmsKey',
  ].join('|')})(?:\\d{8}(?:v\\d+)?)?$`,
);

/** KMS has aliases and SQS has permissions too, under the same names. */
const SOURCES = new Set(['lambda.amazonaws.com', 'logs.amazonaws.com']);

/** The parts of CloudTrail's record that are read. */
interface TrailRecord {
  readonly errorCode?: unknown;
  readonly userAgent?: unknown;
  readonly sessionCredentialFromConsole?: unknown;
  readonly userIdentity?: Identity;
}

interface Identity {
  readonly type?: unknown;
  readonly arn?: unknown;
  readonly userName?: unknown;
  readonly invokedBy?: unknown;
}

/** The change that an event is; undefined where it changes nothing: it reads, or was refused. */
export function changeOf(event: Event): TrailChange | undefined {
  const { EventName: name, EventTime: at, EventSource: source, Username, CloudTrailEvent } = event;
  if (!name || !at || !CHANGES.test(name) || (source && !SOURCES.has(source))) return undefined;
  const record = recordOf(CloudTrailEvent);
  if (record.errorCode) return undefined;
  return { at, event: name, actor: actorOf(record.userIdentity ?? {}, Username), through: throughOf(record) };
}

function recordOf(json: string | undefined): TrailRecord {
  try {
    const record: unknown = JSON.parse(json ?? '{}');
    return typeof record === 'object' && record !== null ? record : {};
  } catch {
    return {};
  }
}

/** A user's name, or that of an assumed role's session, which says who; an address at work is cut to the person. */
function actorOf({ type, arn, userName, invokedBy }: Identity, username: string | undefined): string {
  if (type === 'Root') return 'the root user';
  const [, role, session] = /:assumed-role\/([^/]+)\/(.+)$/.exec(textOf(arn)) ?? [];
  // The command line makes up a session's name where none is given: then the role says more.
  const made = session === undefined || /^(?:botocore-session-|aws-?cli|aws-sdk-|AWSCLI)/i.test(session);
  const name = (made ? role : session) ?? (textOf(userName) || username || textOf(invokedBy));
  return name.split('@')[0] || 'unknown';
}

const AGENTS: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/cloudformation\.amazonaws\.com/i, 'CloudFormation'],
  [/terraform/i, 'Terraform'],
  [/opentofu/i, 'OpenTofu'],
  [/pulumi/i, 'Pulumi'],
  [/aws-cdk/i, 'CDK'],
  [/serverless/i, 'Serverless Framework'],
  [/aws-sam/i, 'SAM'],
  [/(?:console|signin)\.(?:aws\.)?amazon(?:aws)?\.com|AWS-?Console/i, 'console'],
  [/aws-cli\//i, 'AWS CLI'],
  [/boto3\//i, 'boto3'],
];

function throughOf({ userAgent, sessionCredentialFromConsole, userIdentity }: TrailRecord): string | undefined {
  const agent = `${textOf(userIdentity?.invokedBy)} ${textOf(userAgent)}`.trim();
  const known = AGENTS.find(([pattern]) => pattern.test(agent));
  if (known) return known[1];
  if (String(sessionCredentialFromConsole) === 'true') return 'console';
  // `aws-sdk-js/3.1 os/linux …`: the first word without its version.
  return agent.replace(/^\[/, '').split(/[\s/;,\]]/)[0] || undefined;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
