import { median } from '../statistics.ts';

/** An account's days: whether it has any row at all, and of how many services. */
export interface AccountDays {
  readonly hasRows: Uint8Array;
  readonly services: Uint16Array;
}

/** Days whose figures are missing, as 1; they are unknown and not zero. */
export interface Holes {
  /** Of the whole bill. */
  readonly bill: Uint8Array;
  readonly accounts: ReadonlyMap<string, Uint8Array>;
}

/** An account with fewer services than this may well cost nothing on a day. */
const SERVICES_OF_A_BUSY_ACCOUNT = 3;
/** An account that is gone for longer has stopped, which is worth an alert. */
const MOST_DAYS = 3;

/**
 * Finds the days that a bill lost. A file leaves out rows of zero, so a missing row may be a zero or a loss: a day without
 * any row at all is a loss, and so is a gap of an account whose three or more services would have had to stop, and start
 * again, all at once. Taken for zeros, such days would raise a drop and teach a wrong usual. (This looks at the days after,
 * which nobody knows on the day itself: it is about the file, not about the bill.)
 */
export function holesOf(accounts: ReadonlyMap<string, AccountDays>, days: number): Holes {
  const bill = new Uint8Array(days).fill(1);
  for (const { hasRows } of accounts.values()) for (let day = 0; day < days; day++) if (hasRows[day]) bill[day] = 0;
  return { bill, accounts: new Map([...accounts].map(([account, own]) => [account, gapsOf(own, bill)])) };
}

function gapsOf({ hasRows, services }: AccountDays, bill: Uint8Array): Uint8Array {
  const gaps = bill.slice();
  const usual = median([...services].filter((_, day) => hasRows[day]));
  if (usual < SERVICES_OF_A_BUSY_ACCOUNT) return gaps;
  let before = hasRows.indexOf(1);
  for (let day = before + 1; before >= 0 && day < hasRows.length; day++) {
    if (!hasRows[day]) continue;
    if (day - before - 1 <= MOST_DAYS) gaps.fill(1, before + 1, day);
    before = day;
  }
  return gaps;
}
