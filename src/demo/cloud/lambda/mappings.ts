import type { FunctionTrigger, LambdaFunction } from '../../scenario/types.ts';
import { type CloudContext, functionArn, functionsSeen } from '../context.ts';
import { uuid } from '../uuid.ts';
import { type LambdaInput, readFunction, readMaxItems } from './input.ts';
import { lambdaPage } from './page.ts';

const MOST_MAPPINGS = 100;

type Polled = Extract<FunctionTrigger, { kind: 'queue' | 'stream' }>;

/** An event source mapping as ListEventSourceMappings has it. */
interface Mapping {
  readonly EventSourceArn: string;
}

/** ListEventSourceMappings: of one function, of one source, or all of the Region. */
export function listMappings(input: LambdaInput, context: CloudContext): object {
  const limit = readMaxItems(input, MOST_MAPPINGS);
  const source = input.get('EventSourceArn');
  const functions = input.has('FunctionName') ? [readFunction(input, context)] : functionsSeen(context);
  const mappings = functions
    .flatMap((fn) => mappingsOf(fn, context))
    .filter(({ EventSourceArn }) => source === undefined || EventSourceArn === source);
  const { items, ...rest } = lambdaPage(mappings, limit, input, context);
  return { EventSourceMappings: items, ...rest };
}

/** The ARN of what is polled for a function. */
export function sourceArn({ region, account }: LambdaFunction, { kind, name }: Polled): string {
  return kind === 'queue'
    ? `arn:aws:sqs:${region}:${account}:${name}`
    : `arn:aws:kinesis:${region}:${account}:stream/${name}`;
}

/** What is polled for a function at an instant. */
export function polledAt(fn: LambdaFunction, at: Date): Polled[] {
  return fn.triggersAt(at).filter(isPolled);
}

/** The id of a mapping: it outlives being switched off. */
export function mappingId(fn: LambdaFunction, { name }: Polled, seed: number): string {
  return uuid(seed, `mapping ${functionArn(fn)} ${name}`);
}

function isPolled(trigger: FunctionTrigger): trigger is Polled {
  return trigger.kind === 'queue' || trigger.kind === 'stream';
}

function mappingsOf(fn: LambdaFunction, { scenario, now }: CloudContext): Mapping[] {
  return polledAt(fn, now).map((trigger) => {
    const id = mappingId(fn, trigger, scenario.seed);
    const stream = trigger.kind === 'stream';
    return {
      UUID: id,
      EventSourceMappingArn: `arn:aws:lambda:${fn.region}:${fn.account}:event-source-mapping:${id}`,
      FunctionArn: functionArn(fn),
      EventSourceArn: sourceArn(fn, trigger),
      BatchSize: stream ? 100 : 10,
      MaximumBatchingWindowInSeconds: 0,
      ...(stream ? { StartingPosition: 'LATEST', ParallelizationFactor: 1, LastProcessingResult: 'OK' } : {}),
      // In JSON, Lambda's instants are seconds.
      LastModified: trigger.since.getTime() / 1_000,
      State: trigger.enabled ? 'Enabled' : 'Disabled',
      StateTransitionReason: stream ? 'User action' : 'USER_INITIATED',
    };
  });
}
