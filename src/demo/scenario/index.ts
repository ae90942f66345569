import type { Day } from '../../domain/day.ts';
import { addDays } from '../../domain/day.ts';
import { ACCOUNTS } from './accounts.ts';
import { billOf } from './bill/index.ts';
import { changesOf } from './changes.ts';
import { functionsOf } from './functions/index.ts';
import { plantStories } from './stories.ts';
import type { LineItem, Scenario } from './types.ts';

/** More than the bot keeps. */
const DAYS = 420;

/**
 * The simulated organisation up to and including `lastDay`. The same seed and day give the same figures.
 * @param days how far its bill goes back
 */
export function createScenario({
  seed = 1,
  lastDay,
  days = DAYS,
}: {
  seed?: number;
  lastDay: Day;
  days?: number | undefined;
}): Scenario {
  const firstDay = addDays(lastDay, 1 - days);
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
