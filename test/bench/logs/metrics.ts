import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { SHOP, startClients } from '../../demo/cloud/clients.ts';
import { atMost, type Figure, milliseconds } from '../figure.ts';

const TURNS = 5;
const LIMIT_MS = 400;

/** What a day of a busy function's metrics takes of the simulated CloudWatch: its runs are made anew each time. */
export async function metrics(): Promise<Figure> {
  const aws = await startClients();
  try {
    const { cloudWatch } = await aws.inAccount(SHOP);
    const dimensions = [{ Name: 'FunctionName', Value: 'orders-poller' }];
    const metric = { Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions: dimensions };
    const command = new GetMetricDataCommand({
      MetricDataQueries: [{ Id: 'm', MetricStat: { Metric: metric, Period: 300, Stat: 'p95' } }],
      StartTime: new Date('2026-11-20T00:00:00Z'),
      EndTime: new Date('2026-11-21T00:00:00Z'),
    });
    let best = Number.POSITIVE_INFINITY;
    for (let turn = 0; turn < TURNS; turn++) {
      const begun = performance.now();
      await cloudWatch.send(command);
      best = Math.min(best, performance.now() - begun);
    }
    return atMost(
      'A day of a busy function by five minutes, from the simulated CloudWatch',
      best,
      LIMIT_MS,
      milliseconds,
    );
  } finally {
    await aws.cloud.close();
  }
}
