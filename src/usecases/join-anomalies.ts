import { type AwsFound, isRise, matchAnomalies, SLACK_DAYS, takenBy } from '../domain/aws-anomaly.ts';
import { addDays, type Day, dayOf, formatDay } from '../domain/day.ts';
import { BOT, type Incident } from '../domain/incident.ts';
import { formatMoney } from '../domain/money.ts';
import { type PayDeps, payAnomalyRequest } from './pay-anomaly-request.ts';
import {
  AnomalyFailure,
  type AnomalySource,
  type IncidentStep,
  type Incidents,
  type Log,
  type Memory,
} from './ports.ts';

export interface JoinDeps extends PayDeps {
  readonly sources: readonly AnomalySource[];
  readonly incidents: Incidents;
  readonly memory: Memory;
  readonly log: Log;
}

/** AWS keeps anomalies so long. */
const DAYS_KEPT = 90;

/**
 * Has the anomalies of AWS Cost Anomaly Detection join the incidents they are of: one incident, both named. Asks each payer at most
 * once a UTC day, and only while AWS could have found something of ours too. An anomaly of none of ours is logged, not raised.
 * Trouble with AWS is logged and never thrown.
 */
export async function joinAnomalies(deps: JoinDeps): Promise<void> {
  const now = deps.clock();
  const active = await deps.incidents.active();
  const rises = active.filter(isRise);
  const found = rises.length ? await askAll(deps, firstDayOf(rises, dayOf(now)), dayOf(now)) : [];
  const { joined, others } = matchAnomalies(found, active);
  for (const [id, one] of joined) await deps.incidents.step(id, (incident) => stepOf(incident, one), now);
  if (others.length) {
    const figures = others.map(({ id, payer, since, through, impact }) => ({ id, payer, since, through, impact }));
    deps.log.info(
      { count: others.length, anomalies: figures },
      'AWS Cost Anomaly Detection has anomalies that are none of ours',
    );
  }
}

/** The first day whose anomalies may be of these incidents. */
function firstDayOf(incidents: readonly Incident[], today: Day): Day {
  const oldest = addDays(today, -DAYS_KEPT);
  const first = incidents.reduce((day, { since }) => (since < day ? since : day), today);
  return first > oldest ? addDays(first, -SLACK_DAYS) : oldest;
}

async function askAll(deps: JoinDeps, from: Day, today: Day): Promise<readonly AwsFound[]> {
  const found: AwsFound[] = [];
  for (const source of deps.sources) {
    const last = await recall(deps.memory, source.payer);
    if (last?.day !== today)
      found.push(...(await ask(deps, source, { from, today, wasAllowed: last?.allowed !== false })));
  }
  return found;
}

interface Question {
  readonly from: Day;
  readonly today: Day;
  readonly wasAllowed: boolean;
}

/** What a payer answers; nothing where it does not. Where it is only late to answer it is asked again at the next run. */
async function ask(
  deps: JoinDeps,
  source: AnomalySource,
  { from, today, wasAllowed }: Question,
): Promise<readonly AwsFound[]> {
  const { payer } = source;
  try {
    const found = await readPages(deps, source, from, today);
    if (found) await remember(deps.memory, payer, { day: today, allowed: true });
    else deps.log.info({ payer }, 'AWS Cost Anomaly Detection was not asked: the cap on requests a day is reached');
    return found ?? [];
  } catch (thrown) {
    if (!(thrown instanceof AnomalyFailure)) throw thrown;
    const reason = thrown.message;
    if (!thrown.isDenied) deps.log.warn({ payer, reason }, 'AWS Cost Anomaly Detection could not be read');
    else if (wasAllowed) deps.log.info({ payer, reason }, 'Billhook is not allowed to read AWS Cost Anomaly Detection');
    if (thrown.isDenied) await remember(deps.memory, payer, { day: today, allowed: false });
    return [];
  }
}

/** All pages; undefined where the day's cap leaves some of them unread. */
async function readPages(
  deps: JoinDeps,
  source: AnomalySource,
  from: Day,
  to: Day,
): Promise<readonly AwsFound[] | undefined> {
  const request = { payer: source.payer, operation: 'GetAnomalies' };
  const found: AwsFound[] = [];
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const paid = await payAnomalyRequest(deps, request, () => source.anomalies(from, to, token));
    if (!paid) return undefined;
    found.push(...paid.answer.found);
    token = paid.answer.nextToken;
    // A walk in a circle would be paid for up to the day's cap.
    if (token !== undefined && tokens.has(token))
      throw new AnomalyFailure('AWS Cost Anomaly Detection gave the same page twice', false);
    if (token !== undefined) tokens.add(token);
  } while (token !== undefined);
  return found;
}

/** An anomaly is named in the timeline when it joins; later its figures move in silence. */
function stepOf(incident: Incident, found: AwsFound): IncidentStep | undefined {
  const aws = takenBy(incident, found);
  if (!aws) return undefined;
  const isKnown = incident.aws?.id === aws.id && incident.aws.payer === aws.payer;
  const amount = formatMoney(aws.impact, incident.finding.currency);
  const what = `AWS Cost Anomaly Detection has it too: anomaly ${aws.id}, ${amount} since ${formatDay(aws.since)}`;
  return { incident: { ...incident, aws }, ...(isKnown ? {} : { timeline: { actor: BOT, what } }) };
}

/** The last UTC day on which a payer was asked, and whether it let us. */
interface LastAsked {
  readonly day: Day;
  readonly allowed: boolean;
}

function remember(memory: Memory, payer: string, last: LastAsked): Promise<void> {
  return memory.remember(nameOf(payer), last);
}

async function recall(memory: Memory, payer: string): Promise<LastAsked | undefined> {
  const value = await memory.recall(nameOf(payer));
  return typeof value === 'object' && value !== null && 'day' in value ? (value as LastAsked) : undefined;
}

const nameOf = (payer: string) => `cost-anomalies:${payer}`;
