import { chargeGroupOf } from '../../../../src/domain/backtest/charge.ts';
import type { Cuts, Figures, Scope } from '../../../../src/domain/detection/panel.ts';
import { groupBy } from '../../../../src/domain/group.ts';
import { LAGS } from '../world/completeness.ts';
import type { World, WorldRow } from '../world/types.ts';

/** A world as detection reads it: usage only, with what of each day could be seen while it was young. */
export function cutsOf({ first, days, rows, completeness }: World): Cuts {
  const usage = rows.filter(({ usageType }) => chargeGroupOf(usageType) === undefined);
  const sums = (scopeOf: (row: WorldRow) => Scope): Figures[] =>
    [...groupBy(usage, (row) => JSON.stringify(scopeOf(row))).values()].map((own) => {
      const shares = own.map(completeness);
      return {
        scope: scopeOf(own[0] as WorldRow),
        values: sumOf(own, days, () => 1),
        seen: Array.from({ length: LAGS }, (_, lag) =>
          sumOf(own, days, (row, day) => shares[row]?.[lag]?.[day] ?? Number.NaN),
        ),
      };
    });
  return {
    first,
    days,
    leaves: sums(({ account, service, usageType }) => ({ account, service, usageType })),
    teamAccounts: sums(({ account, team }) => ({ account, team })),
    teamServices: sums(({ service, team }) => ({ service, team })),
  };
}

/** The sum of a share of each row; a day that no row knows is unknown. */
function sumOf(rows: readonly WorldRow[], days: number, shareOf: (row: number, day: number) => number): Float64Array {
  const sum = new Float64Array(days).fill(Number.NaN);
  for (const [row, { values }] of rows.entries())
    for (const [day, value] of values.entries()) {
      if (Number.isNaN(value)) continue;
      const before = sum[day] as number;
      sum[day] = (Number.isNaN(before) ? 0 : before) + value * shareOf(row, day);
    }
  return sum;
}
