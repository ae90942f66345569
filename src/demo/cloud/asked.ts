import { AwsFailure } from './failure.ts';
import type { Protocol } from './wire/protocol.ts';

/** A service that is simulated, by its name in IAM's actions. */
export type Service = 'ce' | 'logs' | 'sts' | 'lambda' | 'cloudwatch' | 'cloudtrail';

/** What is asked of a service that is simulated, or of one that is not and so is refused. */
export type Asked = Told & (Known | Unknown);

interface Told {
  readonly operation: string;
  /** The members of the input as the protocol has them; undefined where the body can not be read. */
  readonly input: unknown;
  readonly protocol: Protocol;
}

interface Known {
  readonly service: Service;
  /** Why it is refused, whoever asks. */
  readonly refused?: AwsFailure;
}

interface Unknown {
  readonly service: 'unknown';
  readonly refused: AwsFailure;
}

/** A service and what it speaks. */
export interface Target {
  readonly service: Service;
  readonly protocol: Protocol;
}

/** The name that a service's signatures are scoped to. */
export function scopeOf(service: Service): string {
  return service === 'cloudwatch' ? 'monitoring' : service;
}

/** A service that is not simulated; the message says which are. */
export function unknownService(message: string): Unknown {
  return { service: 'unknown', refused: new AwsFailure('UnknownOperationException', message) };
}
