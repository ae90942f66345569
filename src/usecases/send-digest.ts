import type { TeamBy } from '../domain/cuts.ts';
import { addDays, type Day, dayOf } from '../domain/day.ts';
import { coveredDays, type Digest } from '../domain/digest.ts';
import { chartOf, digestDay, monthToDate, moversOf, totalOf } from '../domain/digest-figures.ts';
import { titleOf } from '../domain/explain.ts';
import type { Metric } from '../domain/finding.ts';
import { isOpen } from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import type { Teams } from '../domain/team.ts';
import { readBill } from './bill.ts';
import { apartLine, budgetLines, healthLines, soFarLine, untaggedLine } from './digest-lines.ts';
import type { Clock, Incidents, Ledger, Memory, Outbox } from './ports.ts';
import { readSeries } from './read-series.ts';

export interface DigestDeps {
  readonly ledger: Ledger;
  readonly incidents: Incidents;
  readonly outbox: Outbox;
  readonly clock: Clock;
  /** Real time: the outbox goes by Slack's clock. */
  readonly realClock: Clock;
  readonly metric: Metric | undefined;
  readonly teams: Teams;
  readonly teamBy: TeamBy;
  readonly channel: string;
  /** Channels by id as billhook.yml names them. */
  readonly channelNames: ReadonlyMap<string, string>;
}

export type DigestReport = { readonly composed: Digest } | { readonly nothing: string };

/** Eight weeks for the forecaster, and the days it is asked for. */
const HISTORY_DAYS = 84;
const LAST_DIGEST = 'last-digest';

/**
 * Composes the digest from the ledger as of now. Asks AWS nothing.
 * @param sinceLast the local day of the last digest: what came since is covered
 */
export async function composeDigest(deps: DigestDeps, sinceLast: Day | undefined): Promise<DigestReport> {
  const now = deps.clock();
  const today = dayOf(now);
  const bill = await readBill(deps.ledger, deps.metric, today, now);
  if (!bill) return { nothing: 'The ledger is empty. Run `billhook sync` first.' };
  const window = { from: addDays(today, -HISTORY_DAYS), end: today };
  const series = await readSeries(deps.ledger, window, bill.currency, bill.metric, now);
  const days = [...(await deps.ledger.days(window, now)).values()];
  const settled = days
    .filter((state) => state.settled)
    .map(({ day }) => day)
    .sort();
  const yesterday = addDays(today, -1);
  const total = totalOf(series, window.from, HISTORY_DAYS);
  const covered = coveredDays(settled, sinceLast ?? yesterday).flatMap((day) => digestDay(total, day) ?? []);
  const headline = covered.at(-1)?.day;
  const through = headline ?? yesterday;
  const open = (await deps.incidents.active()).filter(isOpen);
  const names = await deps.ledger.accountNames();
  const nothingMoved = { movers: [], others: { count: 0, change: 0 as Micros } };
  return {
    composed: {
      currency: bill.currency,
      metric: bill.metric,
      covered,
      yesterday,
      soFar: await soFarLine(deps, bill, total, yesterday),
      month: monthToDate(total, through),
      budgets: await budgetLines(deps, bill, through),
      ...(headline ? moversOf(series, headline, open, names) : nothingMoved),
      untagged: await untaggedLine(deps, bill, headline),
      apart: await apartLine(deps, bill, through),
      incidents: open.map(({ id, finding, since, state, owner, announced, named }) => ({
        id,
        title: titleOf(finding, names),
        perDay: finding.perDay,
        since,
        state,
        ownedBy: owner?.user,
        small: !announced && !named,
      })),
      ...(await healthLines(deps, new Set(series.map(({ account }) => account)).size)),
      chart: chartOf(total, today, settled.at(-1)),
    },
  };
}

/** Composes the digest and puts it into the outbox; of one local day once. */
export async function sendDigest(
  deps: DigestDeps & { readonly memory: Memory },
  localDay: Day,
): Promise<DigestReport & { readonly isNew?: boolean }> {
  const last = await lastDigestDay(deps.memory);
  const report = await composeDigest(deps, last);
  if ('nothing' in report) return report;
  const message = { kind: 'digest', digest: report.composed } as const;
  const delivery = { subject: `digest:${localDay}`, action: 'post', channel: deps.channel, message } as const;
  const written = await deps.outbox.put([delivery], deps.clock());
  // A digest of an earlier day, asked for by hand, leaves the count of days where it was.
  if (last === undefined || last < localDay) await deps.memory.remember(LAST_DIGEST, localDay);
  return { ...report, isNew: written > 0 };
}

/** The local day of the last digest: the next one covers what came since. */
export async function lastDigestDay(memory: Memory): Promise<Day | undefined> {
  const day = await memory.recall(LAST_DIGEST);
  return typeof day === 'string' ? (day as Day) : undefined;
}
