import { ACCOUNT_SERVICE, leafCutName, SERVICE_CHARGE_TYPE } from '../domain/cuts.ts';
import { addDays, type Day, dayOf, daysBetween, daysUntil } from '../domain/day.ts';
import { UserError } from '../domain/errors.ts';
import { accountName, titleOf } from '../domain/explain.ts';
import type { Metric } from '../domain/finding.ts';
import { isOpen } from '../domain/incident.ts';
import type { Micros } from '../domain/money.ts';
import { type Bill, readBill } from './bill.ts';
import { type CostLine, costLines, largest } from './cost-lines.ts';
import { amountOf, type Clock, type Incidents, type Ledger, type SumQuery, type SumRow, sumOf } from './ports.ts';
import { serviceNamed } from './service-named.ts';

export interface CostQuestion {
  /** As typed; undefined for all services. */
  readonly service: string | undefined;
  readonly days: 7 | 14 | 30 | 90;
}

export interface CostReport {
  readonly service: string | undefined;
  readonly days: number;
  readonly from: Day;
  readonly through: Day;
  /** Days of the period that the ledger does not know. */
  readonly unknownDays: number;
  readonly total: Micros;
  readonly before: Micros | undefined;
  readonly currency: string;
  readonly metric: Metric;
  readonly lines: readonly CostLine[];
  readonly others: CostLine & { readonly count: number };
  /** What it is made of, the largest first: usage types of a service, else nothing. */
  readonly made: readonly { readonly label: string; readonly total: Micros }[];
  /** One value a day; undefined where unknown. */
  readonly daily: readonly { readonly day: Day; readonly total: Micros | undefined }[];
  /** The day after the period, as far as it is in. */
  readonly soFar: { readonly day: Day; readonly total: Micros } | undefined;
  /** Open incidents that touch it. */
  readonly incidents: readonly { readonly id: number; readonly title: string; readonly perDay: Micros }[];
  readonly credits: Micros;
  readonly otherCurrencies: readonly string[];
  readonly asOf: Date | undefined;
}

export interface ReportDeps {
  readonly ledger: Ledger;
  readonly incidents: Incidents;
  readonly clock: Clock;
  readonly metric: Metric | undefined;
}

const MOST_PARTS = 3;
/** How far back the last settled day is looked for. */
const SETTLED_WITHIN = 10;
/** Answers `/cost` from the ledger; asks AWS nothing. Throws a UserError on a name that no service has. */
export async function reportCosts(deps: ReportDeps, { service: asked, days }: CostQuestion): Promise<CostReport> {
  const now = deps.clock();
  const today = dayOf(now);
  const bill = await readBill(deps.ledger, deps.metric, today, now);
  if (!bill)
    throw new UserError(
      'The ledger is empty: no costs have been read yet. Run `billhook sync`, or wait for the first read to end.',
    );
  const service = asked === undefined ? undefined : await serviceNamed(deps.ledger, asked, today);
  const states = await deps.ledger.days(
    { from: addDays(today, -2 * days - SETTLED_WITHIN), end: addDays(today, 1) },
    now,
  );
  const settled = [...states.values()]
    .filter((state) => state.settled)
    .map(({ day }) => day)
    .sort();
  const through = settled.at(-1);
  if (!through) throw new UserError('No day has settled yet: figures are final two days later. Try again tomorrow.');
  const from = addDays(through, 1 - days);
  const period = { from, end: addDays(through, 1) };
  const earlier = { from: addDays(from, -days), end: from };
  const known = (day: Day) => states.has(day);
  const comparable = daysUntil(earlier.from, earlier.end).every(known);
  const by = service === undefined ? 'keyB' : 'keyA';
  const ask = askFor(deps.ledger, bill, service);
  const [nowRows, beforeRows, dayRows] = [
    await ask({ window: period, by: [by] }),
    comparable ? await ask({ window: earlier, by: [by] }) : [],
    await ask({ window: { from, end: addDays(through, 2) }, by: ['day'] }),
  ];
  const names = await deps.ledger.accountNames();
  const lines = costLines(
    nowRows,
    comparable ? beforeRows : undefined,
    (row) => (service === undefined ? (row.keyB ?? '') : accountName(row.keyA ?? '', names)),
    bill,
  );
  const next = addDays(through, 1);
  const dayTotal = (day: Day) =>
    dayRows.filter((row) => row.day === day).reduce((all, row) => all + amountOf(row, bill.metric), 0) as Micros;
  return {
    service,
    days,
    from,
    through,
    unknownDays: daysUntil(period.from, period.end).filter((day) => !known(day)).length,
    total: sumOf(nowRows, bill.metric),
    before: comparable ? sumOf(beforeRows, bill.metric) : undefined,
    currency: bill.currency,
    metric: bill.metric,
    ...largest(lines),
    made: service === undefined ? [] : await partsOf(deps.ledger, bill, service, period),
    daily: daysUntil(period.from, period.end).map((day) => ({ day, total: known(day) ? dayTotal(day) : undefined })),
    soFar: known(next) ? { day: next, total: dayTotal(next) } : undefined,
    incidents: await incidentsOf(deps, service, names),
    credits: await creditsOf(deps.ledger, bill, service, period),
    otherCurrencies: bill.otherCurrencies,
    asOf: newestRead([...states.values()].map(({ readAt }) => readAt)),
  };
}

