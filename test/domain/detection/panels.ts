import { addDays, type Day, daysBetween, endOf, firstDayOf, monthOf, parseDay } from '../../../src/domain/day.ts';
import { createEngine } from '../../../src/domain/detection/index.ts';
import { createPanel, FINAL_AGE, type Figures, type Panel, type Scope } from '../../../src/domain/detection/panel.ts';

/** Dollars of a day, by its column and its date. */
export type Amount = (column: number, date: Day) => number;

/** A bill by its leaves, keyed `account/service/usage type`, and its teams, keyed `account/team`. */
export interface Bill {
  readonly first?: string;
  readonly days?: number;
  readonly leaves: Readonly<Record<string, Amount>>;
  readonly teams?: Readonly<Record<string, Amount>>;
  /** What a day showed at an age of 0–3 days, as a share of its final figure; without it final figures are seen. */
  readonly seen?: (age: number, column: number, leaf: string) => number;
  /** Twenty small services beside the leaves, so that the bill has the grain of an ordinary one; by default there. */
  readonly beside?: boolean;
}

/** A Monday. */
export const FIRST = parseDay('2025-03-03');
const DAYS = 150;

export function panelOf({ first = FIRST, days = DAYS, leaves, teams = {}, seen, beside = true }: Bill): Panel {
  const start = parseDay(first);
  const figures = (scope: Scope, name: string, amount: Amount): Figures => {
    const values = Float64Array.from({ length: days }, (_, column) => amount(column, addDays(start, column)));
    if (!seen) return { scope, values };
    const ages = Array.from({ length: FINAL_AGE }, (_, age) => values.map((v, day) => v * seen(age, day, name)));
    return { scope, values, seen: ages };
  };
  const all = Object.entries({ ...(beside ? BESIDE : {}), ...leaves }).map(([key, amount]) => {
    const [account = '', service = '', usageType = ''] = key.split('/');
    return figures({ account, service, usageType }, key, amount);
  });
  const teamAccounts = Object.entries(teams).map(([key, amount]) => {
    const [account = '', team = ''] = key.split('/');
    return figures({ account, team }, key, amount);
  });
  return createPanel({ first: start, days, leaves: all, teamAccounts, teamServices: [] });
}

/** What was raised, put plainly. */
export interface Raised {
  readonly day: number;
  readonly date: Day;
  readonly direction: 'rise' | 'drop';
  readonly since: number;
  readonly perDay: number;
  readonly total: number;
  /** What it is about, such as `a/EC2/box`, in the order of names. */
  readonly where: readonly string[];
}

/** Judges days in order, the first and the last included, and returns all that was raised. */
export function raisedIn(panel: Panel, from = 60, to = panel.days - 1): Raised[] {
  const engine = createEngine(panel);
  const raised: Raised[] = [];
  for (let day = from; day <= to; day++)
    for (const { cause } of engine.judge(day).raised) {
      const { direction, since, perDay, total } = cause;
      const where = cause.parts.map(({ node }) => nameOf(node.scope)).sort();
      raised.push({ day, date: addDays(panel.first, day), direction, since, perDay, total, where });
    }
  return raised;
}

function nameOf({ account, service, usageType, team }: Scope): string {
  return [account, service, usageType, team].filter((part) => part !== undefined).join('/');
}

/** An amount that strays by up to a share either way, the same on every run. */
export function noisy(dollars: number, salt = 1, share = 0.05): Amount {
  return (column) => dollars * (1 + share * stray(column, salt));
}

/** As `noisy`, with cheaper weekends. */
export function weekly(dollars: number, salt = 1, weekend = 0.6): Amount {
  const daily = noisy(dollars, salt);
  return (column, date) => daily(column, date) * (isWeekend(date) ? weekend : 1);
}

/** Another amount from a column on, up to and without an end. */
export function during(before: Amount, [from, end]: readonly [number, number], then: Amount): Amount {
  return (column, date) => (column >= from && column < end ? then : before)(column, date);
}

/** An amount and what comes on top on days that fulfil a condition. */
export function plus(usual: Amount, on: (date: Day, column: number) => boolean, dollars: number): Amount {
  return (column, date) => usual(column, date) + (on(date, column) ? dollars : 0);
}

export function isWeekend(date: Day): boolean {
  return [0, 6].includes(new Date(date).getUTCDay());
}

/** 1–31. */
export function dateOf(date: Day): number {
  return Number(date.slice(8));
}

/** How many days the month of a day has. */
export function daysIn(date: Day): number {
  return daysBetween(firstDayOf(monthOf(date)), endOf(monthOf(date)));
}

/** Between −1 and 1, by a small hash: no two columns or salts are alike. */
function stray(column: number, salt: number): number {
  let hash = Math.imul(column + 1, 0x9e3779b1) ^ Math.imul(salt + 7, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  hash = Math.imul(hash ^ (hash >>> 12), 0x297a2d39);
  return ((hash ^ (hash >>> 15)) >>> 0) / 2 ** 31 - 1;
}

const BESIDE: Readonly<Record<string, Amount>> = Object.fromEntries(
  ['w', 'x', 'y', 'z'].flatMap((account, i) =>
    ['DNS', 'Mail', 'Queue', 'Logs', 'Keys'].map((service, j) => [
      `${account}/${service}/requests`,
      weekly(18 + 2 * j, 10 * i + j + 1),
    ]),
  ),
);
