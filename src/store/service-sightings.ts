import type Database from 'better-sqlite3';
import { ACCOUNT_SERVICE } from '../domain/cuts.ts';
import type { Day } from '../domain/day.ts';
import { FINAL_AGE, type Figures } from '../domain/detection/panel.ts';
import { type Micros, units } from '../domain/money.ts';
import { daysIn } from '../domain/reading.ts';
import type { CutsQuery } from '../usecases/ledger-cuts.ts';
import type { CutSource } from './cut-series.ts';

/** No amount: the day was seen, but all of the service in other currencies. */
type SeenRow = [day: Day, age: number, service: string, amount: Micros | null];
type ByAge = readonly Float64Array[];

/**
 * The services' figures as the last read of each UTC day showed them at the ages 0 to 3, summed over accounts and payers;
 * `values` is what was seen last of it. A sight that a payer lacks is unknown for all services: a part would look like a young day.
 * @param payers those that are being read
 */
export function serviceSightings(source: CutSource, payers: readonly string[]): Figures[] {
  const { query, columnOf, cuts } = source;
  const unseen = (): ByAge => Array.from({ length: FINAL_AGE }, () => new Float64Array(daysIn(query.window)));
  const services = new Map<string, ByAge>();
  const sights = new Map(payers.map((payer) => [payer, unseen()]));
  for (const { payer } of cuts.filter(({ cut }) => cut === ACCOUNT_SERVICE.name)) {
    const sighted = sights.get(payer) ?? unseen();
    for (const [day, age, service, amount] of rowsOf(source, payer)) {
      const column = columnOf(day, 0);
      add(sighted[age], column, 1);
      if (amount === null) continue;
      const seen = services.get(service) ?? unseen();
      services.set(service, seen);
      add(seen[age], column, units(amount));
    }
  }
  return [...services].map(([service, seen]) => ({
    scope: { service },
    values: hideUnsighted(seen, [...sights.values()]).at(-1) as Float64Array,
    seen,
  }));
}

/** A day and an age that were seen at a time: that sorts a few hundred lines each, where one question for all sorts them all, at twice the time. */
function* rowsOf({ client, query }: CutSource, payer: string): Generator<SeenRow> {
  const { window, metric } = query;
  const foreign = JSON.stringify(foreignPairs(client, payer, query));
  const statement = client
    .prepare<(string | number)[], [service: string, amount: Micros | null]>(
      `SELECT key_b, sum(${metric}) FILTER (WHERE (key_a, key_b) NOT IN (SELECT value ->> 0, value ->> 1 FROM json_each(?)))
      FROM daily_costs_seen WHERE payer = ? AND cut = ? AND day = ? AND lag = ? GROUP BY key_b`,
    )
    .raw();
  const seen = client
    .prepare<(string | number)[], [Day, number]>(
      'SELECT DISTINCT day, lag FROM daily_costs_seen WHERE payer = ? AND cut = ? AND day >= ? AND day < ? AND lag < ?',
    )
    .raw()
    .all(payer, ACCOUNT_SERVICE.name, window.from, window.end, FINAL_AGE);
  for (const [day, age] of seen)
    for (const [service, amount] of statement.all(foreign, payer, ACCOUNT_SERVICE.name, day, age))
      yield [day, age, service, amount];
}

/** Account × services with lines in another currency: the ledger does not keep in which one a line was seen. */
function foreignPairs(client: Database.Database, payer: string, { window, currency }: CutsQuery): [string, string][] {
  return client
    .prepare<string[], [string, string]>(
      `SELECT DISTINCT key_a, key_b FROM daily_costs
      WHERE cut = ? AND day >= ? AND day < ? AND currency <> ? AND payer = ?`,
    )
    .raw()
    .all(ACCOUNT_SERVICE.name, window.from, window.end, currency, payer);
}

function add(to: Float64Array | undefined, column: number, amount: number): void {
  if (to) to[column] = (to[column] as number) + amount;
}

function hideUnsighted(seen: ByAge, sights: readonly ByAge[]): ByAge {
  for (const [age, values] of seen.entries())
    for (let column = 0; column < values.length; column++)
      if (sights.some((sighted) => !sighted[age]?.[column])) values[column] = Number.NaN;
  return seen;
}
