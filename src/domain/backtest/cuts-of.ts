import { type Day, dayFromNumber } from '../day.ts';
import { groupBy } from '../group.ts';
import type { Completeness } from './completeness.ts';
import { type Cuts, FINAL_AGE, type Figures, type Scope } from './engine.ts';
import type { CostSeries, GatheredCosts } from './gather-costs.ts';
import { amountOn, type Growing } from './growing.ts';
import { type AccountDays, type Holes, holesOf } from './holes.ts';

/** A file as detection reads it, and the days of which it knows nothing. */
export interface FileCuts {
  readonly cuts: Cuts;
  readonly missingDays: readonly Day[];
  /** How many days of single accounts are missing beside those. */
  readonly missingAccountDays: number;
}

/** Lays gathered rows out as cuts, with what of each day could be seen while it was young. */
export function cutsOf(gathered: GatheredCosts, completeness: Completeness): FileCuts {
  const { first, leaves, teams, hasTeams } = gathered;
  const days = gathered.last - first + 1;
  const holes = holesOf(accountDaysOf(gathered, days), days);
  const fractions = fractionReader(completeness, first, days);
  const sum = (scope: Scope, parts: readonly CostSeries[]) =>
    figuresOf(scope, parts, { first, days, holes, fractions });
  const sums = (keyOf: (series: CostSeries) => string, scopeOf: (series: CostSeries) => Scope) =>
    hasTeams ? [...groupBy(teams, keyOf).values()].map((own) => sum(scopeOf(own[0] as CostSeries), own)) : [];
  return {
    cuts: {
      first: dayFromNumber(first),
      days,
      leaves: leaves.map((leaf) => sum({ account: leaf.account, service: leaf.service, usageType: leaf.key }, [leaf])),
      teamAccounts: sums(
        ({ account, key }) => `${account}\n${key}`,
        ({ account, key }) => ({ account, team: key }),
      ),
      teamServices: sums(
        ({ service, key }) => `${service}\n${key}`,
        ({ service, key }) => ({ service, team: key }),
      ),
    },
    missingDays: [...holes.bill.keys()].filter((day) => holes.bill[day]).map((day) => dayFromNumber(first + day)),
    missingAccountDays: [...holes.accounts.values()].reduce(
      (all, gaps) => all + gaps.filter((gap, day) => gap && !holes.bill[day]).length,
      0,
    ),
  };
}

function accountDaysOf({ accounts, teams, first }: GatheredCosts, days: number): Map<string, AccountDays> {
  const known = (amounts: Growing) =>
    Uint8Array.from({ length: days }, (_, day) => (Number.isNaN(amountOn(amounts, first + day)) ? 0 : 1));
  const services = groupBy(teams, ({ account }) => account);
  return new Map(
    [...accounts].map(([account, rows]) => {
      const counts = new Uint16Array(days);
      for (const own of groupBy(services.get(account) ?? [], ({ service }) => service).values()) {
        const days = own.map(({ amounts }) => known(amounts));
        counts.forEach((count, day) => {
          if (days.some((has) => has[day])) counts[day] = count + 1;
        });
      }
      return [account, { hasRows: known(rows), services: counts }];
    }),
  );
}

type FractionReader = (account: string, service: string) => Float64Array[];

function fractionReader(completeness: Completeness, first: number, days: number): FractionReader {
  const known = new Map<string, Float64Array[]>();
  return (account, service) => {
    const key = `${account}\n${service}`;
    const fractions = known.get(key) ?? completeness.fractionsOf(account, service, first, days);
    known.set(key, fractions);
    return fractions;
  };
}

interface Frame {
  readonly first: number;
  readonly days: number;
  readonly holes: Holes;
  readonly fractions: FractionReader;
}

/** The sum of series. A day without a row is zero, but for the holes; a day that no part knows is unknown. */
function figuresOf(scope: Scope, parts: readonly CostSeries[], { first, days, holes, fractions }: Frame): Figures {
  const unknown = () => new Float64Array(days).fill(Number.NaN);
  const values = unknown();
  const seen = Array.from({ length: FINAL_AGE }, unknown);
  for (const { account, service, amounts } of parts) {
    const gaps = holes.accounts.get(account);
    const shares = fractions(account, service);
    for (let day = 0; day < days; day++) {
      if (gaps?.[day]) continue;
      const isFirst = Number.isNaN(values[day]);
      const amount = amountOn(amounts, first + day) || 0;
      values[day] = isFirst ? amount : (values[day] as number) + amount;
      for (const [lag, young] of seen.entries()) {
        const visible = amount * (shares[lag]?.[day] as number);
        young[day] = isFirst ? visible : (young[day] as number) + visible;
      }
    }
  }
  return { scope, values, seen };
}
