import {
  type Anomaly,
  type CostExplorerClient,
  GetAnomaliesCommand,
  ProvideAnomalyFeedbackCommand,
} from '@aws-sdk/client-cost-explorer';
import type { AwsFound } from '../domain/aws-anomaly.ts';
import { type Day, parseDay } from '../domain/day.ts';
import { micros } from '../domain/money.ts';
import { AnomalyFailure, type AnomalySource } from '../usecases/ports.ts';
import { awsReason } from './failures.ts';

/** Each page is paid for, so they are to be large; AWS publishes neither a default nor a limit. */
const PAGE_SIZE = 100;

/** Cost Anomaly Detection of one payer. */
export function createAnomalySource(payer: string, client: CostExplorerClient): AnomalySource {
  return {
    payer,
    async anomalies(from, to, token) {
      const { Anomalies: anomalies = [], NextPageToken: nextToken } = await client
        .send(
          new GetAnomaliesCommand({
            DateInterval: { StartDate: from, EndDate: to },
            MaxResults: PAGE_SIZE,
            ...(token === undefined ? {} : { NextPageToken: token }),
          }),
        )
        .catch(failing('ce:GetAnomalies'));
      return { found: anomalies.flatMap((anomaly) => foundOf(payer, anomaly, to) ?? []), nextToken };
    },
    async feedback(id, answer) {
      await client
        .send(new ProvideAnomalyFeedbackCommand({ AnomalyId: id, Feedback: answer }))
        .catch(failing('ce:ProvideAnomalyFeedback'));
    },
  };
}

function failing(action: string): (thrown: unknown) => never {
  return (thrown) => {
    const { trouble, words } = awsReason(thrown, action);
    throw new AnomalyFailure(words, trouble === 'denied', { cause: thrown });
  };
}

/** Undefined for one that AWS gives no first day or no impact of: nothing can be said of it. One without a last day still runs. */
function foundOf(payer: string, anomaly: Anomaly, today: Day): AwsFound | undefined {
  const { AnomalyId: id, AnomalyStartDate: start, AnomalyEndDate: end, Impact: impact, Feedback: feedback } = anomaly;
  // AWS's model promises the largest impact alone.
  const dollars = impact?.TotalImpact ?? impact?.MaxImpact;
  if (!id || !start || dollars === undefined) return undefined;
  return {
    id,
    payer,
    since: dayIn(start),
    through: end ? dayIn(end) : today,
    impact: micros(dollars),
    causes: (anomaly.RootCauses ?? []).flatMap(({ LinkedAccount: account, Service: service }) =>
      account && service ? [{ account, service }] : [],
    ),
    feedback,
  };
}

/** AWS writes a day as `2026-11-17` or as the instant at which it begins. */
function dayIn(text: string): Day {
  return parseDay(text.slice(0, 10));
}
