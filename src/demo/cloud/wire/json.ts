import { z } from 'zod';
import { queryErrorHeader } from './error-names.ts';
import type { Protocol } from './protocol.ts';
import { wireTypes } from './types.ts';

const types = wireTypes({
  text: z.string(),
  whole: z.int(),
  flag: z.boolean(),
  instant: z
    .number()
    .transform((seconds) => new Date(seconds * 1_000))
    .pipe(z.date()),
});

/** AWS JSON 1.0 or 1.1: the operation stands in `x-amz-target`, instants are seconds. */
export function jsonProtocol(version: '1.0' | '1.1', { spokeQuery = false } = {}): Protocol {
  const contentType = `application/x-amz-json-${version}`;
  return {
    types,
    answer: (output) => ({ contentType, body: writeJson(output) }),
    refusal: (failure) => ({
      contentType,
      headers: spokeQuery ? queryErrorHeader(failure) : {},
      body: writeJson({ __type: failure.code, ...wordsOf(failure) }),
    }),
  };
}

/** REST with JSON bodies, as Lambda speaks it: the error's name stands in a header. */
export const restJson: Protocol = {
  types,
  answer: (output) => ({ contentType: 'application/json', body: writeJson(output) }),
  refusal: (failure) => ({
    contentType: 'application/json',
    headers: { 'x-amzn-errortype': failure.code },
    body: writeJson({ Type: failure.status >= 500 ? 'Service' : 'User', ...wordsOf(failure) }),
  }),
};

/** The value of a body; undefined where it is not JSON. */
export function readJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

function writeJson(value: object): string {
  return JSON.stringify(value, function (this: Readonly<Record<string, unknown>>, member, written: unknown) {
    // What is written of an instant is text already: its own toJSON comes first.
    const own = this[member];
    return own instanceof Date ? own.getTime() / 1_000 : written;
  });
}

/** AWS's services spell the member `message` or `Message`: clients read either. */
function wordsOf({ message }: Error) {
  return { message, Message: message };
}
