import { UserError } from '../errors.ts';
import { named } from './wrong-word.ts';

/** What was asked about, and where it is if an ARN told. */
export interface LogName {
  readonly name: string;
  readonly place: { readonly account: string; readonly region: string } | undefined;
}

const EXAMPLE = 'Try `/logs orders-poller 2h errors`.';
const FUNCTION_ARN = /^arn:aws[\w-]*:lambda:([\w-]+):(\d{12}):function:([\w-]{1,64})(?::[\w$-]+)?$/;
const GROUP_ARN = /^arn:aws[\w-]*:logs:([\w-]+):(\d{12}):log-group:(\/[\w./#-]+)(?::\*)?$/;
const FUNCTION = /^[\w.-]{1,140}$/;
const GROUP = /^\/[\w./#-]{1,511}$/;

/**
 * Reads a function's name or a part of it, a log group's name, which begins with a slash, or the ARN of either.
 * Throws a UserError on anything else.
 */
export function readLogName(word: string): LogName {
  if (word === '') throw new UserError(`Which function? ${EXAMPLE}`);
  if (word.startsWith('arn:')) return nameOfArn(word);
  if (/^\d+[mhd]$/.test(word)) throw new UserError(`${named(word)} is a window: the function comes first. ${EXAMPLE}`);
  if (!FUNCTION.test(word) && !GROUP.test(word))
    throw new UserError(`${named(word)} is not a function's name. ${EXAMPLE}`);
  return { name: word, place: undefined };
}

function nameOfArn(word: string): LogName {
  const [, region, account, name] = FUNCTION_ARN.exec(word) ?? GROUP_ARN.exec(word) ?? [];
  if (region === undefined || account === undefined || name === undefined)
    throw new UserError(
      `${named(word)} is not the ARN of a function: write \`arn:aws:lambda:us-east-1:111122223333:function:orders-poller\`, or the name alone.`,
    );
  return { name, place: { account, region } };
}
