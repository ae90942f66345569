import { createHmac } from 'node:crypto';
import type { FunctionConfiguration as LambdaConfiguration } from '@aws-sdk/client-lambda';
import type { FunctionConfiguration } from '../usecases/ports.ts';

/**
 * What is kept of Lambda's answer. Of environment variables that is names, and HMAC-SHA256 of the values: equal values
 * under two names have equal hashes, so that a renamed variable is told from a new one.
 * @param salt of this installation, so that hashes say nothing elsewhere
 */
export function configurationOf(
  told: LambdaConfiguration,
  salt: string,
  reservedConcurrency?: number | undefined,
): FunctionConfiguration {
  const values = Object.entries(told.Environment?.Variables ?? {});
  const modified = new Date(told.LastModified ?? Number.NaN);
  return {
    lastModified: Number.isNaN(modified.getTime()) ? undefined : modified,
    memoryMb: told.MemorySize,
    timeoutSeconds: told.Timeout,
    logLevel: told.LoggingConfig?.ApplicationLogLevel,
    codeHash: told.CodeSha256,
    role: told.Role,
    reservedConcurrency,
    environment: new Map(values.map(([name, value]) => [name, createHmac('sha256', salt).update(value).digest('hex')])),
    state: told.State,
  };
}
