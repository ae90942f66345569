import { decode, type EncodeOptions, encode, Token, Type } from 'cborg';
import { z } from 'zod';
import { queryErrorHeader } from './error-names.ts';
import type { Protocol } from './protocol.ts';
import { wireTypes } from './types.ts';

const SECONDS_SINCE_1970 = 1;
const HEADER = { 'smithy-protocol': 'rpc-v2-cbor' };

const types = wireTypes({ text: z.string(), whole: z.int(), flag: z.boolean(), instant: z.date() });

/**
 * Smithy's RPC v2 with CBOR, of services that once spoke query: the operation stands in the path. All figures are written
 * as doubles, whole ones too, as every number that CloudWatch answers is one, and strictly typed readers take no other.
 */
export const cborProtocol: Protocol = {
  types,
  answer: (output) => ({ contentType: 'application/cbor', headers: HEADER, body: encode(output, OPTIONS) }),
  refusal: (failure) => ({
    contentType: 'application/cbor',
    headers: { ...HEADER, ...queryErrorHeader(failure) },
    body: encode({ __type: failure.code, message: failure.message }, OPTIONS),
  }),
};

const OPTIONS: EncodeOptions = {
  float64: true,
  ignoreUndefinedProperties: true,
  typeEncoders: {
    number: (value: number) => new Token(Type.float, value),
    Date: (value: Date) => [new Token(Type.tag, SECONDS_SINCE_1970), new Token(Type.float, value.getTime() / 1_000)],
  },
};

/** The value of a body, empty where there is none; undefined where it is not CBOR. */
export function readCbor(body: Uint8Array): unknown {
  if (body.length === 0) return {};
  try {
    return decode(body, { tags: { [SECONDS_SINCE_1970]: (inner) => new Date(Number(inner()) * 1_000) } });
  } catch {
    return undefined;
  }
}
