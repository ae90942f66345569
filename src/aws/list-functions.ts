import type { FunctionConfiguration as LambdaConfiguration } from '@aws-sdk/client-lambda';
import { UserError } from '../domain/errors.ts';
import type { LogPlace, LogTarget } from '../usecases/ports.ts';
import type { AwsClients } from './clients.ts';
import { awsReason } from './failures.ts';
import { type LogPlaces, roleIn } from './log-places.ts';

/** Lambda's default log group of a function is this and its name. */
export const LAMBDA_GROUPS = '/aws/lambda/';
const MOST_PAGES = 400;

/** Lambda's list of functions in a place, page by page, values of environment variables included: keep none of it. */
export async function* listFunctions(
  clients: AwsClients,
  places: LogPlaces,
  place: LogPlace,
): AsyncGenerator<LambdaConfiguration[]> {
  const client = await clients.lambda(place.region, roleIn(places, place));
  const { ListFunctionsCommand } = await import('@aws-sdk/client-lambda');
  let marker: string | undefined;
  for (let page = 0; page < MOST_PAGES; page++) {
    const { Functions: functions = [], NextMarker: next } = await client
      .send(new ListFunctionsCommand(marker ? { Marker: marker } : {}))
      .catch(lambdaFailing('lambda:ListFunctions'));
    yield functions;
    if (!next || next === marker) return;
    marker = next;
  }
}

export function targetOf(
  place: LogPlace,
  { FunctionName: name, LoggingConfig: logging }: LambdaConfiguration,
): LogTarget | undefined {
  if (!name) return undefined;
  return { ...place, name, group: logging?.LogGroup || `${LAMBDA_GROUPS}${name}`, kind: 'function' };
}

/**
 * Throws a UserError in place of what Lambda's client threw. Lambda answers with the values of environment variables, and
 * an answer that cannot be read is quoted in the error: neither such an error nor its words may go on.
 */
export function lambdaFailing(action: string): (thrown: unknown) => never {
  return (thrown) => {
    const { trouble, words } = awsReason(thrown, action);
    const isRefusal = thrown instanceof Error && '$fault' in thrown;
    if (trouble === 'throttled') throw new UserError(`AWS is throttling ${action}. Try again in a minute.`);
    if (trouble === 'other' && !isRefusal) throw new UserError(`AWS's answer to ${action} could not be read.`);
    throw new UserError(words);
  };
}

/** Whether Lambda says that there is no such function, or no policy. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && thrown.name === 'ResourceNotFoundException';
}
