import { addDays, type Day, daysBetween } from './day.ts';
import { isTaught } from './expectation.ts';
import { type AwsAnomaly, type AwsFeedback, type Incident, partNames } from './incident.ts';
import type { Micros } from './money.ts';

/** An anomaly as AWS Cost Anomaly Detection tells of it. */
export interface AwsFound {
  readonly id: string;
  readonly payer: string;
  readonly since: Day;
  /** The last day on which AWS saw it. */
  readonly through: Day;
  /** What it has cost so far by AWS's count, in the bill's currency. */
  readonly impact: Micros;
  /** Its root causes, each an account and a service by the names they have on the bill. */
  readonly causes: readonly { readonly account: string; readonly service: string }[];
  /** What AWS was told of it. */
  readonly feedback: AwsFeedback | undefined;
}

export interface AnomalyMatch {
  /** The anomaly that each incident has, by the incident's id. */
  readonly joined: ReadonlyMap<number, AwsFound>;
  /** Anomalies of none of these incidents. */
  readonly others: readonly AwsFound[];
}

/** AWS and Billhook may see the first or the last day of a cause one day apart. */
export const SLACK_DAYS = 1;

/** Whether AWS could have found it too: it looks for increases alone. */
export function isRise({ finding }: Incident): boolean {
  return finding.kind === 'rise' || finding.kind === 'new';
}

/**
 * Which incident an anomaly is of: the one that has it already, else the one with which it shares the most parts in days that
 * overlap. An anomaly joins one incident; an incident has the anomaly with the largest impact.
 */
export function matchAnomalies(found: readonly AwsFound[], incidents: readonly Incident[]): AnomalyMatch {
  const rises = incidents.filter(isRise);
  const joined = new Map<number, AwsFound>();
  const others: AwsFound[] = [];
  for (const one of found) {
    const incident = incidents.find(({ aws }) => aws && isSame(aws, one)) ?? bestOf(one, rises);
    const rival = incident && joined.get(incident.id);
    if (!incident) others.push(one);
    else if (!rival || one.impact > rival.impact) joined.set(incident.id, one);
  }
  for (const { id, aws } of incidents) {
    const one = joined.get(id);
    // What was not reported this time still counts: its payer may not have been asked.
    const isKept = one && aws && aws.impact >= one.impact && !found.some((other) => isSame(aws, other));
    if (isKept) joined.delete(id);
  }
  return { joined, others };
}

/**
 * What an incident knows of its anomaly from now on. The answer that is wanted stays; where someone said before AWS came that it is
 * expected, or a false alarm, that is the answer. Undefined where nothing is new.
 */
export function takenBy(incident: Incident, { id, payer, since, impact, feedback }: AwsFound): AwsAnomaly | undefined {
  const { aws } = incident;
  if (!aws || !isSame(aws, { id, payer }))
    return { id, payer, since, impact, wanted: aws?.wanted ?? verdictOf(incident), sent: feedback };
  return aws.since === since && aws.impact === impact ? undefined : { ...aws, since, impact };
}

function isSame(a: Pick<AwsFound, 'id' | 'payer'>, b: Pick<AwsFound, 'id' | 'payer'>): boolean {
  return a.id === b.id && a.payer === b.payer;
}

/** What people made of it before. */
function verdictOf(incident: Incident): AwsFeedback | undefined {
  if (incident.end?.how === 'false-alarm') return 'NO';
  return isTaught(incident) ? 'PLANNED_ACTIVITY' : undefined;
}

/** The most parts in common, then the most days, then the older incident. */
function bestOf(found: AwsFound, incidents: readonly Incident[]): Incident | undefined {
  const [best] = incidents
    .map((incident) => ({ incident, parts: partsShared(found, incident), days: daysShared(found, incident) }))
    .filter(({ parts, days }) => parts > 0 && days > 0)
    .sort((a, b) => b.parts - a.parts || b.days - a.days || a.incident.id - b.incident.id);
  return best?.incident;
}

function partsShared({ causes }: AwsFound, { finding }: Incident): number {
  const named = new Set(causes.map(({ account, service }) => `${account}/${service}`));
  return partNames(finding).filter((part) => named.has(part)).length;
}

/** Days that both have, the slack included; 0 or less where they lie apart. */
function daysShared(found: AwsFound, { since, finding }: Incident): number {
  const from = addDays(since, -SLACK_DAYS);
  const through = addDays(finding.through, SLACK_DAYS);
  const first = found.since > from ? found.since : from;
  const last = found.through < through ? found.through : through;
  return daysBetween(first, last) + 1;
}
