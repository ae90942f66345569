import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, startOf } from '../domain/day.ts';
import { BOT, type Incident } from '../domain/incident.ts';
import { FALSE_DAYS, silencedBelow } from '../domain/incident-returns.ts';
import type { Micros } from '../domain/money.ts';
import { isDataLate } from './late-data.ts';
import {
  type Clock,
  type Incidents,
  type Ledger,
  type Memory,
  type Outbox,
  TROUBLES_SHOWN_MS,
  type Trouble,
} from './ports.ts';

/** What someone said of an incident, and what it does to what is raised next. */
export type Feedback =
  | { readonly said: 'expected'; readonly incident: Incident; readonly by: string; readonly at: Date }
  | {
      readonly said: 'false-alarm';
      readonly incident: Incident;
      readonly by: string;
      readonly at: Date;
      /** Its like is not raised below this size a day … */
      readonly below: Micros;
      /** … through this day. */
      readonly until: Day;
    };

export interface IncidentList {
  /** Those that are not over, the largest first. */
  readonly active: readonly Incident[];
  /** Of the last 90 days, the newest first. */
  readonly feedback: readonly Feedback[];
  /** What could not be said in Slack. */
  readonly troubles: readonly Trouble[];
  /** When all costs were last read; undefined where some never were. */
  readonly readAt: Date | undefined;
  /** Why a read of them failed since. */
  readonly failure: string | undefined;
  /** Whether the bill is late, so that incidents are on hold. */
  readonly late: boolean;
  readonly accountNames: ReadonlyMap<string, string>;
}

interface Deps {
  readonly incidents: Incidents;
  readonly ledger: Ledger;
  readonly outbox: Outbox;
  readonly memory: Memory;
  readonly clock: Clock;
  /** Real time: the outbox goes by Slack's clock. */
  readonly realClock: Clock;
}

/** How all incidents stand, what people said of them, and what could not be said. Asks AWS nothing. */
export async function listIncidents(deps: Deps): Promise<IncidentList> {
  const since = startOf(addDays(dayOf(deps.clock()), -FALSE_DAYS));
  const active = await deps.incidents.active();
  const resolved = await deps.incidents.resolvedSince(since);
  const feedback = [...active, ...resolved].flatMap(feedbackOf).filter(({ at }) => at >= since);
  return {
    active: [...active].sort((a, b) => Math.abs(b.finding.perDay) - Math.abs(a.finding.perDay)),
    feedback: feedback.sort((a, b) => b.at.getTime() - a.at.getTime()),
    troubles: await undelivered(deps),
    ...(await lastRead(deps.ledger)),
    late: await isDataLate(deps.memory),
    accountNames: await deps.ledger.accountNames(),
  };
}

/** What Slack only asked to wait for, or gave no word on, is on its way. */
async function undelivered({ outbox, realClock }: Deps): Promise<Trouble[]> {
  const troubles = await outbox.troubles(new Date(realClock().getTime() - TROUBLES_SHOWN_MS));
  return troubles.filter(({ refused, givenUp }) => refused || givenUp);
}

function feedbackOf(incident: Incident): Feedback[] {
  const { state, end, expectation } = incident;
  if (state === 'resolved' && end?.how === 'false-alarm') {
    const until = addDays(dayOf(end.at), FALSE_DAYS);
    return [{ said: 'false-alarm', incident, by: end.by, at: end.at, below: silencedBelow(incident), until }];
  }
  return expectation && expectation.by !== BOT
    ? [{ said: 'expected', incident, by: expectation.by, at: expectation.at }]
    : [];
}

/** As of when the bill is known, by the payer that was read longest ago. */
async function lastRead(ledger: Ledger): Promise<Pick<IncidentList, 'readAt' | 'failure'>> {
  const states = (await ledger.cutStates()).filter(({ cut }) => cut === ACCOUNT_SERVICE.name);
  const reads = states.map(({ succeededAt }) => succeededAt?.getTime());
  const oldest = reads.every((at) => at !== undefined) && reads.length ? Math.min(...reads) : undefined;
  return {
    readAt: oldest === undefined ? undefined : new Date(oldest),
    failure: states.find(({ failure }) => failure !== undefined)?.failure,
  };
}
