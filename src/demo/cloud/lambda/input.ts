import type { LambdaFunction } from '../../scenario/types.ts';
import { allProblems, problem } from '../constraints.ts';
import { type CloudContext, functionArn, functionsSeen } from '../context.ts';
import { AwsFailure, invalid } from '../failure.ts';
import type { Request } from '../request.ts';
import type { Caller } from '../signature.ts';

/** Members of a request, all of them text, as they stand in a path and a query. */
export type LambdaInput = ReadonlyMap<string, string>;

/** The pattern of AWS's model, with its parts caught: Region, account, name, qualifier. */
const FUNCTION_NAME =
  /^(?:arn:(?:aws[a-zA-Z-]*)?:lambda:)?(?:([a-z]{2}(?:-gov|-iso[a-z]?)?-[a-z]+-\d):)?(?:(\d{12}):)?(?:function:)?([\w-]+)(?::(\$LATEST|[\w-]+))?$/;
const MOST_NAME = 140;
const MOST_ITEMS = 10_000;

/** The page size that was asked for, and no more than the service gives. Throws ValidationException outside 1 … 10,000. */
export function readMaxItems(input: LambdaInput, most: number): number {
  const text = input.get('MaxItems');
  if (text === undefined) return most;
  if (!/^-?\d+$/.test(text))
    throw new AwsFailure('SerializationException', `${text} can not be converted to an Integer`);
  const items = Number(text);
  if (items < 1) throw unmet('maxItems', text, 'have value greater than or equal to 1');
  if (items > MOST_ITEMS) throw unmet('maxItems', text, `have value less than or equal to ${MOST_ITEMS}`);
  return Math.min(items, most);
}

/**
 * The function that a request names: by name, by ARN or by a part of one. Throws ResourceNotFoundException in AWS's words
 * where the caller sees none, and where it asks for another version than $LATEST, as no other is published.
 */
export function readFunction(input: LambdaInput, context: CloudContext): LambdaFunction {
  const asked = input.get('FunctionName') ?? '';
  const { region, account, name, qualifier } = partsOf(asked);
  const { caller } = context;
  if (region !== undefined && region !== caller.region)
    throw notFound(`Functions from '${region}' are not reachable in this region ('${caller.region}')`);
  const fn = functionsSeen(context).find((it) => it.name === name && (account ?? it.account) === it.account);
  const wanted = input.get('Qualifier') ?? qualifier;
  if (fn && (wanted === undefined || wanted === '$LATEST')) return fn;
  const arn = functionArn({ name, account: account ?? fn?.account ?? caller.account, region: caller.region });
  throw notFound(`Function not found: ${wanted === undefined ? arn : `${arn}:${wanted}`}`);
}

/** The ARN of the function that a request to Lambda is about; undefined for any other request. */
export function resourceOf({ service, input }: Pick<Request, 'service' | 'input'>, caller: Caller): string | undefined {
  if (service !== 'lambda') return undefined;
  const asked = new Map<string, unknown>(Object.entries(input ?? {})).get('FunctionName');
  if (typeof asked !== 'string') return undefined;
  const [, region = caller.region, account = caller.account, name] = FUNCTION_NAME.exec(asked) ?? [];
  return name === undefined ? undefined : functionArn({ name, account, region });
}

export function notFound(message: string): AwsFailure {
  return new AwsFailure('ResourceNotFoundException', message, 404);
}

export function invalidValue(message: string): AwsFailure {
  return new AwsFailure('InvalidParameterValueException', message);
}

function partsOf(asked: string) {
  const [, region, account, name, qualifier] = FUNCTION_NAME.exec(asked) ?? [];
  if (name === undefined)
    throw unmet('functionName', asked, `satisfy regular expression pattern: ${FUNCTION_NAME.source}`);
  if (asked.length > MOST_NAME) throw unmet('functionName', asked, `have length less than or equal to ${MOST_NAME}`);
  return { region, account, name, qualifier };
}

function unmet(member: string, value: string, constraint: string): AwsFailure {
  return invalid(allProblems([problem(member, value, constraint)]));
}
