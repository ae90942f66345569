import { type Day, parseDay } from '../../../domain/day.ts';

export const FEEDBACK = ['YES', 'NO', 'PLANNED_ACTIVITY'] as const;
export type Feedback = (typeof FEEDBACK)[number];

/** An anomaly in the shape in which Cost Explorer answers it. Amounts are dollars. */
export interface CloudAnomaly {
  readonly AnomalyId: string;
  /** `2026-11-17`, or the instant at which the day begins. */
  readonly AnomalyStartDate: string;
  /** The last day on which it was seen; absent while it runs. */
  readonly AnomalyEndDate?: string;
  readonly DimensionValue?: string;
  readonly RootCauses?: readonly {
    readonly Service?: string;
    readonly Region?: string;
    readonly LinkedAccount?: string;
    readonly LinkedAccountName?: string;
    readonly UsageType?: string;
    readonly Impact?: { readonly Contribution: number };
  }[];
  readonly AnomalyScore: { readonly MaxScore: number; readonly CurrentScore: number };
  readonly Impact: {
    readonly MaxImpact: number;
    readonly TotalImpact?: number;
    readonly TotalActualSpend?: number;
    readonly TotalExpectedSpend?: number;
    readonly TotalImpactPercentage?: number;
  };
  readonly MonitorArn: string;
  readonly Feedback?: Feedback;
}

/** What Cost Anomaly Detection knows. It is off, and knows nothing, until anomalies are set. */
export interface AnomalyBook {
  /** Throws a RangeError for an anomaly that AWS would not answer. */
  set(anomalies: readonly CloudAnomaly[]): void;
  all(): readonly CloudAnomaly[];
  /** Keeps what a caller says of an anomaly. False where there is none of that id. */
  note(id: string, feedback: Feedback): boolean;
}

const MOST_CAUSES = 10;

export function createAnomalyBook(): AnomalyBook {
  let known = new Map<string, CloudAnomaly>();
  return {
    set(anomalies) {
      const next = new Map(anomalies.map((anomaly) => [anomaly.AnomalyId, anomaly]));
      if (next.size < anomalies.length) throw new RangeError('two anomalies have the same id');
      anomalies.forEach(hold);
      known = next;
    },
    all: () => [...known.values()],
    note(id, feedback) {
      const anomaly = known.get(id);
      if (anomaly) known.set(id, { ...anomaly, Feedback: feedback });
      return anomaly !== undefined;
    },
  };
}

/** Holds an anomaly to what AWS documents of it. */
function hold({
  AnomalyId: id,
  AnomalyStartDate: start,
  AnomalyEndDate: end,
  RootCauses: causes,
  Impact: impact,
}: CloudAnomaly) {
  const fault = (words: string) => new RangeError(`anomaly ${id} ${words}`);
  if (dayIn(end ?? start) < dayIn(start)) throw fault('ends before it begins');
  if ((causes?.length ?? 0) > MOST_CAUSES) throw fault(`has more than ${MOST_CAUSES} root causes`);
  if (impact.TotalExpectedSpend === 0 && impact.TotalImpactPercentage !== undefined)
    throw fault('has a percentage of nothing: where nothing was expected AWS leaves TotalImpactPercentage out');
}

/** The day that AWS's text of it begins with. */
export function dayIn(text: string): Day {
  return parseDay(text.slice(0, 10));
}
