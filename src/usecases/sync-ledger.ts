import { ACCOUNT_SERVICE, type Cut, cutsOf, type TeamBy } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, type Month } from '../domain/day.ts';
import type { Micros } from '../domain/money.ts';
import {
  DAILY_LAG,
  dailyWindow,
  monthsDueAgain,
  monthsKept,
  planReads,
  type Window,
  windowOf,
} from '../domain/reading.ts';
import { leafServices } from './leaf-services.ts';
import { type EstimatedRead, planBackfill } from './plan-backfill.ts';
import type { CostSource, Memory, Purpose } from './ports.ts';
import { createReader, REQUEST_COST, type ReadDeps, type ReadResult, wordsOf } from './read-cut.ts';

export interface SyncDeps extends ReadDeps {
  readonly sources: readonly CostSource[];
  readonly memory: Memory;
  readonly teamBy: TeamBy;
  readonly backfillBudget: Micros;
  /** Whether the process is asked to stop: then no further read begins; what was read is kept. */
  readonly stopping?: () => boolean;
  /** Told of each step of a long read. */
  readonly progress?: (words: string) => void;
}

/** What one payer's sync did, for people and for the exit code. */
export interface SyncReport {
  readonly payer: string;
  readonly requests: number;
  readonly cost: Micros;
  readonly rows: number;
  /** Reads that failed; what the ledger held before is still there. */
  readonly failed: readonly string[];
  /** Reads the day's cap left for another day. */
  readonly remaining: readonly string[];
  /** What was said before the backfill began: its estimate, and what the budget left out. */
  readonly backfill: string | undefined;
}

/** The first read of all, and one after downtime, goes back so far: enough to know the services of a month and how many rows a day has. */
const FIRST_LOOK_DAYS = 35;
/** Cost Explorer refreshes a few times a day; a read is not repeated within this time. */
const FRESH_MS = 3_600_000;
/** After so many failures in a row the rest would most likely fail too. */
const GIVE_UP_AFTER = 2;
const NOT_TRIED = 'not tried after two failures in a row';

/**
 * Brings the ledger up to date from Cost Explorer, payer by payer: the last days of every cut, months that are due again,
 * then the history that is still missing. A read that fails leaves the ledger as it was, and the next one goes on.
 */
export async function syncLedger(deps: SyncDeps): Promise<readonly SyncReport[]> {
  const reports: SyncReport[] = [];
  for (const source of deps.sources) reports.push(await syncPayer(deps, source));
  return reports;
}

interface Run {
  readonly deps: SyncDeps;
  readonly payer: string;
  readonly today: Day;
  readonly read: (cut: Cut, window: Window, months: readonly Month[], purpose: Purpose) => Promise<void>;
}

async function syncPayer(deps: SyncDeps, source: CostSource): Promise<SyncReport> {
  const results: ReadResult[] = [];
  const readCut = createReader(deps, source);
  const run: Run = {
    deps,
    payer: source.payer,
    today: dayOf(deps.clock()),
    async read(cut, window, months, purpose) {
      if (deps.stopping?.()) return;
      const last = results.slice(-GIVE_UP_AFTER);
      const givenUp = last.length === GIVE_UP_AFTER && last.every(({ outcome }) => outcome === 'failed');
      const untried = { outcome: 'failed', reason: NOT_TRIED, cut: cut.name, window, requests: 0 } as const;
      results.push(givenUp ? untried : await readCut(cut, window, months, purpose));
    },
  };
  await readHeadline(run);
  const cuts = cutsOf(deps.teamBy, await leafServices(deps, run.payer, run.today));
  await readRecent(run, cuts.slice(1));
  await readDueAgain(run, cuts);
  const backfill = await readHistory(run, cuts);
  return report(source.payer, results, backfill);
}

