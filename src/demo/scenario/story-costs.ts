import type { Day } from '../../domain/day.ts';
import { addDays, weekdayOf } from '../../domain/day.ts';
import type { Micros } from '../../domain/money.ts';
import { micros } from '../../domain/money.ts';
import { CORE, SEARCH, SHOP } from './accounts.ts';
import { busynessOn, growthOn } from './calendar.ts';
import { CATALOG } from './catalog/index.ts';
import type { Row, Series } from './catalog/series.ts';
import { seriesOf } from './catalog/series.ts';
import * as service from './catalog/services.ts';

/** What production keeps of its busy usage while it is suspended. */
export const SUSPENDED_SHARE = 0.08;

type CostlyStory = 'orders-poller' | 'event-fanout' | 'eks-nodes';

const US = 'us-east-1';
const EU = 'eu-west-1';

const ORDERS_POLLER: readonly Row[] = [
  [service.LAMBDA, 'Lambda-GB-Second', US, 'busy', 32, 'Lambda-GB-Second', 0.0000166667],
  [service.LAMBDA, 'Request', US, 'busy', 6, 'Requests', 0.0000002],
  [service.DYNAMODB, 'ReadRequestUnits', US, 'busy', 19, 'ReadRequestUnits', 0.000000125],
  [service.DYNAMODB, 'WriteRequestUnits', US, 'busy', 8, 'WriteRequestUnits', 0.000000625],
  [service.EC2_OTHER, 'NatGateway-Hours', US, 'busy', 2.16, 'Hrs', 0.045],
  [service.EC2_OTHER, 'NatGateway-Bytes', US, 'busy', 16.84, 'GB', 0.045],
  [service.CLOUDWATCH, 'DataProcessing-Bytes', US, 'busy', 14, 'GB', 0.5],
  [service.XRAY, 'XRay-TracesStored', US, 'busy', 2, 'Traces', 0.000005],
  [service.KMS, 'us-east-1-KMS-Requests', US, 'busy', 2, 'Requests', 0.000003],
  [service.SQS, 'Requests-RBP', US, 'busy', 1, 'Requests', 0.0000004],
];

const EVENT_FANOUT: readonly Row[] = [
  [service.LAMBDA, 'EU-Lambda-GB-Second', EU, 'busy', 38, 'Lambda-GB-Second', 0.0000166667],
  [service.LAMBDA, 'EU-Request', EU, 'busy', 7, 'Requests', 0.0000002],
  [service.SQS, 'EU-Requests-RBP', EU, 'busy', 9, 'Requests', 0.0000004],
  [service.CLOUDWATCH, 'EU-DataProcessing-Bytes', EU, 'busy', 6, 'GB', 0.57],
];

/** The wrong map gives the new nodes, and those of the platform team beside them, to two other teams in halves. */
const EKS_NODES: readonly Row[] = [
  [service.EC2, 'BoxUsage:r6i.4xlarge', US, 'busy', 22.5, 'Hrs', 1.008, 'payments'],
  [service.EC2, 'BoxUsage:r6i.4xlarge', US, 'busy', 22.5, 'Hrs', 1.008, 'search'],
];

/** What each story adds on a full day, in US dollars at on-demand rates, before any discount. */
export const EXTRA_OF: Readonly<Record<CostlyStory, readonly Series[]>> = {
  'orders-poller': seriesOf(SHOP, 'payments', ORDERS_POLLER),
  'event-fanout': seriesOf(SEARCH, 'search', EVENT_FANOUT),
  'eks-nodes': seriesOf(CORE, 'platform', EKS_NODES),
};

/** US dollars that a story adds on a full day. */
export function totalOf(story: CostlyStory): number {
  return EXTRA_OF[story].reduce((total, line) => total + line.dollars, 0);
}

/** The teams that the wrong tag charges for a line of the shared nodes; undefined for any other line. */
export function wronglyChargedTeams(line: Series): readonly string[] | undefined {
  const shared = line.account === CORE && line.service === service.EC2 && line.usageType === 'BoxUsage:m6i.2xlarge';
  return shared ? ['payments', 'search'] : undefined;
}

/** Whether suspended production stops paying for a line. */
export function stopsWhenSuspended(line: Series): boolean {
  return line.account === CORE && line.rhythm === 'busy';
}

/** What a full Sunday of suspension takes from the bill, as a negative amount, noise aside. */
export function suspendedPerDay(saturday: Day): Micros {
  const sunday = addDays(saturday, (7 - weekdayOf(saturday)) % 7);
  const stopped = CATALOG.filter(stopsWhenSuspended).reduce((total, line) => total + line.dollars, 0);
  return micros(-Math.round(stopped * growthOn(sunday) * busynessOn(CORE, sunday) * (1 - SUSPENDED_SHARE)));
}
