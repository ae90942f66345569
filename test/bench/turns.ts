import { median } from '../../src/domain/statistics.ts';

/** A measurement, one value a turn. */
export type Measure = () => Promise<number>;

/**
 * Measures two things in turn, so that what the machine does meanwhile falls on both, and gives the median of each.
 * Who goes first changes; a first turn of each warms up and does not count.
 */
export async function inTurn(turns: number, bare: Measure, ours: Measure): Promise<{ bare: number; ours: number }> {
  const values = { bare: [] as number[], ours: [] as number[] };
  for (let turn = 0; turn <= turns; turn++) {
    const order = turn % 2 ? (['ours', 'bare'] as const) : (['bare', 'ours'] as const);
    for (const who of order) {
      const value = await (who === 'bare' ? bare : ours)();
      if (turn > 0) values[who].push(value);
    }
  }
  return { bare: median(values.bare), ours: median(values.ours) };
}
