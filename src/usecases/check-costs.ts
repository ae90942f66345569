import { leafCutName } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, daysBetween } from '../domain/day.ts';
import { type CostSeries, detect } from '../domain/detection/index.ts';
import { dominantLeaf } from '../domain/detection/leaf.ts';
import type { Finding, Metric } from '../domain/finding.ts';
import type { Floors } from '../domain/incident.ts';
import { decideChanges } from '../domain/incident-changes.ts';
import type { Micros } from '../domain/money.ts';
import type { Teams } from '../domain/team.ts';
import { floorsInForce, readBill } from './bill.ts';
import { greet } from './greet.ts';
import {
  amountOf,
  type Clock,
  type Incidents,
  type Ledger,
  type Log,
  type Memory,
  type Meter,
  type Outbox,
} from './ports.ts';
import { readSeries } from './read-series.ts';

export interface CheckDeps {
  readonly ledger: Ledger;
  readonly incidents: Incidents;
  readonly outbox: Outbox;
  readonly memory: Memory;
  readonly meter: Meter;
  readonly clock: Clock;
  readonly log: Log;
  readonly metric: Metric | undefined;
  readonly minImpact: Micros;
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

/** What a check reads: the forecaster's eight weeks, ten days of looking back, and two months for customs of the calendar. */
const HISTORY_DAYS = 110;
/** Older data than this is too late to judge. */
const STALE_DAYS = 3;

/** Ledger → detector → incidents. Asks AWS nothing; run twice it changes nothing the second time. */
export async function checkCosts(deps: CheckDeps): Promise<CheckReport> {
  const now = deps.clock();
  const today = dayOf(now);
  const bill = await readBill(deps.ledger, deps.metric, today, now);
  if (!bill) return { judged: false, reason: 'The ledger is empty. Run `billhook sync` first.' };
  const window = { from: addDays(today, -HISTORY_DAYS), end: today };
  const known = [...(await deps.ledger.days(window, now)).keys()].sort();
  const newest = known.at(-1);
  if (!newest || daysBetween(newest, today) > STALE_DAYS)
    return {
      judged: false,
      reason: `The newest day in the ledger is ${newest ?? 'none'}; later costs are unknown, so nothing was judged.`,
    };
  const series = await readSeries(deps.ledger, window, bill.currency, bill.metric, now);
  const floors = await floorsInForce(deps.memory, bill, deps.minImpact);
  const found = await withLeaves(
    deps,
    detect({ today, series, floors, currency: bill.currency, metric: bill.metric }),
    today,
  );
  const installed = await greet(deps, { bill, floors, found, today });
  return judge(deps, { found, series, floors, today, installed });
}

interface Judgement {
  readonly found: readonly Finding[];
  readonly series: readonly CostSeries[];
  readonly floors: Floors;
  readonly today: Day;
  /** The day the bot was installed. */
  readonly installed: Day;
}

async function judge(deps: CheckDeps, { found, series, floors, today, installed }: Judgement): Promise<CheckReport> {
  const active = await deps.incidents.active();
  const changes = decideChanges({
    found,
    active,
    series,
    floors,
    today,
    installed,
    teams: deps.teams,
    alertsChannel: deps.alertsChannel,
  });
  await deps.incidents.commit(changes, deps.clock());
  const count = (kind: string) => changes.filter(({ change }) => change === kind).length;
  const report = {
    judged: true,
    day: today,
    found: found.length,
    opened: count('open'),
    updated: count('update'),
    resolved: count('resolve'),
  } as const;
  deps.log.info(report, 'Costs checked');
  return report;
}

/** Names the usage type that explains a finding of one service in one account, where one does. */
async function withLeaves(deps: CheckDeps, found: readonly Finding[], today: Day): Promise<Finding[]> {
  const cuts = new Set((await deps.ledger.cutStates()).map(({ cut }) => cut));
  const named: Finding[] = [];
  for (const finding of found) {
    const { account, service } = finding;
    if (!account || !service) {
      named.push(finding);
      continue;
    }
    const cut = leafCutName(service, (name) => cuts.has(name));
    const rows = await deps.ledger.sums({
      cut,
      window: { from: addDays(finding.since, -28), end: today },
      by: ['keyB', 'day'],
      keyA: account,
    });
    const leaves = rows.map((row) => ({
      usageType: row.keyB ?? '',
      day: row.day ?? today,
      amount: amountOf(row, finding.metric),
    }));
    named.push({ ...finding, usageType: dominantLeaf(leaves, finding.since, finding.perDay) });
  }
  return named;
}
