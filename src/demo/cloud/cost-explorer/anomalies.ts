import { addDays, type Day, dayOf } from '../../../domain/day.ts';
import { AwsFailure, invalid } from '../failure.ts';
import { type CloudAnomaly, dayIn, FEEDBACK } from './anomaly-book.ts';
import type { Members } from './input.ts';
import { oneOf, optionalCount, optionalText, structure } from './input.ts';
import type { CostExplorerContext } from './lines.ts';
import { type PageStart, pageStartOf, tokenFor } from './page-token.ts';
import { dayFrom } from './period.ts';
import { broken, notSimulated } from './refusal.ts';

const OPERATION = 'GetAnomalies';
const DAYS_KEPT = 90;
/** AWS publishes no number. */
const PAGE_SIZE = 100;

/** GetAnomalies: what Cost Anomaly Detection found, by the last day of each; nothing where it is off. */
export function getAnomalies(input: Members, context: CostExplorerContext): object {
  const { from, to, today } = intervalOf(input.DateInterval, context.now());
  const monitor = optionalText(input.MonitorArn, 'monitorArn');
  const feedback = input.Feedback === undefined ? undefined : oneOf(input.Feedback, 'feedback', FEEDBACK);
  if (input.TotalImpact !== undefined) throw notSimulated('TotalImpact');
  const size = optionalCount(input.MaxResults, 'maxResults', 1, PAGE_SIZE) ?? PAGE_SIZE;
  const { offset, at } = pageIn(input, context.now());
  const found = context.anomalies.all().filter((anomaly) => {
    const last = anomaly.AnomalyEndDate ? dayIn(anomaly.AnomalyEndDate) : today;
    const isAsked =
      (monitor ?? anomaly.MonitorArn) === anomaly.MonitorArn && (feedback ?? anomaly.Feedback) === anomaly.Feedback;
    return isAsked && last >= from && last <= to && isVisible(anomaly, context.account);
  });
  const end = offset + Math.min(size, context.pageSize);
  return {
    Anomalies: found.slice(offset, end),
    ...(end < found.length && { NextPageToken: tokenFor(OPERATION, input, { offset: end, at }) }),
  };
}

/** Both days are part of it, unlike those of a TimePeriod. */
function intervalOf(value: unknown, now: Date): { readonly from: Day; readonly to: Day; readonly today: Day } {
  if (value === undefined || value === null) throw broken(value, 'dateInterval', 'not be null');
  const { StartDate: start, EndDate: end } = structure(value, 'dateInterval');
  const today = dayOf(now);
  const from = dayFrom(start, 'dateInterval.startDate');
  const to = end === undefined || end === null ? today : dayFrom(end, 'dateInterval.endDate');
  if (from > to) throw invalid('Start date should not be after end date');
  if (from > today) throw invalid('Start date must be equal to or no later than the current date');
  if (from < addDays(today, -DAYS_KEPT)) throw invalid(`Start date must not be more than ${DAYS_KEPT} days ago`);
  return { from, to, today };
}

/** Member accounts see what is theirs alone. */
function isVisible({ RootCauses: causes = [] }: CloudAnomaly, account: string | undefined): boolean {
  return account === undefined || causes.every(({ LinkedAccount: own }) => own === account);
}

/** The operation has no RequestChangedException: the token of another request is as invalid as any. */
function pageIn(input: Members, now: Date): PageStart {
  try {
    return pageStartOf(OPERATION, input, now);
  } catch (thrown) {
    if (!(thrown instanceof AwsFailure) || thrown.code !== 'RequestChangedException') throw thrown;
    throw new AwsFailure('InvalidNextTokenException', thrown.message);
  }
}
