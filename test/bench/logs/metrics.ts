import { GetMetricDataCommand } from '@aws-sdk/client-cloudwatch';
import { SHOP, startClients } from '../../demo/cloud/clients.ts';
import { atMost, type Figure, milliseconds } from '../figure.ts';

/** Each its own, as the simulated CloudWatch keeps what it has measured. */
const DAYS = [18, 19, 20];
const DAY_MS = 86_400_000;
const LIMIT_MS = 400;

/** What a day of a busy function's metrics takes of the simulated CloudWatch, which makes its runs for it. */
export async function metrics(): Promise<Figure> {
  const aws = await startClients();
  try {
    const { cloudWatch } = await aws.inAccount(SHOP);
    const dimensions = [{ Name: 'FunctionName', Value: 'orders-poller' }];
    const metric = { Namespace: 'AWS/Lambda', MetricName: 'Duration', Dimensions: dimensions };
    let best = Number.POSITIVE_INFINITY;
    for (const day of DAYS) {
      const start = Date.parse(`2026-11-${day}`);
      const command = new GetMetricDataCommand({
        MetricDataQueries: [{ Id: 'm', MetricStat: { Metric: metric, Period: 300, Stat: 'p95' } }],
        StartTime: new Date(start),
        EndTime: new Date(start + DAY_MS),
      });
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
