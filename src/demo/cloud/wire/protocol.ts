import type { AwsFailure } from '../failure.ts';
import type { WireTypes } from './types.ts';

/** What goes back over HTTP. */
export interface Answer {
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body: string | Uint8Array;
}

/** The request that is answered. */
export interface Asked {
  readonly id: string;
  readonly operation: string;
}

/** How a client and a service write to one another. */
export interface Protocol {
  readonly types: WireTypes;
  answer(output: object, asked: Asked): Answer;
  refusal(failure: AwsFailure, asked: Asked): Answer;
}