function newestRead(reads: readonly Date[]): Date | undefined {
  return reads.reduce<Date | undefined>((newest, read) => (newest && newest > read ? newest : read), undefined);
}

type Ask = (query: Pick<SumQuery, 'window' | 'by'>) => Promise<SumRow[]>;

function askFor(ledger: Ledger, { currency }: Bill, service: string | undefined): Ask {
  return async (query) => {
    const rows = await ledger.sums({
      cut: ACCOUNT_SERVICE.name,
      ...query,
      ...(service === undefined ? {} : { keyB: service }),
    });
    return rows.filter((row) => row.currency === currency);
  };
}

async function partsOf(
  ledger: Ledger,
  bill: Bill,
  service: string,
  window: SumQuery['window'],
): Promise<CostReport['made']> {
  const cuts = new Set((await ledger.cutStates()).map(({ cut }) => cut));
  const cut = leafCutName(service, (name) => cuts.has(name));
  // The cut of all others mixes services: its usage types would not be this service's alone.
  if (!cut.endsWith(service) || daysBetween(window.from, window.end) > 90) return [];
  const rows = (await ledger.sums({ cut, window, by: ['keyB'] })).filter((row) => row.currency === bill.currency);
  return rows
    .map((row) => ({ label: row.keyB ?? '', total: amountOf(row, bill.metric) }))
    .sort((a, b) => b.total - a.total)
    .slice(0, MOST_PARTS);
}

async function incidentsOf(
  deps: ReportDeps,
  service: string | undefined,
  names: ReadonlyMap<string, string>,
): Promise<CostReport['incidents']> {
  const open = (await deps.incidents.active()).filter(isOpen);
  return open
    .filter(({ finding }) => service === undefined || finding.parts.some((part) => part.service === service))
    .map(({ id, finding }) => {
      const own = finding.parts.filter((part) => service === undefined || part.service === service);
      return {
        id,
        title: titleOf(finding, names),
        perDay: own.reduce((all, part) => all + part.now - part.usual, 0) as Micros,
      };
    });
}

/** Credits on the bill in the period, unblended as they are billed. */
async function creditsOf(
  ledger: Ledger,
  bill: Bill,
  service: string | undefined,
  window: SumQuery['window'],
): Promise<Micros> {
  const rows = await ledger.sums({
    cut: SERVICE_CHARGE_TYPE.name,
    window,
    by: [],
    keyB: 'Credit',
    ...(service === undefined ? {} : { keyA: service }),
  });
  return rows
    .filter((row) => row.currency === bill.currency)
    .reduce((all, { unblended }) => all + unblended, 0) as Micros;
}
