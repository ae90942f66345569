import { draw } from '../scenario/random.ts';
import { AwsFailure } from './failure.ts';

interface When {
  /** An operation such as GetCostAndUsage, or `*` for all. */
  readonly operation: string;
  /** How many requests it strikes; all, where absent. */
  readonly times?: number;
  /** How many requests of the operation pass first. */
  readonly skip?: number;
  /** The share of requests that it strikes, 0 … 1; all, where absent. */
  readonly probability?: number;
}

type What =
  | { readonly kind: 'throttle' | 'error-500' }
  /** The connection is closed without an answer. */
  | { readonly kind: 'drop' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** An error of AWS's by name. */
  | { readonly kind: 'error'; readonly code: string; readonly message: string; readonly status?: number };

export type Fault = When & What;

/** What goes wrong on demand. */
export interface CloudFaults {
  add(fault: Fault): void;
  clear(): void;
}

/** The faults, and the one that strikes a request: the first added that is due. */
export interface FaultList extends CloudFaults {
  strike(operation: string): Fault | undefined;
}

export function createFaults(seed: number): FaultList {
  let armed: { fault: Fault; seen: number; struck: number }[] = [];
  return {
    add: (fault) => void armed.push({ fault, seen: 0, struck: 0 }),
    clear: () => {
      armed = [];
    },
    strike(operation) {
      for (const entry of armed) {
        const { fault } = entry;
        if (fault.operation !== '*' && fault.operation !== operation) continue;
        if (entry.struck >= (fault.times ?? Number.POSITIVE_INFINITY)) continue;
        entry.seen++;
        if (entry.seen <= (fault.skip ?? 0)) continue;
        if (draw(seed, `fault ${operation}`, entry.seen) >= (fault.probability ?? 1)) continue;
        entry.struck++;
        return fault;
      }
      return undefined;
    },
  };
}

/** The error that a fault answers with; undefined where it is no error. */
export function failureOf(fault: Fault, service: string): AwsFailure | undefined {
  switch (fault.kind) {
    case 'throttle':
      return throttleOf(service);
    case 'error-500':
      // Lambda alone declares an error of its own; the rest answer the one that is common to all.
      return new AwsFailure(
        service === 'lambda' ? 'ServiceException' : 'InternalFailure',
        'An internal error has occurred.',
        500,
      );
    case 'error':
      return new AwsFailure(fault.code, fault.message, fault.status);
    default:
      return undefined;
  }
}

function throttleOf(service: string): AwsFailure {
  switch (service) {
    case 'ce':
      return new AwsFailure('LimitExceededException', 'Rate limit exceeded');
    case 'lambda':
      return new AwsFailure('TooManyRequestsException', 'Rate exceeded', 429);
    default:
      return new AwsFailure('ThrottlingException', 'Rate exceeded');
  }
}
