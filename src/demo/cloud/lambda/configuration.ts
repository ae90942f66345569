import { draw } from '../../scenario/random.ts';
import type { LambdaFunction } from '../../scenario/types.ts';
import { type CloudContext, functionArn } from '../context.ts';
import { environmentOf } from './environment.ts';
import { historyOf } from './history.ts';

/** A function as ListFunctions has it: without its state, which AWS tells one by one only. */
export function listedConfiguration(fn: LambdaFunction, context: CloudContext): object {
  const { lastModified, codeSha256, revisionId } = historyOf(fn, context);
  const { seed } = context.scenario;
  const environment = environmentOf(fn, context.now, seed);
  return {
    FunctionName: fn.name,
    FunctionArn: functionArn(fn),
    Runtime: fn.runtime,
    Role: `arn:aws:iam::${fn.account}:role/${fn.name}-role`,
    Handler: fn.runtime.startsWith('python') ? 'app.handler' : 'index.handler',
    CodeSize: Math.floor(400_000 + draw(seed, `size ${fn.name}`, 0) * 6_000_000),
    Description: '',
    Timeout: fn.timeoutSeconds,
    MemorySize: fn.memoryMb,
    LastModified: lastModified.toISOString().replace('Z', '+0000'),
    CodeSha256: codeSha256,
    Version: '$LATEST',
    ...(Object.keys(environment).length > 0 ? { Environment: { Variables: environment } } : {}),
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: revisionId,
    PackageType: 'Zip',
    Architectures: ['arm64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    LoggingConfig: loggingOf(fn),
  };
}

/** A function as GetFunctionConfiguration has it. */
export function fullConfiguration(fn: LambdaFunction, context: CloudContext): object {
  return { ...listedConfiguration(fn, context), State: 'Active', LastUpdateStatus: 'Successful' };
}

/** Levels exist in the JSON format alone. */
function loggingOf({ logFormat, logGroup }: LambdaFunction): object {
  return logFormat === 'json'
    ? { LogFormat: 'JSON', ApplicationLogLevel: 'INFO', SystemLogLevel: 'INFO', LogGroup: logGroup }
    : { LogFormat: 'Text', LogGroup: logGroup };
}
