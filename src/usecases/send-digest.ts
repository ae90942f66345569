import type { TeamBy } from '../domain/cuts.ts';
import { ACCOUNT_SERVICE, NOT_USAGE, SERVICE_CHARGE_TYPE } from '../domain/cuts.ts';
import { addDays, type Day, dayNumber, dayOf, daysBetween, firstDayOf, monthOf, startOf } from '../domain/day.ts';
import { forecaster, type Series } from '../domain/detection/forecast.ts';
import type { CostSeries } from '../domain/detection/index.ts';
import { coveredDays, type Digest, type DigestDay, type Mover } from '../domain/digest.ts';
import { accountName, titleOf } from '../domain/explain.ts';
import { type FillSample, usualShare } from '../domain/fill.ts';
import type { ChartDay, Metric } from '../domain/finding.ts';
import { groupBy } from '../domain/group.ts';
import { type Incident, isOpen } from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import type { Teams } from '../domain/team.ts';
import { type Bill, readBill } from './bill.ts';
import { amountOf, type Clock, type Incidents, type Ledger, type Memory, type Outbox, type SumRow } from './ports.ts';
import { readSeries } from './read-series.ts';

export interface DigestDeps {
  readonly ledger: Ledger;
  readonly incidents: Incidents;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly metric: Metric | undefined;
  readonly teams: Teams;
  readonly teamBy: TeamBy;
  readonly channel: string;
}

export type DigestReport = { readonly composed: Digest } | { readonly nothing: string };

const HISTORY_DAYS = 84;
const CHART_DAYS = 14;
const MOST_MOVERS = 4;
/** A mover moves by more than this share of the day, and by more than two of its own standard deviations. */
const MOVER_SHARE = 0.001;
const MOVER_SIGMAS = 2;

/** Composes the digest of a local day from the ledger. Asks AWS nothing. */
export async function composeDigest(deps: DigestDeps, sinceLast: Day | undefined): Promise<DigestReport> {
  const now = deps.clock();
  const today = dayOf(now);
  const bill = await readBill(deps.ledger, deps.metric, today, now);
  if (!bill) return { nothing: 'The ledger is empty. Run `billhook sync` first.' };
  const window = { from: addDays(today, -HISTORY_DAYS), end: today };
  const series = await readSeries(deps.ledger, window, bill.currency, bill.metric, now);
  const states = await deps.ledger.days(window, now);
  const settled = [...states.values()]
    .filter((state) => state.settled)
    .map(({ day }) => day)
    .sort();
  const yesterday = addDays(today, -1);
  const total = totalOf(series, window.from, HISTORY_DAYS);
  const covered = coveredDays(settled, sinceLast ?? yesterday).map((day) => digestDay(total, day));
  const headline = covered.at(-1)?.day;
  const active = (await deps.incidents.active()).filter(isOpen);
  const names = await deps.ledger.accountNames();
  const movers = headline
    ? moversOf(series, headline, active, names)
    : { movers: [], others: { count: 0, change: 0 as Micros } };
  return {
    composed: {
      currency: bill.currency,
      metric: bill.metric,
      covered,
      yesterday,
      soFar: await soFar(deps, bill, total, yesterday),
      month: monthOfDigest(total, headline ?? yesterday),
      budgets: await budgetsOf(deps, bill, headline ?? yesterday),
      ...movers,
      untagged: await untagged(deps, bill, headline),
      apart: await apart(deps, bill, headline ?? yesterday),
      incidents: active.map((incident) => ({
        id: incident.id,
        title: titleOf(incident.finding, names),
        perDay: incident.finding.perDay,
        since: incident.since,
        acknowledgedBy: incident.acknowledged?.by,
        small: !incident.announced,
      })),
      ...(await healthOf(deps, series)),
      chart: chartOf(total, today, settled.at(-1)),
    },
  };
}

/** Composes the digest and puts it into the outbox; of one local day once. */
export async function sendDigest(deps: DigestDeps & { readonly memory: Memory }, localDay: Day): Promise<DigestReport> {
  const report = await composeDigest(deps, await lastDigestDay(deps.memory));
  if ('composed' in report) {
    await deps.outbox.put(
      [
        {
          subject: `digest:${localDay}`,
          action: 'post',
          channel: deps.channel,
          message: { kind: 'digest', digest: report.composed },
        },
      ],
      deps.clock(),
    );
    await deps.memory.remember(LAST_DIGEST, localDay);
  }
  return report;
}

