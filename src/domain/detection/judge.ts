import { addDays, type Day, daysBetween } from '../day.ts';
import type { Finding } from '../finding.ts';
import { type Micros, micros } from '../money.ts';
import { describe, type Money } from './describe.ts';
import { createEngine } from './index.ts';
import { causeKey, type Kept, keep, recall } from './kept.ts';
import type { Known } from './known.ts';
import { type Cuts, createPanel } from './panel.ts';
import { type Standing, standingOf } from './running.ts';
import type { Sensitivities } from './sensitivity.ts';
import { createSight } from './sight.ts';
import type { Today } from './today.ts';

/** What is asked of detection: to judge the days from one up to today, after what it raised before. */
export interface JudgeRequest extends Money {
  readonly from: Day;
  readonly today: Day;
  readonly known: readonly Kept[];
  /** Causes that people called expected, by key: their days count as usual from the first. */
  readonly expected: readonly string[];
  readonly sensitivities: Sensitivities;
}

/** A cause as it stands after the last day. */
export interface Judged {
  readonly finding: Finding;
  readonly standing: Standing;
  /** The largest change a day that was seen, below 0 for a drop. */
  readonly peak: Micros;
  readonly raised: Day;
  readonly last: Day;
}

export interface Judgement {
  /** Every cause that had a sign in the last days, or was raised on one of the days judged. */
  readonly judged: readonly Judged[];
  /** What is to be handed to the next request. */
  readonly known: readonly Kept[];
}

/** A cause without a sign for so many days has been told of for the last time. */
const TOLD_DAYS = 12;

/** Judges days of the ledger in their order. Pure: the same request gives the same answer, and a day judged twice raises nothing twice. */
export function judge(cuts: Cuts, request: JudgeRequest): Judgement {
  const panel = createPanel(cuts);
  const engine = createEngine(panel, {
    sensitivities: request.sensitivities,
    known: recall(withExpected(request), cuts.first),
  });
  const begin = Math.max(0, daysBetween(cuts.first, request.from));
  const end = Math.min(cuts.days - 1, daysBetween(cuts.first, request.today));
  let today: Today | undefined;
  for (let column = begin; column <= end; column++) today = engine.judge(column).today;
  if (!today) return { judged: [], known: request.known };
  return { judged: tell(engine.known, today, begin, request), known: keep(engine.known, cuts.first, request.today) };
}

/** What is expected is there until someone says otherwise, whether or not a test still sees it. */
function withExpected({ known, expected, from }: JudgeRequest): Kept[] {
  return known.map((one) => {
    const isExpected = expected.includes(causeKey(one));
    return { ...one, expected: isExpected, last: isExpected && one.last < from ? from : one.last };
  });
}

function tell(known: readonly Known[], today: Today, begin: number, money: Money): Judged[] {
  const sight = createSight();
  const day = (column: number) => addDays(today.panel.first, column);
  return known
    .filter(({ raised, last }) => raised >= begin || today.column - last <= TOLD_DAYS)
    .map((one) => ({
      finding: describe(sight, one, today, money),
      standing: standingOf(sight, one, today),
      peak: micros(one.direction === 'drop' ? -one.perDay : one.perDay),
      raised: day(one.raised),
      last: day(one.last),
    }));
}
