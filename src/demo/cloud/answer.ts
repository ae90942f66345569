import { PAYER } from '../scenario/accounts.ts';
import type { Scenario } from '../scenario/types.ts';
import type { Service } from './asked.ts';
import { handleCloudTrail } from './cloudtrail/index.ts';
import type { Pace } from './cloudtrail/pace.ts';
import { handleCloudWatch } from './cloudwatch/index.ts';
import { accountSeenBy, type CloudContext } from './context.ts';
import type { AnomalyBook } from './cost-explorer/anomaly-book.ts';
import { handleCostExplorer } from './cost-explorer/index.ts';
import { AwsFailure } from './failure.ts';
import { handleLambda } from './lambda/index.ts';
import { handleLogs } from './logs/index.ts';
import type { WrittenEvents } from './logs/written.ts';
import type { Request } from './request.ts';
import type { Caller } from './signature.ts';
import { handleSts } from './sts/index.ts';

export interface AnswerContext {
  readonly scenario: Scenario;
  readonly now: () => Date;
  readonly pageSize?: number;
  readonly anomalies: AnomalyBook;
  readonly written: WrittenEvents;
  readonly caller: Caller;
  readonly sessions: Map<string, { arn: string; account: string }>;
  /** How fast CloudTrail is asked. */
  readonly lookups: Pace;
}

const PAGE_SIZE = 1_000;

/** What answers a request. Throws AwsFailure where AWS refuses. */
export function answerTo(service: Service, { operation, input, protocol }: Request, context: AnswerContext): object {
  const { types } = protocol;
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new AwsFailure('SerializationException', 'The body can not be read as a structure');
  const { scenario, now, caller, anomalies, written } = context;
  const present: CloudContext = { scenario, now: now(), caller };
  switch (service) {
    case 'sts':
      return handleSts(operation, input, types, context);
    case 'logs': {
      const account = accountSeenBy(caller);
      return handleLogs(operation, input, { scenario, now, account, region: caller.region, written });
    }
    case 'lambda':
      return handleLambda(operation, new Map(Object.entries(input)), present);
    case 'cloudwatch':
      return handleCloudWatch(operation, input, types, present);
    case 'cloudtrail':
      return handleCloudTrail(operation, input, present, context.lookups);
    case 'ce': {
      // Member accounts see their own costs only.
      const account = caller.account === PAYER ? undefined : caller.account;
      const pageSize = context.pageSize ?? PAGE_SIZE;
      return handleCostExplorer(operation, input, { scenario, now, pageSize, anomalies, account });
    }
  }
}
