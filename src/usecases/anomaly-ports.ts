import type { AwsFound } from '../domain/aws-anomaly.ts';
import type { Day } from '../domain/day.ts';
import type { AwsFeedback } from '../domain/incident.ts';

/** One page of anomalies: one paid request. */
export interface AnomalyPage {
  readonly found: readonly AwsFound[];
  readonly nextToken: string | undefined;
}

/** Cost Anomaly Detection behind one payer account. Each call is one request; throws an AnomalyFailure. */
export interface AnomalySource {
  readonly payer: string;
  /** Anomalies whose last day lies from `from` through `to`, at most 90 days back; none where nothing watches the payer. */
  anomalies(from: Day, to: Day, token: string | undefined): Promise<AnomalyPage>;
  /** Tells AWS what an anomaly was; said again, the last word counts. */
  feedback(id: string, answer: AwsFeedback): Promise<void>;
}

/** Why Cost Anomaly Detection did not answer, in words with the mend. */
export class AnomalyFailure extends Error {
  override readonly name = 'AnomalyFailure';
  /** Whether the bot is not allowed to ask, which an installation may well intend. */
  readonly isDenied: boolean;

  constructor(words: string, isDenied: boolean, options?: ErrorOptions) {
    super(words, options);
    this.isDenied = isDenied;
  }
}
