import { addDays, type Day, dayOf, daysBetween } from '../domain/day.ts';
import type { Sensitivities } from '../domain/detection/sensitivity.ts';
import type { Metric } from '../domain/finding.ts';
import { decideChanges } from '../domain/incident-changes.ts';
import type { Micros } from '../domain/money.ts';
import { type ImpactOverride, postFloorOf } from '../domain/post-floor.ts';
import type { Teams } from '../domain/team.ts';
import { floorsInForce, readBill } from './bill.ts';
import type { Detector } from './detector.ts';
import { greet } from './greet.ts';
import { judgeLedger, rememberJudgement } from './judge-ledger.ts';
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
/** Older data than this is too late to judge. */
const STALE_DAYS = 3;

/** Ledger → detector → incidents. Asks AWS nothing; run twice, or after days off, it raises each cause once. */
export async function checkCosts(deps: CheckDeps): Promise<CheckReport> {
  const now = deps.clock();
  const today = dayOf(now);
  const bill = await readBill(deps.ledger, deps.metric, today, now);
  if (!bill) return { judged: false, reason: 'The ledger is empty. Run `billhook sync` first.' };
  const stale = await staleWords(deps, today, now);
  if (stale) return { judged: false, reason: stale };
  const judgement = await judgeLedger(deps, { bill, today, now });
  const floors = await floorsInForce(deps.memory, bill, deps.minImpact);
  const installed = await greet(deps, { bill, floors, judgement, today });
  const changes = decideChanges({
    judged: judgement.judged,
    active: await deps.incidents.active(),
    postFloor: postFloorOf(floors, deps.impacts),
    installed,
    teams: deps.teams,
    alertsChannel: deps.alertsChannel,
  });
  await deps.incidents.commit(changes, deps.clock());
  await rememberJudgement(deps.memory, today, judgement);
  const count = (kind: string) => changes.filter(({ change }) => change === kind).length;
  const report = {
    judged: true,
    day: today,
    found: judgement.judged.filter(({ standing }) => standing === 'running').length,
    opened: count('open'),
    updated: count('update'),
    resolved: count('resolve'),
  } as const;
  deps.log.info(report, 'Costs checked');
  return report;
}

/** Why the ledger is too old to judge; undefined where it is not. */
async function staleWords(deps: CheckDeps, today: Day, now: Date): Promise<string | undefined> {
  const known = await deps.ledger.days({ from: addDays(today, -KNOWN_DAYS), end: today }, now);
  const newest = [...known.keys()].sort().at(-1);
  if (newest && daysBetween(newest, today) <= STALE_DAYS) return undefined;
  return `The newest day in the ledger is ${newest ?? 'none'}; later costs are unknown, so nothing was judged.`;
}
