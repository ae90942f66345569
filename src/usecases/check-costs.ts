import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, daysBetween, startOf } from '../domain/day.ts';
import type { Sensitivities } from '../domain/detection/sensitivity.ts';
import { expectedCauses } from '../domain/expectation.ts';
import type { Metric } from '../domain/finding.ts';
import { decideChanges } from '../domain/incident-changes.ts';
import { FALSE_DAYS } from '../domain/incident-returns.ts';
import type { LateData } from '../domain/message.ts';
import { capMessages } from '../domain/message-cap.ts';
import type { Micros } from '../domain/money.ts';
import { type ImpactOverride, postFloorOf } from '../domain/post-floor.ts';
import type { Teams } from '../domain/team.ts';
import { floorsInForce, readBill } from './bill.ts';
import type { Detector } from './detector.ts';
import { greet } from './greet.ts';
import { judgeLedger, rememberJudgement } from './judge-ledger.ts';
import { tellLateData } from './late-data.ts';
import type { Clock, Incidents, Ledger, Log, Memory, Meter, Outbox } from './ports.ts';

export interface CheckDeps {
  readonly ledger: Ledger;
  readonly detector: Detector;
  readonly incidents: Incidents;
  readonly outbox: Outbox;
  readonly memory: Memory;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly log: Log;
  readonly metric: Metric | undefined;
  readonly minImpact: Micros;
  readonly impacts: readonly ImpactOverride[];
  readonly sensitivities: Sensitivities;
  readonly alertsChannel: string;
  readonly teams: Teams;
}

export type CheckReport =
  | {
      readonly judged: true;
      readonly day: Day;
      readonly found: number;
      readonly opened: number;
      readonly updated: number;
      readonly resolved: number;
    }
  /** Nothing could be judged, which is not the same as all quiet. */
  | { readonly judged: false; readonly reason: string };

const KNOWN_DAYS = 110;
/** More new messages a channel in one run would be a flood; the others are named in one. */
const MOST_NEW_MESSAGES = 5;
/** Older data than this is too late to judge. */
const STALE_DAYS = 3;

/** Ledger → detector → incidents. Asks AWS nothing; run twice, or after days off, it raises each cause once. */
export async function checkCosts(deps: CheckDeps): Promise<CheckReport> {
  const now = deps.clock();
  const today = dayOf(now);
  const stale = await staleness(deps, today, now);
  if (stale === 'empty') return { judged: false, reason: 'The ledger is empty. Run `billhook sync` first.' };
  await tellLateData(deps, stale);
  const bill = stale ? undefined : await readBill(deps.ledger, deps.metric, today, now);
  if (!bill) return { judged: false, reason: staleWords(stale?.newest) };
  const expected = expectedCauses(await deps.incidents.active(), now);
  const judgement = await judgeLedger(deps, { bill, today, now, expected });
  const floors = await floorsInForce(deps.memory, bill, deps.minImpact);
  const installed = await greet(deps, { bill, floors, judgement, today });
  const active = await deps.incidents.active();
  // What people called expected, or took back, while detection ran was judged as something else: it has its turn at the next check.
  const expectedNow = expectedCauses(active, now);
  const changed = new Set(
    [...expected, ...expectedNow].filter((one) => expected.includes(one) !== expectedNow.includes(one)),
  );
  const decided = decideChanges({
    judged: judgement.judged.filter(({ finding }) => !changed.has(finding.cause)),
    active: active.filter(({ finding }) => !changed.has(finding.cause)),
    resolved: await deps.incidents.resolvedSince(startOf(addDays(today, -FALSE_DAYS))),
    postFloor: postFloorOf(floors, deps.impacts),
    installed,
    teams: deps.teams,
    alertsChannel: deps.alertsChannel,
    now,
  });
  const changes = capMessages(decided, MOST_NEW_MESSAGES);
  await deps.incidents.commit(changes, deps.clock());
  await rememberJudgement(deps.memory, today, judgement);
  const opened = changes.filter(({ change }) => change === 'open').length;
  const resolved = changes.filter((one) => one.change === 'update' && one.incident.state === 'resolved').length;
  const report = {
    judged: true,
    day: today,
    found: judgement.judged.filter(({ standing }) => standing === 'running').length,
    opened,
    updated: changes.length - opened - resolved,
    resolved,
  } as const;
  deps.log.info(report, 'Costs checked');
  return report;
}

/** What makes the ledger too old to judge; undefined where it is not. */
async function staleness(
  deps: CheckDeps,
  today: Day,
  now: Date,
): Promise<Pick<LateData, 'newest' | 'reason'> | 'empty' | undefined> {
  const known = await deps.ledger.days({ from: addDays(today, -KNOWN_DAYS), end: today }, now);
  const newest = [...known.keys()].sort().at(-1);
  if (!newest) return 'empty';
  if (daysBetween(newest, today) <= STALE_DAYS) return undefined;
  const failed = (await deps.ledger.cutStates()).find(({ cut, failure }) => cut === ACCOUNT_SERVICE.name && failure);
  return { newest, reason: failed?.failure };
}

function staleWords(newest: Day | undefined): string {
  return `The newest day in the ledger is ${newest ?? 'none'}; later costs are unknown, so nothing was judged.`;
}
