import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const BILLHOOK = fileURLToPath(new URL('../../../../bin/billhook.js', import.meta.url));

/** One world of the labelled benchmark: its seed and the generator's options beside it. */
export interface LabelledWorld {
  readonly seed: number;
  readonly options: readonly string[];
}

/** What the benchmark's scorer says of a world's alerts, as far as it is used. */
export interface ScorerResult {
  readonly f1: number;
  /** Of rises, by their dollars. */
  readonly usd_recall: number;
  readonly impact_err_median: number | null;
  /** By what the alerts turned out to be; what there is none of is left out. */
  readonly status: Readonly<Record<string, number>>;
  readonly by_class: Readonly<Record<string, { readonly n: number; readonly det: number }>>;
  /** Days from the start of an incident to its detection, one for each that was found. */
  readonly delays: readonly number[];
}

export interface WorldResult extends ScorerResult {
  /** Days after the warm-up. */
  readonly scoredDays: number;
  /** Dollars of the incidents that `usd_recall` is a share of. */
  readonly usd: number;
}

interface Labels {
  readonly meta: { readonly days: number; readonly warmup: number };
  readonly incidents: readonly {
    readonly kind: string;
    readonly scored: boolean;
    readonly attribution: boolean;
    readonly excess_total: number;
  }[];
}

/**
 * Makes a world, runs `billhook backtest` on it as a person would, scores the alerts and deletes the world.
 * @param bench the benchmark's folder, with gen.py and score.py
 */
export async function judgeLabelledWorld(bench: string, { seed, options }: LabelledWorld): Promise<WorldResult> {
  const folder = await mkdtemp(path.join(tmpdir(), 'billhook-table-'));
  const file = (name: string) => path.join(folder, name);
  try {
    await run('python3', [path.join(bench, 'gen.py'), '--seed', String(seed), '--out', folder, ...options]);
    const files = ['--costs', file('costs.csv'), '--completeness', file('completeness.csv')];
    // In the world's own folder, where no billhook.yml says anything.
    await run(process.execPath, [BILLHOOK, 'backtest', ...files, '--out', file('alerts.jsonl')], { cwd: folder });
    const scored = ['--data', folder, '--alerts', file('alerts.jsonl'), '--json', file('score.json')];
    await run('python3', [path.join(bench, 'score.py'), ...scored]);
    const labels: Labels = JSON.parse(await readFile(file('labels.json'), 'utf8'));
    const result: ScorerResult = JSON.parse(await readFile(file('score.json'), 'utf8'));
    return { ...result, scoredDays: labels.meta.days - labels.meta.warmup, usd: usdOf(labels) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Dollars of the rises that count: what moved between teams costs nothing. */
function usdOf({ incidents }: Labels): number {
  return incidents
    .filter(({ kind, scored, attribution }) => kind === 'anomaly' && scored && !attribution)
    .reduce((all, { excess_total }) => all + Math.max(0, excess_total), 0);
}
