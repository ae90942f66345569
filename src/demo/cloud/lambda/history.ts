import { createHash } from 'node:crypto';
import { startOf } from '../../../domain/day.ts';
import type { LambdaFunction } from '../../scenario/types.ts';
import { type CloudContext, functionArn } from '../context.ts';
import { uuid } from '../uuid.ts';

/** What the changes so far have made of a function. */
export interface FunctionHistory {
  readonly lastModified: Date;
  /** SHA-256 of the code in base64: another one with each deploy of code. */
  readonly codeSha256: string;
  /** Another one with each change. */
  readonly revisionId: string;
}

/** The state of a function at the context's time, told from the scenario's changes. */
export function historyOf(fn: LambdaFunction, { scenario, now }: CloudContext): FunctionHistory {
  const changes = scenario.changes.filter(
    ({ at, event, resource, account, region }) =>
      at <= now &&
      /^UpdateFunction(Code|Configuration)/.test(event) &&
      resource === fn.name &&
      account === fn.account &&
      region === fn.region,
  );
  const deploys = changes.filter(({ event }) => event.startsWith('UpdateFunctionCode')).length;
  const arn = functionArn(fn);
  return {
    lastModified: changes.at(-1)?.at ?? startOf(scenario.firstDay),
    codeSha256: createHash('sha256').update(`${scenario.seed} ${arn} ${deploys}`).digest('base64'),
    revisionId: uuid(scenario.seed, `revision ${arn}`, changes.length),
  };
}
