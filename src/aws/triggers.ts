import type { EventSourceMappingConfiguration, LambdaClient } from '@aws-sdk/client-lambda';
import type { Trigger } from '../usecases/ports.ts';
import { awsReason } from './failures.ts';
import { isMissing, lambdaFailing } from './list-functions.ts';

const MOST_PAGES = 20;
/** Kinds of event sources by the service of their ARN. */
const KINDS: Readonly<Record<string, string>> = {
  sqs: 'queue',
  kinesis: 'stream',
  dynamodb: 'stream of table',
  kafka: 'Kafka cluster',
  mq: 'broker',
  rds: 'DocumentDB cluster',
};
/** A mapping on its way is told as what it will be. */
const ENABLED = new Set(['Enabled', 'Enabling', 'Creating', 'Updating']);
const RULE_ARN = /^arn:[\w-]+:events:[\w-]+:\d{12}:rule\/(?:[\w./-]+\/)?([\w.-]+)$/;

/** What feeds a function: its event source mappings, then the rules of EventBridge that its policy names. */
export async function triggersOf(client: LambdaClient, functionName: string): Promise<Trigger[]> {
  const [mappings, schedules] = await Promise.all([
    mappingsOf(client, functionName),
    schedulesOf(client, functionName),
  ]);
  return [...mappings.map(mappingTrigger), ...schedules];
}

async function mappingsOf(client: LambdaClient, functionName: string): Promise<EventSourceMappingConfiguration[]> {
  const { ListEventSourceMappingsCommand } = await import('@aws-sdk/client-lambda');
  const found: EventSourceMappingConfiguration[] = [];
  let marker: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const answer = await client
      .send(new ListEventSourceMappingsCommand({ FunctionName: functionName, ...(marker ? { Marker: marker } : {}) }))
      .catch((thrown: unknown) =>
        isMissing(thrown) ? undefined : lambdaFailing('lambda:ListEventSourceMappings')(thrown),
      );
    found.push(...(answer?.EventSourceMappings ?? []));
    if (!answer?.NextMarker || answer.NextMarker === marker) break;
    marker = answer.NextMarker;
  }
  return found;
}

function mappingTrigger({ EventSourceArn: arn, State: state }: EventSourceMappingConfiguration): Trigger {
  const [, , service = '', , , ...rest] = (arn ?? '').split(':');
  const name = rest
    .join(':')
    .replace(/^(?:stream|table|cluster|broker)[/:]/, '')
    .split(/[/:]/)[0];
  const what = name ? `${KINDS[service] ?? service} ${name}` : 'event source';
  return { what, enabled: state === undefined ? undefined : ENABLED.has(state) };
}

/** Rules that may invoke it. Whether one is enabled is EventBridge's to say, which is not asked. */
async function schedulesOf(client: LambdaClient, functionName: string): Promise<Trigger[]> {
  const { GetPolicyCommand } = await import('@aws-sdk/client-lambda');
  try {
    const { Policy: policy = '{}' } = await client.send(new GetPolicyCommand({ FunctionName: functionName }));
    return ruleNames(policy).map((name) => ({ what: `schedule ${name}`, enabled: undefined }));
  } catch (thrown) {
    if (isMissing(thrown)) return [];
    // Mappings tell much by themselves; this permission is not among those that everything needs.
    if (awsReason(thrown, '').trouble === 'denied')
      return [{ what: 'schedules (needs lambda:GetPolicy)', enabled: undefined }];
    return lambdaFailing('lambda:GetPolicy')(thrown);
  }
}

/** The names of the rules in a resource policy's JSON; none where it cannot be read. */
function ruleNames(policy: string): string[] {
  const names = new Set<string>();
  // Every string of it, wherever the conditions keep the ARN.
  JSON.parse(policy, (_, value: unknown) => {
    const [, name] = (typeof value === 'string' && RULE_ARN.exec(value)) || [];
    if (name) names.add(name);
    return value;
  });
  return [...names];
}
