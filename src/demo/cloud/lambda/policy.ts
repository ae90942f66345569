import type { FunctionTrigger, LambdaFunction } from '../../scenario/types.ts';
import { type CloudContext, functionArn } from '../context.ts';
import { historyOf } from './history.ts';
import { type LambdaInput, notFound, readFunction } from './input.ts';

/**
 * GetPolicy: who may call a function, as JSON text. A schedule shows here by the ARN of its rule; neither its expression
 * nor whether it is enabled does. Throws ResourceNotFoundException for a function that nobody was allowed to call.
 */
export function getPolicy(input: LambdaInput, context: CloudContext): object {
  const fn = readFunction(input, context);
  const statements = fn.triggersAt(context.now).flatMap((trigger) => statementOf(fn, trigger));
  if (statements.length === 0) throw notFound('The resource you requested does not exist.');
  const policy = { Version: '2012-10-17', Id: 'default', Statement: statements };
  return { Policy: JSON.stringify(policy), RevisionId: historyOf(fn, context).revisionId };
}

function statementOf(fn: LambdaFunction, trigger: FunctionTrigger): object[] {
  const caller = callerOf(fn, trigger);
  if (!caller) return [];
  return [
    {
      Sid: `allow-${trigger.kind}-${trigger.name}`,
      Effect: 'Allow',
      Principal: { Service: caller.service },
      Action: 'lambda:InvokeFunction',
      Resource: functionArn(fn),
      Condition: { ArnLike: { 'AWS:SourceArn': caller.source } },
    },
  ];
}

/** What polls a queue acts under the function's role, and the edge calls a version's ARN: neither is in this policy. */
function callerOf({ region, account }: LambdaFunction, { kind, name }: FunctionTrigger) {
  switch (kind) {
    case 'schedule':
      return { service: 'events.amazonaws.com', source: `arn:aws:events:${region}:${account}:rule/${name}` };
    case 'api':
      return { service: 'apigateway.amazonaws.com', source: `arn:aws:execute-api:${region}:${account}:${name}/*/*` };
    case 'topic':
      return { service: 'sns.amazonaws.com', source: `arn:aws:sns:${region}:${account}:${name}` };
    case 'bucket':
      return { service: 's3.amazonaws.com', source: `arn:aws:s3:::${name}` };
    default:
      return undefined;
  }
}
