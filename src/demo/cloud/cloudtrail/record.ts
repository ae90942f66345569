import type { Scenario } from '../../scenario/types.ts';
import { functionArn } from '../context.ts';
import { mappingId, polledAt, sourceArn } from '../lambda/mappings.ts';
import { uuid } from '../uuid.ts';
import { actorOf } from './people.ts';
import type { TrailEvent } from './trail.ts';

/** An event as LookupEvents gives it, its full record as JSON text inside. */
export function lookedUp(event: TrailEvent, scenario: Scenario): object {
  const actor = actorOf(event.actor, event.account, event.at);
  return {
    EventId: event.id,
    EventName: event.name,
    ReadOnly: String(event.readOnly),
    AccessKeyId: actor.accessKeyId,
    EventTime: event.at / 1_000,
    EventSource: event.source,
    Username: event.actor,
    Resources: event.resources,
    CloudTrailEvent: JSON.stringify(recordOf(event, scenario)),
  };
}

function recordOf(event: TrailEvent, scenario: Scenario): object {
  const { userIdentity, sourceIPAddress, userAgent, fromConsole } = actorOf(event.actor, event.account, event.at);
  const refused = event.errorCode !== undefined;
  const about = `${event.source.split('.')[0]}:${event.name.replace(/\d{8}(v\d)?$/, '')}`;
  return {
    eventVersion: '1.11',
    userIdentity,
    eventTime: new Date(event.at).toISOString().replace('.000Z', 'Z'),
    eventSource: event.source,
    eventName: event.name,
    awsRegion: event.region,
    sourceIPAddress,
    userAgent,
    ...(refused ? { errorCode: event.errorCode, errorMessage: `not authorized to perform: ${about}` } : {}),
    requestParameters: parametersOf(event, scenario),
    responseElements: refused || event.readOnly ? null : answerTo(event),
    requestID: uuid(scenario.seed, `request ${event.id}`),
    eventID: event.id,
    readOnly: event.readOnly,
    eventType: event.name === 'ConsoleLogin' ? 'AwsConsoleSignIn' : 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: event.account,
    eventCategory: 'Management',
    ...(fromConsole ? { sessionCredentialFromConsole: 'true' } : {}),
  };
}

/** What was asked, as far as the trail tells: never the content of environment variables, nor code. */
function parametersOf(event: TrailEvent, scenario: Scenario): object | null {
  const resource = event.resources[0]?.ResourceName;
  if (resource === undefined) return null;
  const { name, detail, account } = event;
  if (name.includes('EventSourceMapping')) return { functionName: resource, ...mappingIn(event, resource, scenario) };
  if (name.startsWith('UpdateFunctionConfiguration')) return { functionName: resource, environment: {} };
  if (name.startsWith('UpdateFunctionCode'))
    return {
      functionName: resource,
      s3Bucket: `releases-${account}`,
      s3Key: `${resource}/${detail.split(', ').join('/')}.zip`,
      publish: false,
      dryRun: false,
    };
  if (name === 'UpdateAutoScalingGroup') return { autoScalingGroupName: resource };
  if (name === 'UpdateStack') return { stackName: resource, capabilities: ['CAPABILITY_NAMED_IAM'] };
  return { functionName: resource };
}

function mappingIn({ at, account, region }: TrailEvent, name: string, scenario: Scenario): object {
  const fn = scenario.functions.find((it) => it.name === name && it.account === account && it.region === region);
  // What a mapping is made by, it is there right after; what it is deleted by, it was there right before.
  const before = fn ? polledAt(fn, new Date(at - 1)) : [];
  const after = fn ? polledAt(fn, new Date(at + 1_000)) : [];
  const mapping = (after.length >= before.length ? after : before).at(-1);
  if (!fn || !mapping) return {};
  return {
    uUID: mappingId(fn, mapping, scenario.seed),
    eventSourceArn: sourceArn(fn, mapping),
    enabled: mapping.enabled,
  };
}

function answerTo(event: TrailEvent): object | null {
  const [resource] = event.resources;
  if (resource?.ResourceType !== 'AWS::Lambda::Function' || !event.name.startsWith('UpdateFunction')) return null;
  const { account, region } = event;
  return {
    functionName: resource.ResourceName,
    functionArn: functionArn({ name: resource.ResourceName, account, region }),
    lastModified: new Date(event.at).toISOString().replace('Z', '+0000'),
    environment: {},
  };
}
