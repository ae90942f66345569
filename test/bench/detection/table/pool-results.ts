import { mean } from '../../../../src/domain/statistics.ts';
import { percentile } from '../score/figures.ts';
import { wilson } from '../score/pool.ts';
import type { WorldResult } from './labelled-world.ts';

/** A row of the table; what cannot be told is undefined. Delays in days. */
export interface Row {
  readonly f1: number;
  readonly recall: number;
  readonly precision: number;
  readonly usdRecall: number;
  readonly falsePerMonth: number;
  readonly duplicates: number;
  readonly delayP50: number | undefined;
  readonly delayP90: number | undefined;
  /** The mean of the worlds' medians: the scorer gives no more. */
  readonly impactError: number | undefined;
}

export interface ClassRow {
  readonly name: string;
  readonly incidents: number;
  readonly detected: number;
  readonly interval: readonly [low: number, high: number];
}

export interface PooledResults extends Row {
  readonly worlds: number;
  readonly incidents: number;
  readonly alertsPerMonth: number;
  /** The F1 of the worst world. */
  readonly worstF1: number;
  /** In the order of their names. */
  readonly classes: readonly ClassRow[];
}

const DAYS_PER_MONTH = 30.44;
const sum = (values: readonly number[]) => values.reduce((all, value) => all + value, 0);

/** Several worlds as if they were one: every incident and every alert counts alike. */
export function poolResults(results: readonly WorldResult[]): PooledResults {
  const classes = classesOf(results);
  const incidents = sum(classes.map((one) => one.incidents));
  const detected = sum(classes.map((one) => one.detected));
  const alerts = (...kinds: string[]) => sum(results.flatMap(({ status }) => kinds.map((kind) => status[kind] ?? 0)));
  const months = sum(results.map(({ scoredDays }) => scoredDays)) / DAYS_PER_MONTH;
  const recall = detected / incidents;
  const precision = detected / (detected + alerts('false'));
  const delays = results.flatMap((result) => result.delays);
  const errors = results.map(({ impact_err_median }) => impact_err_median).filter((error) => error !== null);
  return {
    worlds: results.length,
    incidents,
    classes,
    f1: (2 * recall * precision) / (recall + precision),
    worstF1: Math.min(...results.map(({ f1 }) => f1)),
    recall,
    precision,
    usdRecall: sum(results.map(({ usd_recall, usd }) => usd_recall * usd)) / sum(results.map(({ usd }) => usd)),
    falsePerMonth: alerts('false') / months,
    alertsPerMonth: sum(results.flatMap(({ status }) => Object.values(status))) / months,
    duplicates: alerts('dup', 'fragment') / detected,
    delayP50: percentile(delays, 0.5),
    delayP90: percentile(delays, 0.9),
    impactError: errors.length ? mean(errors) : undefined,
  };
}

function classesOf(results: readonly WorldResult[]): ClassRow[] {
  const names = [...new Set(results.flatMap(({ by_class }) => Object.keys(by_class)))].sort();
  return names.map((name) => {
    const incidents = sum(results.map(({ by_class }) => by_class[name]?.n ?? 0));
    const detected = sum(results.map(({ by_class }) => by_class[name]?.det ?? 0));
    return { name, incidents, detected, interval: wilson(detected, incidents) };
  });
}
