import { dayFromNumber } from '../day.ts';
import { NO_TEAM } from '../team.ts';
import { type ChargeGroup, chargeGroupOf } from './charge.ts';
import { addTo, type Growing, growing } from './growing.ts';
import { dayReader, faultOfName, numberOf } from './read-fields.ts';

/** A row of a cost file as it is written. */
export interface CostRow {
  readonly date: string;
  readonly account: string;
  readonly service: string;
  readonly usage_type: string;
  /** Undefined where the file has no such column; empty where the cost bears no tag. */
  readonly tag_team: string | undefined;
  readonly cost: string;
}

/** A right row, to show. */
export const COST_EXAMPLE = {
  date: '2026-11-17',
  account: '111122223333',
  service: 'AmazonEC2',
  usage_type: 'BoxUsage:m5.large',
  tag_team: 'payments',
  cost: '12.34',
} as const;

/** Usage by day of one account, service and either usage type or team; NaN is a day without a row. */
export interface CostSeries {
  readonly account: string;
  readonly service: string;
  readonly key: string;
  readonly amounts: Growing;
}

/** The rows of a file, added up by day. */
export interface GatheredCosts {
  readonly rows: number;
  /** The day numbers of the first and the last row. */
  readonly first: number;
  readonly last: number;
  /** By usage type. */
  readonly leaves: readonly CostSeries[];
  /** By team; all of an account's service under `''` where the file has no teams. */
  readonly teams: readonly CostSeries[];
  readonly hasTeams: boolean;
  /** The number of rows by account and day, fees included. */
  readonly accounts: ReadonlyMap<string, Growing>;
  readonly leftOut: Readonly<Record<ChargeGroup, number>>;
}

/** Where the rows of one account, service, usage type and team go. */
type Target = { readonly rows: Growing } & (
  | { readonly group: ChargeGroup }
  | { readonly usage: readonly [leaf: CostSeries, team: CostSeries] }
);

/** What is gathered so far. */
interface Books {
  rows: number;
  first: number;
  last: number;
  hasTeams: boolean;
  readonly leaves: Map<string, CostSeries>;
  readonly teams: Map<string, CostSeries>;
  readonly accounts: Map<string, Growing>;
  readonly leftOut: Record<ChargeGroup, number>;
}

/** Adds rows up as they come; what is not usage is only counted. `add` gives the words for a bad row. */
export function costGatherer(): { add(row: CostRow): string | undefined; gathered(): GatheredCosts } {
  const dayOf = dayReader();
  const targets = new Map<string, Target | string>();
  const books: Books = {
    rows: 0,
    first: Number.POSITIVE_INFINITY,
    last: Number.NEGATIVE_INFINITY,
    hasTeams: false,
    leaves: new Map(),
    teams: new Map(),
    accounts: new Map(),
    leftOut: { fees: 0, tax: 0, credits: 0 },
  };
  return {
    add(row) {
      // A file has a thousand rows of each: names are looked at once.
      const key = `${row.account}\0${row.service}\0${row.usage_type}\0${row.tag_team}`;
      const target = targets.get(key) ?? faultOfNames(row) ?? targetOf(row, books);
      targets.set(key, target);
      if (typeof target === 'string') return target;
      const day = dayOf(row.date);
      if (typeof day === 'string') return day;
      const cost = numberOf(row.cost);
      if (Number.isNaN(cost)) return `cost "${row.cost}" is not a number; write it as ${COST_EXAMPLE.cost}`;
      enter(books, target, day, cost);
      return undefined;
    },
    gathered: () => ({ ...books, leaves: [...books.leaves.values()], teams: [...books.teams.values()] }),
  };
}

function targetOf({ account, service, usage_type, tag_team }: CostRow, books: Books): Target {
  const group = chargeGroupOf(usage_type);
  const rows = books.accounts.get(account) ?? growing();
  books.accounts.set(account, rows);
  books.hasTeams ||= tag_team !== undefined;
  if (group) return { rows, group };
  const team = tag_team === undefined ? '' : tag_team || NO_TEAM;
  return {
    rows,
    usage: [seriesIn(books.leaves, account, service, usage_type), seriesIn(books.teams, account, service, team)],
  };
}

function enter(books: Books, target: Target, day: number, cost: number): void {
  books.rows++;
  books.first = Math.min(books.first, day);
  books.last = Math.max(books.last, day);
  addTo(target.rows, day, 1);
  if ('group' in target) books.leftOut[target.group] += cost;
  else for (const { amounts } of target.usage) addTo(amounts, day, cost);
}

/** Days that a file may span: a typing error in a year would else make columns by the thousand. */
const MOST_DAYS = 3660;

/** Why nothing can be made of the rows as a whole, if so. */
export function faultOfCosts({ rows, first, last, leaves }: GatheredCosts): string | undefined {
  if (rows === 0) return 'has no rows below its header';
  if (leaves.length === 0) return 'holds fees, tax and credits only; a backtest needs usage';
  if (last - first >= MOST_DAYS)
    return `spans ${dayFromNumber(first)} to ${dayFromNumber(last)}; a backtest takes ten years at most`;
  return undefined;
}

function faultOfNames({ account, service, usage_type, tag_team }: CostRow): string | undefined {
  return (
    faultOfName('account', account, COST_EXAMPLE.account) ??
    faultOfName('service', service, COST_EXAMPLE.service) ??
    faultOfName('usage_type', usage_type, COST_EXAMPLE.usage_type) ??
    (tag_team ? faultOfName('tag_team', tag_team, COST_EXAMPLE.tag_team) : undefined)
  );
}

function seriesIn(all: Map<string, CostSeries>, account: string, service: string, key: string): CostSeries {
  const name = `${account}\0${service}\0${key}`;
  const series = all.get(name) ?? { account, service, key, amounts: growing() };
  all.set(name, series);
  return series;
}
