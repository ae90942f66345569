import type { Counts } from './counts.ts';

/** The ratios of a world, or of several together. What cannot be told is undefined. */
export interface Figures {
  readonly incidents: number;
  readonly detected: number;
  readonly recall: number;
  /** Detected incidents against those and the false alerts. */
  readonly precision: number;
  readonly f1: number;
  /** As recall, of the dollars of incidents that raised the bill. */
  readonly usdRecall: number;
  /** The share of those dollars that came after the detection. */
  readonly usdAvoidable: number;
  readonly falsePerMonth: number;
  readonly alertsPerMonth: number;
  readonly echoesPerMonth: number;
  /** Duplicates and fragments for each detected incident. */
  readonly duplicatesPerIncident: number;
  /** Days from the start of an incident to its detection. */
  readonly delayP50: number | undefined;
  readonly delayP90: number | undefined;
  readonly medianImpactError: number | undefined;
}

/** The ratios that follow from what was counted. */
export function figuresOf({ months, verdicts, byClass, impactErrors, usd }: Counts): Figures {
  const classes = [...byClass.values()];
  const incidents = classes.reduce((sum, one) => sum + one.incidents, 0);
  const detected = classes.reduce((sum, one) => sum + one.detected, 0);
  const alerts = Object.values(verdicts).reduce((sum, count) => sum + count, 0);
  const delays = classes.flatMap((one) => one.delays);
  const recall = ratio(detected, incidents);
  const precision = ratio(detected, detected + verdicts.false);
  return {
    incidents,
    detected,
    recall,
    precision,
    f1: ratio(2 * recall * precision, recall + precision),
    usdRecall: ratio(usd.detected, usd.all),
    usdAvoidable: ratio(usd.avoidable, usd.all),
    falsePerMonth: verdicts.false / months,
    alertsPerMonth: alerts / months,
    echoesPerMonth: verdicts.echo / months,
    duplicatesPerIncident: (verdicts.duplicate + verdicts.fragment) / Math.max(1, detected),
    delayP50: percentile(delays, 0.5),
    delayP90: percentile(delays, 0.9),
    medianImpactError: percentile(impactErrors, 0.5),
  };
}

function ratio(part: number, whole: number): number {
  return whole > 0 ? part / whole : 0;
}

/** The value below which a share of the values lies, between two of them in proportion. Undefined of none. */
export function percentile(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)];
  const high = sorted[Math.ceil(at)];
  return low === undefined || high === undefined ? undefined : low + (high - low) * (at - Math.floor(at));
}