/** account/service is read at every run: the headline settles when two reads of a day agree. A retry within the hour has it already. */
async function readHeadline({ deps, payer, today, read }: Run): Promise<void> {
  const states = await deps.ledger.cutStates();
  const last = states.find((state) => state.payer === payer && state.cut === ACCOUNT_SERVICE.name)?.succeededAt;
  const age = last ? deps.clock().getTime() - last.getTime() : Number.POSITIVE_INFINITY;
  if (age >= 0 && age < FRESH_MS) return;
  const known = await deps.ledger.monthsRead(payer, ACCOUNT_SERVICE.name);
  const { from, end } = recentWindow(last, today);
  await read(ACCOUNT_SERVICE, { from: known.size ? from : addDays(today, -FIRST_LOOK_DAYS), end }, [], 'daily');
}

/** The last days of a cut and, after downtime, those that were missed since it was last read, so that no hole stays. */
function recentWindow(last: Date | undefined, today: Day): Window {
  const { from, end } = dailyWindow(today);
  const [oldest, missed] = [addDays(today, -FIRST_LOOK_DAYS), last ? addDays(dayOf(last), 1 - DAILY_LAG) : from];
  return { from: missed < oldest ? oldest : missed < from ? missed : from, end };
}

/** The other cuts once a UTC day, which is as often as the day's check needs them. */
async function readRecent({ deps, payer, today, read }: Run, cuts: readonly Cut[]): Promise<void> {
  const states = await deps.ledger.cutStates();
  for (const cut of cuts) {
    const at = states.find((state) => state.payer === payer && state.cut === cut.name)?.succeededAt;
    if (!at || dayOf(at) < today) await read(cut, recentWindow(at, today), [], 'daily');
  }
}

async function readDueAgain({ deps, payer, today, read }: Run, cuts: readonly Cut[]): Promise<void> {
  for (const cut of cuts) {
    const known = await deps.ledger.monthsRead(payer, cut.name);
    for (const { month, since } of monthsDueAgain(today)) {
      const at = known.get(month);
      if (at && dayOf(at) < since) await read(cut, windowOf(cut, [month], today), [month], 'daily');
    }
  }
}

async function readHistory({ deps, payer, today, read }: Run, cuts: readonly Cut[]): Promise<string | undefined> {
  const reads: EstimatedRead[] = [];
  for (const cut of cuts) {
    const known = await deps.ledger.monthsRead(payer, cut.name);
    const missing = monthsKept(cut, today).filter((month) => !known.has(month));
    const rowsADay = await deps.ledger.rowsADay(payer, cut.name, dailyWindow(today));
    if (missing.length && rowsADay !== undefined)
      reads.push(...planReads(cut, missing, rowsADay, today).map((planned) => ({ ...planned, rowsADay })));
  }
  if (reads.length === 0) return undefined;
  const plan = planBackfill(reads, deps.backfillBudget, await deps.meter.spentFor('backfill'));
  deps.log.info({ payer, reads: reads.length, estimate: plan.estimate }, plan.words);
  deps.progress?.(plan.words);
  for (const [index, { cut, window, months }] of plan.within.entries()) {
    deps.progress?.(`Backfill ${index + 1} of ${plan.within.length}: ${wordsOf({ cut: cut.name, window })}`);
    await read(cut, window, months, 'backfill');
  }
  return plan.words;
}

function report(payer: string, results: readonly ReadResult[], backfill: string | undefined): SyncReport {
  const requests = results.reduce((all, { requests }) => all + requests, 0);
  return {
    payer,
    requests,
    cost: (requests * REQUEST_COST) as Micros,
    rows: results.reduce((all, result) => all + (result.outcome === 'read' ? result.rows : 0), 0),
    failed: results.flatMap((result) => (result.outcome === 'failed' ? [`${wordsOf(result)}: ${result.reason}`] : [])),
    remaining: results.flatMap((result) => (result.outcome === 'capped' ? [wordsOf(result)] : [])),
    backfill,
  };
}
