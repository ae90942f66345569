import { addDays, startOf } from '../../../../src/domain/day.ts';
import { createEngine } from '../../../../src/domain/detection/index.ts';
import { LIMITS } from '../../../../src/domain/detection/limits.ts';
import { createPanel } from '../../../../src/domain/detection/panel.ts';
import { openReadOnly } from '../../../../src/store/database.ts';
import { createLedgerCuts } from '../../../../src/store/detection-cuts.ts';
import { TODAY } from './bill.ts';

/** One day read from the ledger and judged. */
export interface JudgedDay {
  readonly series: number;
  readonly readMs: number;
  readonly judgeMs: number;
}

/** What a process of its own tells that judged the same day several times. */
export interface JudgedDays {
  readonly days: readonly JudgedDay[];
  /** By how much its resident memory grew at most. */
  readonly grownBytes: number;
  /** What its heap and buffers held at the end. */
  readonly heapBytes: number;
}

const TIMES = 8;

async function judgeDay(file: string): Promise<JudgedDays> {
  const before = process.memoryUsage().rss;
  const ledger = createLedgerCuts(openReadOnly(file));
  const days: JudgedDay[] = [];
  for (let i = 0; i < TIMES; i++) {
    const begun = performance.now();
    const end = addDays(TODAY, 1);
    const window = { from: addDays(end, -LIMITS.history), end };
    const cuts = await ledger.read({ window, currency: 'USD', metric: 'amortized', now: startOf(TODAY) });
    const read = performance.now();
    createEngine(createPanel(cuts)).judge(cuts.days - 1);
    days.push({ series: cuts.leaves.length, readMs: read - begun, judgeMs: performance.now() - read });
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return { days, grownBytes: 1024 * process.resourceUsage().maxRSS - before, heapBytes: heapUsed + arrayBuffers };
}

process.send?.(await judgeDay(process.argv[2] ?? ''));
