import { setImmediate as nextTurn } from 'node:timers/promises';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, daysBetween } from '../domain/day.ts';
import type { DayOne, PastAlert } from '../domain/day-one.ts';
import { type CostSeries, detect } from '../domain/detection/index.ts';
import { titleOf } from '../domain/explain.ts';
import type { Finding } from '../domain/finding.ts';
import type { Floors } from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import { firstKept } from '../domain/reading.ts';
import type { Bill } from './bill.ts';
import type { CheckDeps } from './check-costs.ts';
import type { Memory } from './ports.ts';
import { readSeries } from './read-series.ts';

const INSTALLED = 'installed-at';
/** What would have been posted is told for so many days. */
const REPLAYED_DAYS = 90;
/** The forecaster's reach beyond the days replayed. */
const LEARNING_DAYS = 110;

export interface FirstLook {
  readonly bill: Bill;
  readonly floors: Floors;
  readonly found: readonly Finding[];
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

async function composeDayOne(deps: CheckDeps, { bill, floors, found, today }: FirstLook): Promise<DayOne> {
  const now = deps.clock();
  const names = await deps.ledger.accountNames();
  const window = { from: addDays(today, -REPLAYED_DAYS - LEARNING_DAYS), end: today };
  const series = await readSeries(deps.ledger, window, bill.currency, bill.metric, now);
  const past = await replay(series, bill, floors, today, names);
  const whole = await deps.ledger.days({ from: firstKept(ACCOUNT_SERVICE.keep, today), end: today }, now);
  const days = [...whole.keys()].sort();
  const spent = await Promise.all((['daily', 'backfill'] as const).map((purpose) => deps.meter.spentFor(purpose)));
  return {
    since: days[0] ?? today,
    through: days.at(-1) ?? today,
    accounts: new Set(series.map(({ account }) => account)).size,
    requests: spent.reduce((all, { requests }) => all + requests, 0),
    cost: spent.reduce((all, { cost }) => all + cost, 0) as Micros,
    currency: bill.currency,
    replayedDays: Math.min(REPLAYED_DAYS, days.length),
    past,
    under: found.length,
    post: floors.post,
    chosenBy: undefined,
  };
}

/** Walks through the last days and keeps what would have been found, each cause once while it lasts. */
async function replay(
  series: readonly CostSeries[],
  bill: Bill,
  floors: Floors,
  today: Day,
  names: ReadonlyMap<string, string>,
): Promise<PastAlert[]> {
  const running = new Map<string, PastAlert & { readonly last: Day }>();
  const past: (PastAlert & { readonly last: Day })[] = [];
  for (let day = addDays(today, -REPLAYED_DAYS); day <= today; day = addDays(day, 1)) {
    for (const finding of detect({ today: day, series, floors, currency: bill.currency, metric: bill.metric })) {
      const known = running.get(finding.cause);
      const goesOn = known && daysBetween(known.last, finding.since) <= 1;
      const alert = {
        since: goesOn ? known.since : finding.since,
        title: titleOf(finding, names),
        perDay: goesOn && Math.abs(known.perDay) > Math.abs(finding.perDay) ? known.perDay : finding.perDay,
        days: daysBetween(goesOn ? known.since : finding.since, day),
        last: finding.through,
      };
      if (goesOn) past.splice(past.indexOf(known), 1);
      past.push(alert);
      running.set(finding.cause, alert);
    }
    await nextTurn();
  }
  return past.map(({ last: _, ...alert }) => alert).sort((a, b) => (a.since < b.since ? 1 : -1));
}
