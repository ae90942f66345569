import type { Calendar } from './calendar.ts';
import type { Limits } from './limits.ts';
import { type Maturity, maturityOf } from './maturity.ts';
import { at } from './order.ts';
import { FINAL_AGE, type Node, type Panel } from './panel.ts';
import type { Quiet } from './quiet.ts';
import { limitsAt, type Sensitivities, type Sensitivity, sensitivityOf } from './sensitivity.ts';
import { spanOf } from './span.ts';

/** All that the tests of one day share. */
export interface Today {
  readonly panel: Panel;
  readonly calendar: Calendar;
  readonly limits: Limits;
  /** Today's column; its own figures are a part of a day. */
  readonly column: number;
  /** Least change a day and least cost so far, in units of the currency. */
  readonly floor: number;
  readonly impact: number;
  readonly quiet: Quiet;
  maturity(node: Node): Maturity;
  /** The same day with the limits of the sensitivity that a series has. */
  of(node: Node): Today;
}

type Standing = Pick<Today, 'panel' | 'calendar' | 'quiet'> & { readonly sensitivities: Sensitivities };

/** A day of a panel, at the sensitivity of the whole bill. */
export function createToday({ panel, calendar, quiet, sensitivities }: Standing, column: number): Today {
  const shared = { panel, calendar, quiet, column, maturity: maturities(panel, column) };
  const grain = grainOf(panel, column);
  const day = meanDay(panel.organisation, column);
  const known = new Map<Sensitivity, Today>();
  const at = (sensitivity: Sensitivity): Today => {
    let today = known.get(sensitivity);
    if (!today) {
      const limits = limitsAt(sensitivity);
      const floor = Math.min(limits.floor * grain, limits.mostFloor * day);
      today = {
        ...shared,
        limits,
        floor,
        impact: limits.impact * floor,
        of: (node) => at(sensitivityOf(sensitivities, node.scope)),
      };
      known.set(sensitivity, today);
    }
    return today;
  };
  return at(sensitivities.whole);
}

const MEAN_DAYS = 28;
const GRAIN_SHARE = 0.9;

/** The mean day of a series over the last 28 final days. */
export function meanDay(node: Node, column: number): number {
  const end = column - FINAL_AGE + 1;
  return spanOf(node, end - MEAN_DAYS, end).mean;
}

/** The bill's grain: the mean day of the smallest account × service among the largest that make up 90 % of the bill. */
function grainOf({ pairs }: Panel, column: number): number {
  const days = pairs.map((pair) => meanDay(pair, column)).sort((a, b) => b - a);
  const all = days.reduce((sum, day) => sum + day, 0);
  let sum = 0;
  for (const day of days) {
    sum += day;
    if (sum >= GRAIN_SHARE * all) return day;
  }
  return 0;
}

/** Learns how much of a day is in by service; a sum over services takes its own, a team's series that of its account. */
export function maturities(panel: Panel, column: number): (node: Node) => Maturity {
  const known = new Map<number, Maturity>();
  return (node) => {
    const source =
      node.level === 'service'
        ? node
        : (node.service ?? (node.level === 'account' ? node : node.account) ?? panel.organisation);
    const teaches = source.seen ? source : panel.organisation;
    let maturity = known.get(teaches.id);
    if (!maturity) {
      maturity = maturityOf(teaches, column);
      known.set(teaches.id, maturity);
    }
    return maturity;
  };
}

/** A day's figure just as it is seen today, whole or not. */
export function rawOn(node: Node, day: number, column: number): number {
  return at(node.seen?.[column - day] ?? node.values, day);
}

/** A day's figure as seen today, brought to a whole day by the best guess of how much of it is in. */
export function seenOn(node: Node, day: number, { column, maturity }: Pick<Today, 'column' | 'maturity'>): number {
  const age = column - day;
  if (age >= FINAL_AGE) return at(node.values, day);
  return rawOn(node, day, column) / (maturity(node).typical[age] as number);
}
