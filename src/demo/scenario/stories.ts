import type { Day } from '../../domain/day.ts';
import { addDays, weekdayOf } from '../../domain/day.ts';
import { micros } from '../../domain/money.ts';
import { CORE, SEARCH, SHOP } from './accounts.ts';
import * as service from './catalog/services.ts';
import { at, minutesAfter } from './instants.ts';
import { EXTRA_OF, suspendedPerDay, totalOf } from './story-costs.ts';
import type { Story } from './types.ts';

const SATURDAY = 6;

/** The five true stories, planted relative to the last day; those that have ended lie well before it. */
export function plantStories(lastDay: Day): readonly Story[] {
  return [
    ordersPoller(addDays(lastDay, -4)),
    eventFanout(addDays(lastDay, -20)),
    eksNodes(addDays(lastDay, -35)),
    prodSuspended(latestSaturday(addDays(lastDay, -12))),
    messageBridge(addDays(lastDay, -2)),
  ];
}

function latestSaturday(upTo: Day): Day {
  return addDays(upTo, -((weekdayOf(upTo) - SATURDAY + 7) % 7));
}

function ordersPoller(day: Day): Story {
  const begins = at(day, '13:06');
  return {
    name: 'orders-poller',
    title: 'A function meant to run each minute calls itself again after a deploy and runs every 5 seconds.',
    begins,
    ends: undefined,
    accounts: [SHOP],
    services: [...new Set(EXTRA_OF['orders-poller'].map((line) => line.service))],
    resource: 'orders-poller',
    perDay: micros(totalOf('orders-poller')),
    change: {
      at: minutesAfter(begins, -4),
      event: 'UpdateFunctionCode20150331v2',
      actor: 'gha-deploy',
      account: SHOP,
      region: 'us-east-1',
      resource: 'orders-poller',
      detail: 'v42, run-8123',
    },
  };
}

function eventFanout(day: Day): Story {
  const begins = at(day, '09:20');
  return {
    name: 'event-fanout',
    title: 'An event source mapping feeds a function its own output, and it runs 40 times as often.',
    begins,
    ends: at(addDays(day, 5), '09:20'),
    accounts: [SEARCH],
    services: [...new Set(EXTRA_OF['event-fanout'].map((line) => line.service))],
    resource: 'event-fanout',
    perDay: micros(totalOf('event-fanout')),
    change: {
      at: minutesAfter(begins, -2),
      event: 'CreateEventSourceMapping20150331',
      actor: 'li.wei',
      account: SEARCH,
      region: 'eu-west-1',
      resource: 'event-fanout',
      detail: 'eventSourceArn search-events, the queue the function writes to',
    },
  };
}

function eksNodes(day: Day): Story {
  const begins = at(day, '20:00');
  return {
    name: 'eks-nodes',
    title:
      'An Auto Scaling group grows at night onto an instance type that does not suit it, and a wrong tag charges other teams for it.',
    begins,
    ends: at(addDays(day, 9), '20:00'),
    accounts: [CORE],
    services: [service.EC2],
    resource: 'eks-shared-workers',
    perDay: micros(totalOf('eks-nodes')),
    change: {
      at: minutesAfter(begins, -11),
      event: 'UpdateAutoScalingGroup',
      actor: 'tf-apply',
      account: CORE,
      region: 'us-east-1',
      resource: 'eks-shared-workers',
      detail: 'launch template v17: r6i.4xlarge added to the types; tag team set per node group from the wrong map',
    },
  };
}

function prodSuspended(saturday: Day): Story {
  const begins = at(saturday, '01:00');
  return {
    name: 'prod-suspended',
    title: 'A permissions change in a CloudFormation template stops production on a Saturday at 01:00.',
    begins,
    ends: at(addDays(saturday, 2), '01:00'),
    accounts: [CORE],
    services: [service.EC2, service.LAMBDA, service.RDS, service.CLOUDWATCH, service.ELASTICACHE, service.EC2_OTHER],
    resource: 'core-prod-permissions',
    perDay: suspendedPerDay(saturday),
    change: {
      at: minutesAfter(begins, -3),
      event: 'UpdateStack',
      actor: 'cfn-pipeline',
      account: CORE,
      region: 'us-east-1',
      resource: 'core-prod-permissions',
      detail: 'the boundary policy of every workload role replaced',
    },
  };
}

function messageBridge(day: Day): Story {
  const begins = at(day, '08:41');
  return {
    name: 'message-bridge',
    title: 'A function returns at once since an environment variable was renamed: it runs, but does nothing.',
    begins,
    ends: undefined,
    accounts: [SHOP],
    services: [service.LAMBDA],
    resource: 'message-bridge',
    perDay: micros(0),
    change: {
      at: minutesAfter(begins, -3),
      event: 'UpdateFunctionConfiguration20150331v2',
      actor: 'ana.k',
      account: SHOP,
      region: 'us-east-1',
      resource: 'message-bridge',
      detail: 'console: environment',
    },
  };
}
