import type { AwsFailure } from '../failure.ts';

/** The query protocol's names of common errors, where they are not the newer protocols' without `Exception`. */
const QUERY_NAMES = new Map([
  ['ValidationException', 'ValidationError'],
  ['SerializationException', 'InvalidParameterValue'],
  ['UnknownOperationException', 'InvalidAction'],
  ['InvalidSignatureException', 'SignatureDoesNotMatch'],
  ['UnrecognizedClientException', 'InvalidClientTokenId'],
]);

/** An error's name in the query protocol, and whose fault it is there. */
export function queryError({ code, status }: AwsFailure): { readonly name: string; readonly fault: string } {
  return {
    name: QUERY_NAMES.get(code) ?? code.replace(/Exception$/, ''),
    fault: status >= 500 ? 'Receiver' : 'Sender',
  };
}

/** The header in which a service that once spoke query tells an error's older name in newer protocols, too. */
export function queryErrorHeader(failure: AwsFailure): Record<string, string> {
  const { name, fault } = queryError(failure);
  return { 'x-amzn-query-error': `${name};${fault}` };
}
