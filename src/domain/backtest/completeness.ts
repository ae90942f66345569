import { FINAL_AGE } from './engine.ts';
import { amountOn, type Growing, growing, setOn } from './growing.ts';
import { dayReader, faultOfName, numberOf } from './read-fields.ts';

/** A row of a completeness file as it is written: on day `date + lag` this fraction of the final cost could be seen. */
export interface CompletenessRow {
  readonly date: string;
  /** `*` stands for all. */
  readonly account: string;
  readonly service: string;
  readonly lag: string;
  readonly fraction: string;
}

/** A right row, to show. */
export const COMPLETENESS_EXAMPLE = {
  date: '2026-11-17',
  account: '*',
  service: 'AmazonEC2',
  lag: '1',
  fraction: '0.91',
} as const;

/** How much of each day could be seen when it was 0 to 3 days old. */
export interface Completeness {
  /**
   * The fractions of an account's service: one array a lag, one entry a day. The most specific row wins; without one the
   * day is whole, but a day of which the file says nothing at all is not to be seen (NaN) until it is over.
   * @param first number of the first day
   */
  fractionsOf(account: string, service: string, first: number, days: number): Float64Array[];
}

/** A file that says nothing: days are to be seen once they are over, and are whole then. */
export const WHOLE_DAYS: Completeness = {
  fractionsOf: (_account, _service, _first, days) => defaults(days, () => false),
};

const ALL = '*';

/** Takes in the rows of a completeness file; `add` gives the words for a bad one. */
export function completenessGatherer(): Completeness & { add(row: CompletenessRow): string | undefined } {
  const dayOf = dayReader();
  const byKey = new Map<string, Growing[]>();
  const told = new Set<number>();
  return {
    add({ date, account, service, lag, fraction }) {
      const day = dayOf(date);
      if (typeof day === 'string') return day;
      const fault =
        faultOfName('account', account, `* or ${COMPLETENESS_EXAMPLE.account}`) ??
        faultOfName('service', service, `* or ${COMPLETENESS_EXAMPLE.service}`);
      if (fault) return fault;
      if (!/^[0-3]$/.test(lag)) return `lag "${lag}" is not 0, 1, 2 or 3 days; write it as ${COMPLETENESS_EXAMPLE.lag}`;
      const share = numberOf(fraction);
      if (!(share >= 0 && share <= 1))
        return `fraction "${fraction}" is not between 0 and 1; write it as ${COMPLETENESS_EXAMPLE.fraction}`;
      const key = `${account}\0${service}`;
      const lags = byKey.get(key) ?? Array.from({ length: FINAL_AGE }, growing);
      byKey.set(key, lags);
      setOn(lags[Number(lag)] as Growing, day, share);
      told.add(day);
      return undefined;
    },
    fractionsOf(account, service, first, days) {
      const fractions = defaults(days, (day) => told.has(first + day));
      // From the least specific to the most: the last one written stays.
      for (const key of [`${ALL}\0${ALL}`, `${ALL}\0${service}`, `${account}\0${ALL}`, `${account}\0${service}`])
        for (const [lag, shares] of (byKey.get(key) ?? []).entries())
          overwrite(fractions[lag] as Float64Array, shares, first);
      return fractions;
    },
  };
}

function defaults(days: number, isTold: (day: number) => boolean): Float64Array[] {
  return Array.from({ length: FINAL_AGE }, (_, lag) =>
    Float64Array.from({ length: days }, (_, day) => (lag > 0 || isTold(day) ? 1 : Number.NaN)),
  );
}

function overwrite(fractions: Float64Array, shares: Growing, first: number): void {
  for (let day = 0; day < fractions.length; day++) {
    const share = amountOn(shares, first + day);
    if (!Number.isNaN(share)) fractions[day] = share;
  }
}
