import { accountAt, type Draft, type DraftRow } from './draft.ts';
import type { Random } from './random.ts';

/** Of all days, how many are missing whole; and of the days of an account. */
const WHOLE_DAYS = 0.01;
const ACCOUNT_DAYS = 0.004;

/** The days whose figures are missing, by account. */
export type Holes = ReadonlyMap<number, ReadonlySet<number>>;

/** Draws holes and labels them, since an alert on one is false. The draft's own figures stay whole. */
export function createHoles(draft: Draft, random: Random): Holes {
  const days = draft.calendar.dates.map((_, day) => day);
  const whole = days.filter(() => random.chance(WHOLE_DAYS));
  for (const day of whole) labelHole(draft, day);
  return new Map(
    draft.accounts.map((_, account) => {
      const single = days.filter((day) => random.chance(ACCOUNT_DAYS) && !whole.includes(day));
      for (const day of single) labelHole(draft, day, account);
      return [account, new Set([...whole, ...single])];
    }),
  );
}

function labelHole(draft: Draft, day: number, account?: number): void {
  const change = new Map<DraftRow, Float64Array>();
  for (const row of draft.rows.values()) {
    if (account !== undefined && row.account !== account) continue;
    change.set(
      row,
      row.values.map((dollars, i) => (i === day ? -dollars : 0)),
    );
  }
  const scope = account === undefined ? {} : { account: accountAt(draft, account).id };
  draft.labels.push({ class: 'missing_day', kind: 'innocent', start: day, end: day, scope, change });
}
