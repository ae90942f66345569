import type { Day } from '../day.ts';
import { groupBy } from '../group.ts';
import { mean } from '../statistics.ts';

/** A usage type explains a finding if it makes up this share of the change. */
const EXPLAINS = 0.75;

export interface LeafDay {
  readonly usageType: string;
  readonly day: Day;
  readonly amount: number;
}

/** The usage type that explains most of a change a day, if one does: its mean since against its mean before. */
export function dominantLeaf(rows: readonly LeafDay[], since: Day, perDay: number): string | undefined {
  const days = new Set(rows.map(({ day }) => day));
  const before = [...days].filter((day) => day < since).length;
  const after = days.size - before;
  if (after === 0 || perDay === 0) return undefined;
  const changes = [...groupBy(rows, ({ usageType }) => usageType)].map(([usageType, own]) => {
    const total = (part: readonly LeafDay[]) => part.reduce((all, { amount }) => all + amount, 0);
    const was = before ? total(own.filter(({ day }) => day < since)) / before : 0;
    return { usageType, change: total(own.filter(({ day }) => day >= since)) / after - was };
  });
  const all = changes.reduce((sum, { change }) => sum + change, 0);
  const largest = changes.sort((a, b) => (b.change - a.change) * Math.sign(perDay))[0];
  return largest &&
    Math.sign(largest.change) === Math.sign(perDay) &&
    largest.change / (all || mean([perDay])) >= EXPLAINS
    ? largest.usageType
    : undefined;
}
