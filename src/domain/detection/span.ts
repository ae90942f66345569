import { at } from './order.ts';
import type { Node } from './panel.ts';

/** What a series cost over a span of days. Days that are unknown count nowhere. */
export interface Span {
  readonly sum: number;
  /** A day's mean; 0 where no day is known. */
  readonly mean: number;
  /** The share of days with cost; 0 where no day is known. */
  readonly share: number;
}

/** The days from a column up to, not including, another; what lies before the panel is left out. */
export function spanOf({ values }: Pick<Node, 'values'>, from: number, end: number): Span {
  let [sum, hits, days] = [0, 0, 0];
  for (let day = Math.max(0, from); day < end; day++) {
    const value = at(values, day);
    if (Number.isNaN(value)) continue;
    sum += value;
    days++;
    if (value > 0) hits++;
  }
  return { sum, mean: days ? sum / days : 0, share: days ? hits / days : 0 };
}
