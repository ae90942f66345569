import { constants, existsSync } from 'node:fs';
import { access, writeFile } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { commandClock } from './clock.ts';
import { loadConfig } from './config.ts';
import { readCsv } from './csv.ts';
import {
  COMPLETENESS_EXAMPLE,
  type Completeness,
  completenessGatherer,
  WHOLE_DAYS,
} from './domain/backtest/completeness.ts';
import { cutsOf, type FileCuts } from './domain/backtest/cuts-of.ts';
import type { Cuts, Figures } from './domain/backtest/engine.ts';
import { alertLine } from './domain/backtest/found.ts';
import { COST_EXAMPLE, costGatherer, faultOfCosts, type GatheredCosts } from './domain/backtest/gather-costs.ts';
import { leftOutWords, reportLines } from './domain/backtest/report.ts';
import { summaryOf } from './domain/backtest/summary.ts';
import { counted } from './domain/backtest/words.ts';
import { addDays, type Day, dayFromNumber, dayOf } from './domain/day.ts';
import { reasonOf, UserError } from './domain/errors.ts';
import { METRIC_NAMES } from './domain/finding.ts';
import { type Micros, micros } from './domain/money.ts';
import { createProgress, type Progress } from './progress.ts';
import { openDatabase } from './store/database.ts';
import { createLedgerCuts } from './store/detection-cuts.ts';
import { createLedger } from './store/ledger.ts';
import { backtest, FULL_HISTORY } from './usecases/backtest.ts';
import { readBill } from './usecases/bill.ts';

/** Where a replay begins and where its alerts go. */
export interface ReplayOptions {
  readonly from?: Day;
  readonly out?: string;
}

export interface BacktestOptions extends ReplayOptions {
  readonly costs?: string;
  readonly completeness?: string;
}

/** `billhook backtest`: walks through a file of costs, or the ledger, writes what would have been raised and prints what it comes to. */
export async function backtestCommand(env: NodeJS.ProcessEnv, { costs, ...options }: BacktestOptions): Promise<void> {
  if (costs !== undefined) return backtestFile(env, { ...options, costs });
  if (options.completeness)
    throw new UserError('--completeness goes with --costs: the ledger knows itself what was in when.');
  return backtestLedger(env, options);
}

/** What the ledger keeps of its longest cuts. */
const LEDGER_DAYS = 425;

async function backtestLedger(env: NodeJS.ProcessEnv, options: ReplayOptions): Promise<void> {
  const config = loadConfig(env, 'none');
  if (options.out) await checkFolderOf(options.out);
  const store = openDatabase(config.databasePath);
  const progress = createProgress(process.stderr);
  try {
    const now = commandClock(config.clockStart)();
    const today = dayOf(now);
    const bill = await readBill(createLedger(store), config.costs.metric, today, now);
    if (!bill) throw new UserError('The ledger is empty. Run `billhook sync` first, or give a file with --costs.');
    const window = { from: addDays(today, -LEDGER_DAYS), end: today };
    const cuts = await createLedgerCuts(store).read({ window, now, currency: bill.currency, metric: bill.metric });
    const known = withoutUnknown(cuts);
    await replay(known, config.alerts.minImpact, options, progress, [
      `Read:     the ledger, ${counted(known.days, 'day')} from ${known.first}, ${METRIC_NAMES[bill.metric]} ${bill.currency}`,
      '          Days are taken as they stand now, whole the day after: the ledger keeps of young days only what it showed lately',
    ]);
  } finally {
    progress.clear();
    store.$client.close();
  }
}

/** The cuts from their first known day on. */
function withoutUnknown(cuts: Cuts): Cuts {
  const known = (cuts.pairs ?? []).map(({ values }) => values.findIndex((value) => !Number.isNaN(value)));
  const first = Math.min(...known.filter((column) => column >= 0));
  if (!Number.isFinite(first)) return { ...cuts, days: 0 };
  const from = (all: readonly Figures[]) => all.map(({ scope, values }) => ({ scope, values: values.subarray(first) }));
  return {
    first: addDays(cuts.first, first),
    days: cuts.days - first,
    leaves: from(cuts.leaves),
    pairs: from(cuts.pairs ?? []),
    teamAccounts: from(cuts.teamAccounts),
    teamServices: from(cuts.teamServices),
  };
}