const LAST_DIGEST = 'last-digest';

/** The local day of the last digest: the next one covers what came since. */
export async function lastDigestDay(memory: Memory): Promise<Day | undefined> {
  const day = await memory.recall(LAST_DIGEST);
  return typeof day === 'string' ? (day as Day) : undefined;
}

/** The sum of all series; a day that is unknown in one is unknown in all. */
function totalOf(series: readonly CostSeries[], first: Day, length: number): Series {
  const values = Array.from({ length }, (_, i) =>
    series.reduce<number | undefined>(
      (all, one) => {
        const value = one.series.values[i];
        return all === undefined || value === undefined ? undefined : all + value;
      },
      series.length ? 0 : undefined,
    ),
  );
  return { first, values };
}

function valueOn({ first, values }: Series, day: Day): number | undefined {
  return values[daysBetween(first, day)];
}

function digestDay(total: Series, day: Day): DigestDay {
  const usual = forecaster(total, day)?.(day);
  return {
    day,
    total: (valueOn(total, day) ?? 0) as Micros,
    usual: usual && { expected: Math.round(usual.expected) as Micros, spread: Math.round(usual.spread) as Micros },
  };
}

/** Yesterday as far as it is in, and how much of a day is usually in at this age. */
async function soFar(deps: DigestDeps, bill: Bill, total: Series, yesterday: Day): Promise<Digest['soFar']> {
  const value = valueOn(total, yesterday);
  if (value === undefined) return undefined;
  const from = addDays(yesterday, -60);
  const reads = (await deps.ledger.sightings({ from, end: addDays(yesterday, 1) })).filter(
    (read) => read.currency === bill.currency,
  );
  const ageOf = (day: Day, at: Date) => (at.getTime() - startOf(addDays(day, 1)).getTime()) / 3_600_000;
  const samples: FillSample[] = [...groupBy(reads, ({ day }) => day)].flatMap(([day, own]) => {
    const final = valueOn(total, day);
    const full = day < addDays(yesterday, -3) && final;
    return full
      ? own.map((read) => ({ ageHours: ageOf(day, read.readAt), share: amountOf(read, bill.metric) / final }))
      : [];
  });
  const newest = reads.filter(({ day }) => day === yesterday).at(-1);
  return {
    day: yesterday,
    total: value as Micros,
    share: newest && usualShare(samples, ageOf(yesterday, newest.readAt)),
  };
}

function monthOfDigest(total: Series, through: Day): Digest['month'] {
  const days = Array.from({ length: Number(through.slice(8)) }, (_, i) =>
    valueOn(total, addDays(firstDayOf(monthOf(through)), i)),
  );
  return {
    through,
    total: days.reduce<number>((all, value) => all + (value ?? 0), 0) as Micros,
    unknownDays: days.filter((value) => value === undefined).length,
  };
}

async function budgetsOf(deps: DigestDeps, bill: Bill, through: Day): Promise<Digest['budgets']> {
  const budgeted = Object.entries(deps.teams).filter(([, team]) => team.monthlyBudget !== undefined);
  if (budgeted.length === 0) return [];
  const window = { from: firstDayOf(monthOf(through)), end: addDays(through, 1) };
  const byTag = deps.teamBy !== 'accounts';
  const rows = await deps.ledger.sums({ cut: byTag ? 'team/service' : ACCOUNT_SERVICE.name, window, by: ['keyA'] });
  return budgeted.map(([team, { accounts, monthlyBudget }]) => {
    const own = rows.filter(
      (row) => row.currency === bill.currency && (byTag ? row.keyA === team : accounts.includes(row.keyA ?? '')),
    );
    return { team, total: sumOf(own, bill.metric), budget: (monthlyBudget ?? 0) as Micros };
  });
}

function sumOf(rows: readonly SumRow[], metric: Metric): Micros {
  return rows.reduce((all, row) => all + amountOf(row, metric), 0) as Micros;
}

