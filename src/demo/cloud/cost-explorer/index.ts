import { AwsFailure } from '../failure.ts';
import { listCostAllocationTags } from './allocation-tags.ts';
import { getAnomalies } from './anomalies.ts';
import { provideAnomalyFeedback } from './anomaly-feedback.ts';
import { getCostAndUsage } from './cost-and-usage.ts';
import type { Members } from './input.ts';
import { structure } from './input.ts';
import type { CostExplorerContext } from './lines.ts';
import { notSimulated } from './refusal.ts';
import { getDimensionValues, getTags } from './values.ts';

const OPERATIONS: ReadonlyMap<string, (input: Members, context: CostExplorerContext) => object> = new Map([
  ['GetAnomalies', getAnomalies],
  ['GetCostAndUsage', getCostAndUsage],
  ['GetDimensionValues', getDimensionValues],
  ['GetTags', getTags],
  ['ListCostAllocationTags', listCostAllocationTags],
  ['ProvideAnomalyFeedback', provideAnomalyFeedback],
]);

/** Answers an operation of Cost Explorer from the scenario. Throws AwsFailure where AWS refuses, or where it is not simulated. */
export function handleCostExplorer(operation: string, input: unknown, context: CostExplorerContext): object {
  const answer = OPERATIONS.get(operation);
  if (!/^[A-Z]\w+$/.test(operation)) throw new AwsFailure('UnknownOperationException', '');
  if (!answer) throw notSimulated(operation);
  const members = structure(input, 'the input');
  if (members.BillingViewArn !== undefined) throw notSimulated('BillingViewArn');
  return answer(members, context);
}