async function backtestFile(
  env: NodeJS.ProcessEnv,
  options: BacktestOptions & { readonly costs: string },
): Promise<void> {
  const minImpact = minImpactOf(env);
  if (options.out) await checkFolderOf(options.out);
  const progress = createProgress(process.stderr);
  try {
    const completeness = options.completeness ? await readCompleteness(options.completeness, progress) : WHOLE_DAYS;
    const gathered = await readCosts(options.costs, progress);
    const file = cutsOf(gathered, completeness);
    await replay(file.cuts, minImpact, options, progress, [
      ...fileLines(basename(options.costs), gathered, file),
      ...(options.completeness ? [] : ['          Without --completeness: a day is taken to be whole the day after']),
    ]);
  } finally {
    progress.clear();
  }
}

/**
 * Walks through cuts, wherever they come from, writes the alerts and prints the summary.
 * @param about lines on the cuts themselves, to stand above the summary
 */
export async function replay(
  cuts: Cuts,
  minImpact: Micros,
  { from, out }: ReplayOptions,
  progress: Progress,
  about: readonly string[],
): Promise<void> {
  const walk = await backtest(cuts, { from, onDay: (day, done, all) => progress.show(`Judging ${day}`, done / all) });
  progress.clear();
  if (out) await write(out, walk.found.map((found) => `${alertLine(found, minImpact)}\n`).join(''));
  const full = addDays(cuts.first, FULL_HISTORY);
  const littleHistoryUntil = walk.from < full ? [addDays(full, -1), walk.to].sort()[0] : undefined;
  const summary = summaryOf(walk.found, minImpact, walk.days);
  console.log([...about, ...reportLines(summary, { ...walk, littleHistoryUntil }, minImpact)].join('\n'));
  if (out) console.log(`\nThe alerts are in ${out}, posted or not.`);
}

async function readCosts(file: string, progress: Progress): Promise<GatheredCosts> {
  const gatherer = costGatherer();
  await readCsv(file, {
    example: COST_EXAMPLE,
    optional: ['tag_team'],
    take: gatherer.add,
    onShare: (share) => progress.show(`Reading ${basename(file)}`, share),
  });
  const gathered = gatherer.gathered();
  const fault = faultOfCosts(gathered);
  if (fault) throw new UserError(`${basename(file)} ${fault}.`);
  return gathered;
}

async function readCompleteness(file: string, progress: Progress): Promise<Completeness> {
  const gatherer = completenessGatherer();
  await readCsv(file, {
    example: COMPLETENESS_EXAMPLE,
    take: gatherer.add,
    onShare: (share) => progress.show(`Reading ${basename(file)}`, share),
  });
  return gatherer;
}

function fileLines(name: string, { rows, first, last, leftOut }: GatheredCosts, file: FileCuts): string[] {
  const { missingDays, missingAccountDays } = file;
  const shown = missingDays.slice(0, MOST_MISSING).join(', ') + (missingDays.length > MOST_MISSING ? ' …' : '');
  const missing = [
    ...(missingDays.length ? [`${counted(missingDays.length, 'whole day')} (${shown})`] : []),
    ...(missingAccountDays ? [`${counted(missingAccountDays, 'day')} of single accounts`] : []),
  ];
  const days = `${dayFromNumber(first)} to ${dayFromNumber(last)} (${counted(last - first + 1, 'day')})`;
  return [
    `Read:     ${name}, ${counted(rows, 'row')}, ${days}`,
    `Left out: ${leftOutWords(leftOut)}`,
    ...(missing.length ? [`Missing:  ${missing.join(' and ')}; taken as unknown, not as zero`] : []),
  ];
}

/** Missing days that are named. */
const MOST_MISSING = 3;
/** The default of alerts.minImpact, where there is no billhook.yml. */
const DEFAULT_MIN_IMPACT = micros(25);

function minImpactOf(env: NodeJS.ProcessEnv): Micros {
  if (!env.BILLHOOK_CONFIG && !existsSync('./billhook.yml')) return DEFAULT_MIN_IMPACT;
  return loadConfig(env, 'none').alerts.minImpact;
}

/** A long walk should not end in a folder that is not there. */
async function checkFolderOf(file: string): Promise<void> {
  try {
    await access(dirname(file), constants.W_OK);
  } catch (thrown) {
    throw new UserError(`${file} cannot be written (${reasonOf(thrown)}).`);
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await writeFile(file, text);
  } catch (thrown) {
    throw new UserError(`${file} cannot be written (${reasonOf(thrown)}).`);
  }
}
