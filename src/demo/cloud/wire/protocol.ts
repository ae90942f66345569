import type { AwsFailure } from '../failure.ts';
import type { WireTypes } from './types.ts';

/** What goes back over HTTP. */
export interface Answer {
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** What an answer repeats of its request. */
export interface RequestHead {
  readonly id: string;
  readonly operation: string;
}

/** How a client and a service write to one another. */
export interface Protocol {
  readonly types: WireTypes;
  answer(output: object, request: RequestHead): Answer;
  refusal(failure: AwsFailure, request: RequestHead): Answer;
}
