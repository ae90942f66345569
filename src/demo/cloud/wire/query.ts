import { z } from 'zod';
import { queryError } from './error-names.ts';
import type { Protocol } from './protocol.ts';
import { wireTypes } from './types.ts';
import { xmlDocument } from './xml.ts';

/** Everything is text in a form, and an empty list is an empty text. */
const types = wireTypes({
  text: z.string(),
  whole: z
    .string()
    .regex(/^-?\d+$/)
    .transform(Number)
    .pipe(z.int()),
  flag: z.enum(['true', 'false']).transform((text) => text === 'true'),
  instant: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .pipe(z.date()),
  emptyList: '',
});

/** AWS's query protocol: a form with Action and Version comes in, XML in the service's namespace goes back. */
export function queryProtocol(namespace: string): Protocol {
  return {
    types,
    answer: (output, { id, operation }) => ({
      contentType: 'text/xml',
      body: xmlDocument(`${operation}Response`, namespace, {
        [`${operation}Result`]: output,
        ResponseMetadata: { RequestId: id },
      }),
    }),
    refusal(failure, { id }) {
      const { name, fault } = queryError(failure);
      const error = { Type: fault, Code: name, Message: failure.message };
      return {
        contentType: 'text/xml',
        body: xmlDocument('ErrorResponse', namespace, { Error: error, RequestId: id }),
      };
    },
  };
}
