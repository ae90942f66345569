import { completenessGatherer } from '../../../src/domain/backtest/completeness.ts';
import { type CostRow, costGatherer, type GatheredCosts } from '../../../src/domain/backtest/gather-costs.ts';
import { type Day, dayNumber } from '../../../src/domain/day.ts';

export const number = (day: string) => dayNumber(day as Day);

/** A row of usage, but for what is told otherwise. */
export function row(change: Partial<CostRow> = {}): CostRow {
  return {
    date: '2026-11-01',
    account: '111122223333',
    service: 'AmazonEC2',
    usage_type: 'BoxUsage:m5.large',
    tag_team: 'payments',
    cost: '10',
    ...change,
  };
}

/** Rows added up; throws on a bad one. */
export function gather(rows: readonly Partial<CostRow>[]): GatheredCosts {
  const gatherer = costGatherer();
  for (const one of rows) {
    const fault = gatherer.add(row(one));
    if (fault) throw new Error(fault);
  }
  return gatherer.gathered();
}

/** Completeness from lines as they stand in a file; throws on a bad one. */
export function completenessOf(...lines: string[]) {
  const gatherer = completenessGatherer();
  for (const line of lines) {
    const [date = '', account = '', service = '', lag = '', fraction = ''] = line.split(',');
    const fault = gatherer.add({ date, account, service, lag, fraction });
    if (fault) throw new Error(fault);
  }
  return gatherer;
}
