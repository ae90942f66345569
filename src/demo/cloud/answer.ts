import { PAYER } from '../scenario/accounts.ts';
import type { Scenario } from '../scenario/types.ts';
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
import type { Request, Service } from './request.ts';
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

/** The body that answers a request. Throws AwsFailure where AWS refuses. */
export function answerTo(service: Service, { operation, input }: Request, context: AnswerContext): string {
  if (typeof input !== 'object' || input === null || Array.isArray(input))
    throw new AwsFailure('SerializationException', 'the body is not a JSON object');
  const { scenario, now, caller, anomalies, written } = context;
  const present: CloudContext = { scenario, now: now(), caller };
  switch (service) {
    case 'sts':
      return handleSts(operation, new Map(Object.entries(input)), context);
    case 'logs': {
      const account = accountSeenBy(caller);
      return JSON.stringify(handleLogs(operation, input, { scenario, now, account, region: caller.region, written }));
    }
    case 'lambda':
      return JSON.stringify(handleLambda(operation, new Map(Object.entries(input)), present));
    case 'cloudwatch':
      return JSON.stringify(handleCloudWatch(operation, input, present));
    case 'cloudtrail':
      return JSON.stringify(handleCloudTrail(operation, input, present, context.lookups));
    case 'ce': {
      // Member accounts see their own costs only.
      const account = caller.account === PAYER ? undefined : caller.account;
      return JSON.stringify(
        handleCostExplorer(operation, input, {
          scenario,
          now,
          pageSize: context.pageSize ?? PAGE_SIZE,
          anomalies,
          account,
        }),
      );
    }
  }
}
