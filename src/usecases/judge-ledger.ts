import { addDays, type Day, daysBetween } from '../domain/day.ts';
import type { Judgement } from '../domain/detection/judge.ts';
import type { Kept } from '../domain/detection/kept.ts';
import { LIMITS } from '../domain/detection/limits.ts';
import type { Sensitivities } from '../domain/detection/sensitivity.ts';
import type { Bill } from './bill.ts';
import type { Detector } from './detector.ts';
import type { Memory } from './ports.ts';

const DETECTION = 'detection';
/** The first check walks through so many days, to know what had begun before. */
export const REPLAYED_DAYS = 90;
/** After days off no more than these are judged one by one. */
const MOST_DAYS_OFF = 30;

interface Remembered {
  /** The last day that was judged. */
  readonly through: Day;
  readonly known: readonly Kept[];
}

export interface LedgerJudgement extends Judgement {
  /** The day on which judging began: 90 days back at the first check, else the first day not judged yet, or today again. */
  readonly from: Day;
}

interface LedgerQuestion {
  readonly bill: Bill;
  readonly today: Day;
  readonly now: Date;
  /** Causes that people called expected: they count as usual from their first day. */
  readonly expected: readonly string[];
}

/** Judges the ledger from the first day that was not judged yet up to today, after what was raised before. */
export async function judgeLedger(
  deps: { readonly detector: Detector; readonly memory: Memory; readonly sensitivities: Sensitivities },
  { bill, today, now, expected }: LedgerQuestion,
): Promise<LedgerJudgement> {
  const remembered = await recall(deps.memory);
  const from = remembered ? nextDay(remembered.through, today) : addDays(today, -REPLAYED_DAYS);
  const window = { from: addDays(from, -LIMITS.history), end: addDays(today, 1) };
  const { currency, metric } = bill;
  const judgement = await deps.detector.judge({
    read: { window, currency, metric, now },
    judge: {
      from,
      today,
      known: remembered?.known ?? [],
      expected,
      sensitivities: deps.sensitivities,
      currency,
      metric,
    },
  });
  return { ...judgement, from };
}

/** Keeps what detection is to know at its next check. Once the incidents of a check are written, not before: a check cut short is made again. */
export async function rememberJudgement(memory: Memory, today: Day, { known }: Judgement): Promise<void> {
  await memory.remember(DETECTION, { through: today, known } satisfies Remembered);
}

/** A day that was judged is judged again: its figures may have grown since, and what was raised is known. */
function nextDay(through: Day, today: Day): Day {
  if (through >= today) return today;
  return daysBetween(through, today) > MOST_DAYS_OFF ? addDays(today, -MOST_DAYS_OFF) : addDays(through, 1);
}

async function recall(memory: Memory): Promise<Remembered | undefined> {
  const value = await memory.recall(DETECTION);
  return isRemembered(value) ? value : undefined;
}

function isRemembered(value: unknown): value is Remembered {
  return (
    typeof value === 'object' && value !== null && 'through' in value && 'known' in value && Array.isArray(value.known)
  );
}
