import type { CloudContext } from '../context.ts';
import { AwsFailure } from '../failure.ts';
import { getMetricData } from './get-metric-data.ts';

/** CloudWatch metrics of the simulated cloud. Throws AwsFailure with AWS's code and words where AWS refuses. */
export function handleCloudWatch(operation: string, input: unknown, context: CloudContext): object {
  if (operation === 'GetMetricData') return getMetricData(input, context);
  throw new AwsFailure('UnknownOperationException', `CloudWatch's ${operation} is not simulated`);
}

/** The names that errors have in the query protocol, which CloudWatch still tells in a header. */
const QUERY_CODES = new Map([
  ['ValidationException', 'ValidationError'],
  ['MissingRequiredParameterException', 'MissingParameter'],
]);

/** The header that tells an error's older name: `ValidationError;Sender`. */
export function queryErrorHeader({ code, status }: AwsFailure): Record<string, string> {
  const name = QUERY_CODES.get(code) ?? code.replace(/Exception$/, '');
  return { 'x-amzn-query-error': `${name};${status >= 500 ? 'Receiver' : 'Sender'}` };
}
