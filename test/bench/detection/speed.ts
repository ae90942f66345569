import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from '../../../src/domain/statistics.ts';
import { atMost, count, type Figure, megabytes, milliseconds, times } from '../figure.ts';
import { billOf, DAYS, SERIES_AN_ACCOUNT } from './speed/bill.ts';
import type { JudgedDays } from './speed/judge-day.ts';
import { writeLedger } from './speed/ledger-file.ts';
import { walk } from './speed/walk.ts';

const JUDGE_DAY = fileURLToPath(new URL('./speed/judge-day.ts', import.meta.url));
/** Accounts of a bill of 625, 2,500 and 10,000 usage types. */
const ACCOUNTS = [5, 20, 80] as const;
const USUAL = 20;
const LIMIT_MS = 400;
const LIMIT_BYTES = 250e6;
const LIMIT_GROWTH = 1.5;
const LIMIT_WALK_MS = 60_000;

/** How long a day takes from the ledger to the verdict, at 1, 4 and 16 times a small bill. Needs some 5 GB of disk. */
export async function* speed(): AsyncGenerator<Figure> {
  let least: number | undefined;
  for (const accounts of ACCOUNTS) {
    const judged = await judgedOf(accounts);
    const { series, readMs, judgeMs, firstMs } = timesOf(judged);
    const what = `${count(series)} usage types × ${DAYS} days`;
    const total = readMs + judgeMs;
    const detail = `read ${milliseconds(readMs)}, judged ${milliseconds(judgeMs)}, first ${milliseconds(firstMs)}`;
    least ??= total / series;
    if (accounts === USUAL) {
      yield atMost(`A day read and judged, ${what}`, total, LIMIT_MS, milliseconds, detail);
      const kept = `heap ${megabytes(judged.heapBytes)}`;
      yield atMost('Memory it takes', judged.grownBytes, LIMIT_BYTES, megabytes, kept);
    }
    const each = `${milliseconds(total)}: ${detail}; ${megabytes(judged.grownBytes)}`;
    yield atMost(`Time a series, ${what}`, total / series / least, LIMIT_GROWTH, times, each);
  }
  const walked = walk(billOf(USUAL));
  const what = `${walked.days} days judged in a row, ${count(USUAL * SERIES_AN_ACCOUNT)} usage types`;
  yield atMost(what, walked.ms, LIMIT_WALK_MS, milliseconds, `${walked.raised} raised`);
}

/** Judges in a process of its own, so that each size has memory and a compiler of its own. */
async function judgedOf(accounts: number): Promise<JudgedDays> {
  const folder = await mkdtemp(path.join(tmpdir(), 'billhook-bench-'));
  try {
    const file = path.join(folder, 'ledger.db');
    writeLedger(file, billOf(accounts));
    const child = fork(JUDGE_DAY, [file]);
    const ended = once(child, 'exit');
    const [judged] = await Promise.race([
      once(child, 'message'),
      ended.then(() => {
        throw new Error('the day was not judged');
      }),
    ]);
    child.disconnect();
    await ended;
    return judged as JudgedDays;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The median of all but the first, which warms up. */
function timesOf({ days }: JudgedDays): { series: number; readMs: number; judgeMs: number; firstMs: number } {
  const [first, ...warm] = days;
  return {
    series: first?.series ?? 0,
    readMs: median(warm.map(({ readMs }) => readMs)),
    judgeMs: median(warm.map(({ judgeMs }) => judgeMs)),
    firstMs: (first?.readMs ?? 0) + (first?.judgeMs ?? 0),
  };
}
