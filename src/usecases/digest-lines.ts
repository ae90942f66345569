import { ACCOUNT_SERVICE, NOT_USAGE, SERVICE_CHARGE_TYPE } from '../domain/cuts.ts';
import { addDays, type Day, firstDayOf, monthOf, startOf } from '../domain/day.ts';
import type { Digest } from '../domain/digest.ts';
import { valueOn } from '../domain/digest-figures.ts';
import { type FillSample, usualShare } from '../domain/fill.ts';
import type { Series } from '../domain/forecast.ts';
import { groupBy } from '../domain/group.ts';
import type { Micros } from '../domain/money.ts';
import type { Bill } from './bill.ts';
import { amountOf, type SumRow, sumOf, TROUBLES_SHOWN_MS } from './ports.ts';
import type { DigestDeps } from './send-digest.ts';

/** How far back reads tell how fast a day fills. */
const FILL_DAYS = 60;
/**
 * Yesterday and so many days before it may still fill up. Detection measures on days that are two days old, as it looks again
 * tomorrow; what others are shares of must be whole.
 */
const FILLING_DAYS = 3;

/** Yesterday as far as it is in, and how much of a day is usually in at this age. */
export async function soFarLine(deps: DigestDeps, bill: Bill, total: Series, yesterday: Day): Promise<Digest['soFar']> {
  const value = valueOn(total, yesterday);
  if (value === undefined) return undefined;
  const window = { from: addDays(yesterday, -FILL_DAYS), end: addDays(yesterday, 1) };
  const reads = (await deps.ledger.sightings(window)).filter(({ currency }) => currency === bill.currency);
  const samples = [...groupBy(reads, ({ day }) => day)].flatMap(([day, own]): FillSample[] => {
    const full = day < addDays(yesterday, -FILLING_DAYS) ? valueOn(total, day) : undefined;
    return full
      ? own.map((read) => ({ ageHours: ageHours(day, read.readAt), share: amountOf(read, bill.metric) / full }))
      : [];
  });
  const newest = reads.filter(({ day }) => day === yesterday).at(-1);
  return {
    day: yesterday,
    total: value as Micros,
    share: newest && usualShare(samples, ageHours(yesterday, newest.readAt)),
  };
}

/** Hours from the end of a day to a read. */
function ageHours(day: Day, at: Date): number {
  return (at.getTime() - startOf(addDays(day, 1)).getTime()) / 3_600_000;
}

/** Teams that have a budget, with the month so far. */
export async function budgetLines(deps: DigestDeps, bill: Bill, through: Day): Promise<Digest['budgets']> {
  const budgeted = Object.entries(deps.teams).filter(([, team]) => team.monthlyBudget !== undefined);
  if (budgeted.length === 0) return [];
  const byTag = deps.teamBy !== 'accounts';
  const cut = byTag ? 'team/service' : ACCOUNT_SERVICE.name;
  const rows = await deps.ledger.sums({ cut, window: monthTo(through), by: ['keyA'] });
  return budgeted.map(([team, { accounts, monthlyBudget }]) => {
    const isOwn = ({ keyA = '' }: SumRow) => (byTag ? keyA === team : accounts.includes(keyA));
    const own = rows.filter((row) => row.currency === bill.currency && isOwn(row));
    return { team, total: sumOf(own, bill.metric), budget: (monthlyBudget ?? 0) as Micros };
  });
}

/** What no team is charged for on a day. */
export async function untaggedLine(deps: DigestDeps, bill: Bill, day: Day | undefined): Promise<Digest['untagged']> {
  if (deps.teamBy === 'accounts' || !day) return undefined;
  const window = { from: day, end: addDays(day, 1) };
  const rows = (await deps.ledger.sums({ cut: 'team/service', window, by: ['keyA'] })).filter(
    ({ currency }) => currency === bill.currency,
  );
  const all = sumOf(rows, bill.metric);
  const without = sumOf(
    rows.filter(({ keyA }) => keyA === ''),
    bill.metric,
  );
  return all > 0 ? { total: without, share: without / all } : undefined;
}

const APART_LABELS: Readonly<Record<string, string>> = {
  Credit: 'credits',
  Refund: 'refunds',
  Tax: 'tax',
  Fee: 'fees',
  Support: 'support',
  Upfront: 'upfront fees',
  RIFee: 'reservation fees',
  SavingsPlanRecurringFee: 'Savings Plan fees',
  SavingsPlanUpfrontFee: 'Savings Plan upfront fees',
};

/** This month's charges that are not usage, unblended as they are billed; and usage in other currencies, which is not added. */
export async function apartLine(deps: DigestDeps, bill: Bill, through: Day): Promise<Digest['apart']> {
  const rows = await deps.ledger.sums({ cut: SERVICE_CHARGE_TYPE.name, window: monthTo(through), by: ['keyB'] });
  const kinds: readonly string[] = NOT_USAGE;
  const charges = rows.flatMap(({ keyB = '', unblended, currency }) => {
    const label = APART_LABELS[keyB];
    return label && unblended !== 0 ? [{ label, total: unblended, currency }] : [];
  });
  const foreign = rows
    .filter(({ keyB = '', currency }) => !kinds.includes(keyB) && currency !== bill.currency)
    .map((row) => ({
      label: `usage in ${row.currency}, not added`,
      total: amountOf(row, bill.metric),
      currency: row.currency,
    }));
  return [...charges, ...foreign].sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

/** What was checked and what could not be, so that an error is never read as quiet. */
export async function healthLines(deps: DigestDeps, accounts: number): Promise<Pick<Digest, 'checked' | 'troubles'>> {
  const cuts = await deps.ledger.cutStates();
  const reads = cuts.filter(({ cut }) => cut === ACCOUNT_SERVICE.name).map(({ succeededAt }) => succeededAt?.getTime());
  const failed = cuts.filter(({ failure }) => failure !== undefined);
  const reasons = [...groupBy(failed, ({ failure }) => failure)].map(([reason, own]) =>
    own.length === 1
      ? `${own[0]?.cut} could not be read: ${reason}`
      : `${own.length} cuts could not be read: ${reason}`,
  );
  const troubles = await deps.outbox.troubles(new Date(deps.realClock().getTime() - TROUBLES_SHOWN_MS));
  // What Slack only asked to wait for, or gave no word on, is on its way.
  const undeliverable = troubles
    .filter(({ refused }) => refused)
    .map(({ channel, reason }) => `${deps.channelNames.get(channel) ?? channel} undeliverable: ${reason}`);
  const oldest = reads.every((at) => at !== undefined) && reads.length ? Math.min(...reads) : undefined;
  return {
    checked: { accounts, at: oldest === undefined ? undefined : new Date(oldest).toISOString() },
    troubles: [...reasons, ...new Set(undeliverable)],
  };
}

function monthTo(through: Day) {
  return { from: firstDayOf(monthOf(through)), end: addDays(through, 1) };
}
