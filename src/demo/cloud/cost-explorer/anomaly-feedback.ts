import { invalid } from '../failure.ts';
import { FEEDBACK } from './anomaly-book.ts';
import type { Members } from './input.ts';
import { oneOf, text } from './input.ts';
import type { CostExplorerContext } from './lines.ts';

/** ProvideAnomalyFeedback: what an anomaly was. GetAnomalies shows it from then on. */
export function provideAnomalyFeedback(input: Members, { anomalies }: CostExplorerContext): object {
  const id = text(input.AnomalyId, 'anomalyId');
  const feedback = oneOf(input.Feedback, 'feedback', FEEDBACK);
  // The model declares no error of its own for this.
  if (!anomalies.note(id, feedback)) throw invalid(`Anomaly ${id} does not exist`);
  return { AnomalyId: id };
}
