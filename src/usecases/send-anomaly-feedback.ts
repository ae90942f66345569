import { addDays, dayOf, startOf } from '../domain/day.ts';
import { type AwsAnomaly, type AwsFeedback, BOT, type Incident } from '../domain/incident.ts';
import { type PayDeps, payAnomalyRequest } from './pay-anomaly-request.ts';
import { AnomalyFailure, type AnomalySource, type IncidentStep, type Incidents, type Log } from './ports.ts';

export interface FeedbackDeps extends PayDeps {
  readonly sources: readonly AnomalySource[];
  readonly incidents: Incidents;
  readonly log: Log;
  /** Whether AWS is told at all. */
  readonly enabled: boolean;
}

/** What was said of an incident later than this after its end is not sent any more. */
const DAYS_AFTER_END = 30;

/**
 * Tells AWS Cost Anomaly Detection what people made of the incidents that it found too: expected is planned activity, a false alarm
 * is no anomaly. Each answer is sent once; one that could not be sent is logged and tried again at the next run.
 */
export async function sendAnomalyFeedback(deps: FeedbackDeps): Promise<void> {
  if (!deps.enabled) return;
  const since = startOf(addDays(dayOf(deps.clock()), -DAYS_AFTER_END));
  for (const { id, aws } of [...(await deps.incidents.active()), ...(await deps.incidents.resolvedSince(since))]) {
    const answer = aws?.wanted;
    if (!aws || !answer || answer === aws.sent || !(await isSent(deps, aws, answer))) continue;
    await deps.incidents.step(id, (incident) => sentStep(incident, aws, answer), deps.clock());
  }
}

async function isSent(deps: FeedbackDeps, { id, payer }: AwsAnomaly, answer: AwsFeedback): Promise<boolean> {
  const unsent = (reason: string) => {
    deps.log.warn({ payer, anomaly: id, answer, reason }, 'Feedback to AWS Cost Anomaly Detection was not sent');
    return false;
  };
  const source = deps.sources.find((one) => one.payer === payer);
  if (!source) return unsent('the configuration has no such payer any more');
  const request = { payer, operation: 'ProvideAnomalyFeedback' };
  try {
    const paid = await payAnomalyRequest(deps, request, () => source.feedback(id, answer));
    return paid !== undefined || unsent('the cap on requests a day is reached');
  } catch (thrown) {
    if (!(thrown instanceof AnomalyFailure)) throw thrown;
    return unsent(thrown.message);
  }
}

const WORDS: Readonly<Record<AwsFeedback, string>> = {
  YES: 'it is one',
  NO: 'it is none',
  PLANNED_ACTIVITY: 'planned activity',
};

/** What was sent is put on record, though someone may want another answer by now: the next run sends that one. */
function sentStep(incident: Incident, { id }: AwsAnomaly, answer: AwsFeedback): IncidentStep | undefined {
  const { aws } = incident;
  if (aws?.id !== id) return undefined;
  const what = `AWS Cost Anomaly Detection was told of anomaly ${id}: ${WORDS[answer]}`;
  return { incident: { ...incident, aws: { ...aws, sent: answer } }, timeline: { actor: BOT, what } };
}
