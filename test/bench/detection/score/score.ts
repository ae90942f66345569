import type { LabelledIncident } from '../world/types.ts';
import { addClass, type ClassCounts, type Counts, type Verdict } from './counts.ts';
import { type Figures, figuresOf } from './figures.ts';
import { type Judgement, judge } from './judge.ts';
import { type Alert, sum, type Truth } from './truth.ts';

const DAYS_PER_MONTH = 30.44;
/** An incident of fewer dollars says nothing about how well its impact is told. */
const LEAST_IMPACT = 1;
/** The class of a false alert that sits on no innocent event. */
const NOISE = 'noise';

/** An alert and what it turned out to be. */
export interface JudgedAlert {
  readonly alert: Alert;
  readonly verdict: Verdict;
  /** Of a false one: the innocent event it sits on, or `noise`. */
  readonly because?: string;
}

/** How a detector did in a world: the figures, what they rest on, and the cases for those who want to look. */
export interface Score extends Figures {
  readonly counts: Counts;
  /** In the order of their days. */
  readonly alerts: readonly JudgedAlert[];
  /** The incidents that count and were not found. */
  readonly missed: readonly LabelledIncident[];
}

/**
 * Scores alerts against what really happened. Only alerts after the warm-up count. Of an alert on day t and an
 * incident of the days s–e:
 * - *candidate*: s ≤ t ≤ e + 4 days; both are compared over the 14 days up to t, as far as the incident lasted.
 * - *share*: the part of the incident's excess that lies in the alert's keys, each key taken without sign; where money
 *   only moves between owners, the part of what moved.
 * - *material*: that excess is at least 5 % of what the alert's scope costs without incidents.
 * - **detection**: material, share ≥ 20 %, and the first such; later ones are **duplicates**.
 * - **fragment**: material, share < 20 %: counted with the duplicates.
 * - **echo**: within 14 days after the end, on a scope that was material in the incident's last 7 days.
 * - **ignored**: on something worth a word to some, such as a migration. **False**: all else.
 */
export function score(truth: Truth, alerts: readonly Alert[]): Score {
  const detections = new Map<LabelledIncident, number>();
  const impactErrors: number[] = [];
  const judged = alerts
    .filter(({ day }) => day >= truth.warmup)
    .sort((a, b) => a.day - b.day)
    .map((alert): JudgedAlert => {
      const judgement = judge(truth, alert);
      const first = judgement.found.filter((incident) => !detections.has(incident));
      for (const incident of first) detections.set(incident, alert.day);
      const [only] = first;
      if (only && judgement.found.length === 1) impactErrors.push(...impactError(only, alert));
      const verdict = verdictOf(judgement, first.length > 0);
      return verdict === 'false' ? { alert, verdict, because: judgement.innocent ?? NOISE } : { alert, verdict };
    });
  const scored = truth.incidents.filter(({ kind, scored }) => kind === 'anomaly' && scored);
  const counts: Counts = {
    months: (truth.days - truth.warmup) / DAYS_PER_MONTH,
    verdicts: countVerdicts(judged),
    falseBy: countFalse(judged),
    byClass: countClasses(scored, detections),
    impactErrors,
    usd: countUsd(scored, detections),
  };
  return { ...figuresOf(counts), counts, alerts: judged, missed: scored.filter((one) => !detections.has(one)) };
}

function verdictOf({ found, isFragment, isEcho, isInfo }: Judgement, isFirst: boolean): Verdict {
  if (found.length) return isFirst ? 'detection' : 'duplicate';
  if (isFragment) return 'fragment';
  if (isEcho) return 'echo';
  return isInfo ? 'ignored' : 'false';
}

/** How far an alert's impact lies from what the incident cost up to the day before; none where that is nothing. */
function impactError({ start, end, excess, attribution }: LabelledIncident, { day, impact }: Alert): number[] {
  if (attribution) return [];
  let signed = 0;
  for (const values of excess.values()) signed += sum(values, 0, Math.min(day - 1, end) - start);
  const actual = Math.abs(signed);
  return actual > LEAST_IMPACT ? [Math.abs(Math.abs(impact) - actual) / actual] : [];
}

function countVerdicts(alerts: readonly JudgedAlert[]): Record<Verdict, number> {
  const counts = { detection: 0, duplicate: 0, fragment: 0, echo: 0, ignored: 0, false: 0 };
  for (const { verdict } of alerts) counts[verdict]++;
  return counts;
}

function countFalse(alerts: readonly JudgedAlert[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { because } of alerts) if (because !== undefined) counts.set(because, (counts.get(because) ?? 0) + 1);
  return counts;
}

type Detections = ReadonlyMap<LabelledIncident, number>;

function countClasses(scored: readonly LabelledIncident[], detections: Detections): Map<string, ClassCounts> {
  const counts = new Map<string, ClassCounts>();
  for (const incident of scored) {
    const day = detections.get(incident);
    const one =
      day === undefined
        ? { incidents: 1, detected: 0, delays: [] }
        : { incidents: 1, detected: 1, delays: [day - incident.start] };
    const known = counts.get(incident.class);
    counts.set(incident.class, known ? addClass(known, one) : one);
  }
  return counts;
}

function countUsd(scored: readonly LabelledIncident[], detections: Detections): Counts['usd'] {
  const usd = { all: 0, detected: 0, avoidable: 0 };
  for (const incident of scored) {
    const dollars = excessFrom(incident, 0);
    if (dollars <= 0 || incident.attribution) continue;
    usd.all += dollars;
    const day = detections.get(incident);
    if (day === undefined) continue;
    usd.detected += dollars;
    usd.avoidable += Math.max(0, excessFrom(incident, day - incident.start));
  }
  return usd;
}

/** What an incident cost from so many days after its start. */
function excessFrom({ excess }: LabelledIncident, days: number): number {
  let total = 0;
  for (const values of excess.values()) total += sum(values, days, values.length - 1);
  return total;
}
