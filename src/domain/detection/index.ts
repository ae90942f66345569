import { calendarOf } from './calendar.ts';
import { type Cause, causesOf } from './cause.ts';
import { judgeSeries } from './judge-series.ts';
import { judgeWide, kindsOf } from './judge-wide.ts';
import { withoutKinErrors } from './kin.ts';
import { type Known, recognise } from './known.ts';
import type { LeafState } from './leaf-state.ts';
import { LIMITS } from './limits.ts';
import type { Panel } from './panel.ts';
import { noQuiet, noteQuiet } from './quiet.ts';
import { isRunning } from './running.ts';
import { ORDINARY, type Sensitivities } from './sensitivity.ts';
import { createSight } from './sight.ts';
import { tagShifts } from './tag-shift.ts';
import { takeDays, takeKnown } from './taken.ts';
import { createToday, maturities, type Today } from './today.ts';

/** The engine over one panel. It remembers what was raised. */
export interface Engine {
  /** Judges the day of a column from what was visible then; to be asked for days in their order. */
  judge(column: number): {
    readonly today: Today;
    readonly raised: readonly { readonly cause: Cause; readonly known: Known }[];
  };
  /** All that was raised, as it is remembered now. */
  readonly known: readonly Known[];
}

export interface EngineOptions {
  readonly sensitivities?: Sensitivities;
  /** What was raised before, where the engine begins in the middle of history. */
  readonly known?: readonly Known[];
}

export function createEngine(panel: Panel, options: EngineOptions = {}): Engine {
  const { sensitivities = ORDINARY } = options;
  const calendar = calendarOf(panel.first, panel.days);
  const quiet = noQuiet(panel.days);
  const sight = createSight();
  const kinds = kindsOf(panel);
  let known = options.known ?? [];
  let noted = 0;
  takeKnown(panel, known);
  return {
    get known() {
      return known;
    },
    judge(column) {
      for (; noted <= column; noted++)
        noteQuiet(quiet, panel, { column: noted, maturity: maturities(panel, noted), limits: LIMITS }, column);
      const today = createToday({ panel, calendar, quiet, sensitivities }, column);
      const states = new Map<number, LeafState>();
      const series = [...panel.leaves, ...panel.pairs]
        .map((node) => judgeSeries(sight, node, today.of(node), states))
        .filter((sign) => sign !== undefined);
      const signs = [...withoutKinErrors(sight, series, kinds, today), ...judgeWide(kinds, states, today)];
      const causes = [...causesOf(signs, states, today), ...tagShifts(sight, today)];
      const before = known;
      const result = recognise(causes, before, today);
      known = result.known.map((one) => (isRunning(sight, one, today) ? { ...one, last: column } : one));
      takeDays(panel, known, before, column);
      return { today, raised: result.raised };
    },
  };
}