function moversOf(
  series: readonly CostSeries[],
  day: Day,
  incidents: readonly Incident[],
  names: ReadonlyMap<string, string>,
): Pick<Digest, 'movers' | 'others'> {
  const total = series.reduce((all, one) => all + (valueOn(one.series, day) ?? 0), 0);
  const moves = series.flatMap(({ account, service, series: own }) => {
    const usual = forecaster(own, day)?.(day);
    const value = valueOn(own, day);
    if (!usual || value === undefined) return [];
    const change = Math.round(value - usual.expected) as Micros;
    const incident = incidents.find(({ finding }) =>
      finding.parts.some((part) => part.account === account && part.service === service),
    );
    return [
      {
        label: `${accountName(account, names)} ${service}`,
        change,
        incident: incident?.id,
        loud: Math.abs(change) > MOVER_SIGMAS * usual.spread,
      },
    ];
  });
  const loud = moves
    .filter((move) => move.loud && Math.abs(move.change) > MOVER_SHARE * total)
    .sort((a, b) => Math.abs(b.change) - Math.abs(a.change))
    .slice(0, MOST_MOVERS);
  const rest = moves.filter((move) => !loud.includes(move));
  return {
    movers: loud.map(({ loud: _, ...mover }): Mover => mover),
    others: { count: rest.length, change: rest.reduce((all, { change }) => all + change, 0) as Micros },
  };
}

async function untagged(deps: DigestDeps, bill: Bill, day: Day | undefined): Promise<Digest['untagged']> {
  if (deps.teamBy === 'accounts' || !day) return undefined;
  const rows = await deps.ledger.sums({
    cut: 'team/service',
    window: { from: day, end: addDays(day, 1) },
    by: ['keyA'],
  });
  const own = rows.filter((row) => row.currency === bill.currency);
  const all = sumOf(own, bill.metric);
  const without = sumOf(
    own.filter((row) => row.keyA === ''),
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

/** This month's charges that are not usage, unblended as they are billed; and other currencies. */
async function apart(deps: DigestDeps, bill: Bill, through: Day): Promise<Digest['apart']> {
  const window = { from: firstDayOf(monthOf(through)), end: addDays(through, 1) };
  const rows = await deps.ledger.sums({ cut: SERVICE_CHARGE_TYPE.name, window, by: ['keyB'] });
  const kinds: readonly string[] = NOT_USAGE;
  const charges = rows
    .filter(({ keyB, unblended }) => keyB && kinds.includes(keyB) && APART_LABELS[keyB] && unblended !== 0)
    .map(({ keyB = '', unblended, currency }) => ({ label: APART_LABELS[keyB] ?? keyB, total: unblended, currency }));
  const foreign = rows
    .filter(({ keyB, currency }) => keyB && !kinds.includes(keyB) && currency !== bill.currency)
    .map((row) => ({
      label: `usage in ${row.currency}, not added`,
      total: amountOf(row, bill.metric),
      currency: row.currency,
    }));
  return [...charges, ...foreign].sort((a, b) => Math.abs(b.total) - Math.abs(a.total));
}

/** What was checked and what could not be, so that an error is never read as quiet. */
async function healthOf(
  deps: DigestDeps,
  series: readonly CostSeries[],
): Promise<Pick<Digest, 'checked' | 'troubles'>> {
  const cuts = await deps.ledger.cutStates();
  const headline = cuts.filter(({ cut }) => cut === ACCOUNT_SERVICE.name);
  const failed = cuts.filter(({ failure }) => failure !== undefined);
  const reasons = [...groupBy(failed, ({ failure }) => failure)].map(([reason, own]) =>
    own.length === 1
      ? `${own[0]?.cut} could not be read: ${reason}`
      : `${own.length} cuts could not be read: ${reason}`,
  );
  const waiting = (await deps.outbox.troubles()).map(({ channel, reason }) => `${channel} undeliverable: ${reason}`);
  const at = headline.map(({ succeededAt }) => succeededAt?.getTime() ?? 0).sort((a, b) => a - b)[0];
  return {
    checked: {
      accounts: new Set(series.map(({ account }) => account)).size,
      at: at ? new Date(at).toISOString() : undefined,
    },
    troubles: [...reasons, ...new Set(waiting)],
  };
}

function chartOf(total: Series, today: Day, lastSettled: Day | undefined): ChartDay[] {
  return Array.from({ length: CHART_DAYS }, (_, i) => {
    const day = addDays(today, i - CHART_DAYS);
    const usual = forecaster(total, day)?.(day);
    const value = valueOn(total, day);
    return {
      day,
      actual: value === undefined ? undefined : (value as Micros),
      usual: Math.round(usual?.expected ?? 0) as Micros,
      partial: lastSettled === undefined || dayNumber(day) > dayNumber(lastSettled),
    };
  });
}
