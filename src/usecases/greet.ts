import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, daysBetween } from '../domain/day.ts';
import type { DayOne, PastAlert } from '../domain/day-one.ts';
import type { Judged } from '../domain/detection/judge.ts';
import { titleOf } from '../domain/explain.ts';
import type { Floors } from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import { firstKept } from '../domain/reading.ts';
import type { Bill } from './bill.ts';
import type { CheckDeps } from './check-costs.ts';
import { type LedgerJudgement, REPLAYED_DAYS } from './judge-ledger.ts';
import type { Memory } from './ports.ts';

const INSTALLED = 'installed-at';

export interface FirstLook {
  readonly bill: Bill;
  readonly floors: Floors;
  readonly judgement: LedgerJudgement;
  readonly today: Day;
}

/**
 * The day the bot was installed, which is the day of its first check. That check posts one message instead of a flood:
 * what was read, and what would have been posted in the last 90 days.
 */
export async function greet(deps: CheckDeps, look: FirstLook): Promise<Day> {
  const known = await installedAt(deps.memory);
  if (known) return dayOf(known);
  const dayOne = await composeDayOne(deps, look);
  await deps.outbox.put(
    [{ subject: 'day-one', action: 'post', channel: deps.alertsChannel, message: { kind: 'day-one', dayOne } }],
    deps.clock(),
  );
  await deps.memory.remember('day-one', dayOne);
  await deps.memory.remember(INSTALLED, deps.clock().toISOString());
  return look.today;
}

/** When the first check was made; undefined before it. */
export async function installedAt(memory: Memory): Promise<Date | undefined> {
  const at = await memory.recall(INSTALLED);
  return typeof at === 'string' ? new Date(at) : undefined;
}

async function composeDayOne(deps: CheckDeps, { bill, floors, judgement, today }: FirstLook): Promise<DayOne> {
  const names = await deps.ledger.accountNames();
  const window = { from: firstKept(ACCOUNT_SERVICE.keep, today), end: today };
  const days = [...(await deps.ledger.days(window, deps.clock())).keys()].sort();
  // A month tells the accounts; to sum over all of history would hold the event loop.
  const month = { from: addDays(today, -31), end: today };
  const accounts = await deps.ledger.sums({ cut: ACCOUNT_SERVICE.name, window: month, by: ['keyA'] });
  const spent = await Promise.all((['daily', 'backfill'] as const).map((purpose) => deps.meter.spentFor(purpose)));
  return {
    since: days[0] ?? today,
    through: days.at(-1) ?? today,
    accounts: new Set(accounts.map(({ keyA }) => keyA)).size,
    requests: spent.reduce((all, { requests }) => all + requests, 0),
    cost: spent.reduce((all, { cost }) => all + cost, 0) as Micros,
    currency: bill.currency,
    replayedDays: Math.min(REPLAYED_DAYS, days.length),
    past: judgement.judged.map((one) => pastAlert(one, names)).sort((a, b) => (a.since < b.since ? 1 : -1)),
    under: judgement.judged.filter(({ standing }) => standing === 'running').length,
    post: floors.post,
    chosenBy: undefined,
  };
}

function pastAlert({ finding, peak, last }: Judged, names: ReadonlyMap<string, string>): PastAlert {
  return {
    since: finding.since,
    title: titleOf(finding, names),
    perDay: peak,
    days: Math.max(1, daysBetween(finding.since, last)),
  };
}
