import type { Day } from '../../domain/day.ts';
import { addDays } from '../../domain/day.ts';
import { ACCOUNTS } from './accounts.ts';
import { billOf } from './bill/index.ts';
import { changesOf } from './changes.ts';
import { functionsOf } from './functions/index.ts';
import { plantStories } from './stories.ts';
import type { LineItem, Scenario } from './types.ts';

const DAYS = 420;

/** The simulated organisation up to and including `lastDay`. The same seed and day give the same figures. */
export function createScenario({ seed = 1, lastDay }: { seed?: number; lastDay: Day }): Scenario {
  const firstDay = addDays(lastDay, 1 - DAYS);
  const stories = plantStories(lastDay);
  const bills = new Map<Day, readonly LineItem[]>();
  return {
    seed,
    firstDay,
    lastDay,
    currency: 'USD',
    accounts: ACCOUNTS,
    functions: functionsOf(seed, lastDay, stories),
    changes: changesOf(firstDay, lastDay, stories),
    stories,
    linesOf(day) {
      if (day < firstDay || day > lastDay) return [];
      let lines = bills.get(day);
      if (!lines) {
        lines = billOf(seed, day, stories);
        bills.set(day, lines);
      }
      return lines;
    },
  };
}
