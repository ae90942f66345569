import { type CloudContext, functionsSeen } from '../context.ts';
import { AwsFailure } from '../failure.ts';
import { fullConfiguration, listedConfiguration } from './configuration.ts';
import { invalidValue, type LambdaInput, readFunction, readMaxItems } from './input.ts';
import { listMappings } from './mappings.ts';
import { lambdaPage } from './page.ts';
import { getPolicy } from './policy.ts';

/** AWS gives no more functions on a page, whatever is asked. */
const MOST_FUNCTIONS = 50;

const OPERATIONS = new Map<string, (input: LambdaInput, context: CloudContext) => object>([
  ['ListFunctions', listFunctions],
  ['GetFunctionConfiguration', (input, context) => fullConfiguration(readFunction(input, context), context)],
  ['GetFunctionConcurrency', getConcurrency],
  ['GetPolicy', getPolicy],
  ['ListEventSourceMappings', listMappings],
]);

/** Lambda of the simulated cloud: answers from the scenario alone. Throws AwsFailure with AWS's code and words where AWS refuses. */
export function handleLambda(operation: string, input: LambdaInput, context: CloudContext): object {
  const handle = OPERATIONS.get(operation);
  if (!handle) throw new AwsFailure('UnknownOperationException', `${operation} is not simulated`, 404);
  return handle(input, context);
}

/** ListFunctions. Only $LATEST exists of each, so `FunctionVersion=ALL` gives the same. */
function listFunctions(input: LambdaInput, context: CloudContext): object {
  const limit = readMaxItems(input, MOST_FUNCTIONS);
  const version = input.get('FunctionVersion');
  if (version !== undefined && version !== 'ALL') throw invalidValue(`Invalid FunctionVersion: ${version}`);
  if (input.has('MasterRegion')) throw invalidValue('MasterRegion is not simulated');
  const { items, ...rest } = lambdaPage(functionsSeen(context), limit, input, context);
  return { Functions: items.map((fn) => listedConfiguration(fn, context)), ...rest };
}

function getConcurrency(input: LambdaInput, context: CloudContext): object {
  const { reservedConcurrency } = readFunction(input, context);
  return reservedConcurrency === undefined ? {} : { ReservedConcurrentExecutions: reservedConcurrency };
}
