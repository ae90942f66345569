import { UserError } from '../domain/errors.ts';
import type { LogTarget } from '../usecases/ports.ts';
import { awsReason } from './failures.ts';
import { placeWords } from './log-places.ts';

/** Why a log group could not be read, in words with the mend. */
export function readFailure(thrown: unknown, target: LogTarget, pattern: string | undefined): UserError {
  const [name, message] = thrown instanceof Error ? [thrown.name, thrown.message] : ['', ''];
  // The same name covers a window that AWS does not take.
  if (name === 'InvalidParameterException' && pattern && !/\b(?:start|end)Time\b/i.test(message))
    return new UserError(
      `CloudWatch does not take the filter \`${pattern}\`: ${message}. Try a word, a "quoted phrase", or { $.level = "ERROR" }.`,
    );
  if (name === 'InvalidOperationException')
    return new UserError(
      `${target.group} has the log class Infrequent Access, which cannot be searched this way. Use CloudWatch Logs Insights in the console.`,
    );
  if (name === 'ResourceNotFoundException')
    return new UserError(`There is no log group ${target.group} in ${placeWords(target)}.`);
  if (isThrottled(thrown))
    return new UserError(
      `AWS is throttling logs:FilterLogEvents in ${placeWords(target)} (${message}). Try again in a minute, or look at a shorter window.`,
    );
  return new UserError(awsReason(thrown, 'logs:FilterLogEvents').words);
}

export function isThrottled(thrown: unknown): boolean {
  return awsReason(thrown, '').trouble === 'throttled';
}
