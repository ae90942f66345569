import { dayOf } from '../domain/day.ts';
import type { Micros } from '../domain/money.ts';
import { AnomalyFailure, type Clock, type Meter } from './ports.ts';
import { REQUEST_COST } from './read-cut.ts';

export interface PayDeps {
  readonly meter: Meter;
  readonly clock: Clock;
  /** Hard cap of paid requests a UTC day, over all purposes and payers. */
  readonly requestsPerDay: number;
}

/**
 * Makes one request to Cost Anomaly Detection and meters it as charged, as the Cost Explorer API is; a failed one is free.
 * Undefined, and no request, where the day's cap is reached. Throws the AnomalyFailure of the request.
 */
export async function payAnomalyRequest<Answer>(
  { meter, clock, requestsPerDay }: PayDeps,
  { payer, operation }: { readonly payer: string; readonly operation: string },
  request: () => Promise<Answer>,
): Promise<{ readonly answer: Answer } | undefined> {
  const at = clock();
  if ((await meter.spentOn(dayOf(at))).requests >= requestsPerDay) return undefined;
  const paid = { at, payer, operation, cut: '', purpose: 'daily' } as const;
  try {
    const answer = await request();
    await meter.record({ ...paid, cost: REQUEST_COST });
    return { answer };
  } catch (thrown) {
    if (thrown instanceof AnomalyFailure) await meter.record({ ...paid, cost: 0 as Micros, failure: thrown.message });
    throw thrown;
  }
}
