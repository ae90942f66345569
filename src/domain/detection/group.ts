import { type Day, daysBetween } from '../day.ts';
import { groupBy } from '../group.ts';
import type { Excursion } from './excursion.ts';
import type { Series } from './forecast.ts';

/** An excursion of one service in one account. */
export interface Moved {
  readonly account: string;
  readonly service: string;
  readonly series: Series;
  readonly excursion: Excursion;
}

/** Excursions that have one cause, as far as the bill tells. */
export interface Cause {
  readonly key: string;
  readonly account: string | undefined;
  readonly service: string | undefined;
  readonly moved: readonly Moved[];
}

/** What begins within so many days of each other may have one cause. */
export const TOGETHER_DAYS = 2;
/** So many services of an account together are the account's doing … */
const SERVICES_OF_AN_ACCOUNT = 2;
/** … and so many accounts with one service are the service's. */
const ACCOUNTS_OF_A_SERVICE = 3;

/** Brings excursions together into causes: an account with several services, a service in several accounts, else each alone. */
export function causesOf(moved: readonly Moved[]): Cause[] {
  return (['rise', 'drop'] as const).flatMap((direction) => {
    const own = moved.filter(({ excursion }) => excursion.direction === direction);
    const services = [...groupBy(own, ({ service }) => service).values()]
      .flatMap(together)
      .filter((group) => group.length >= ACCOUNTS_OF_A_SERVICE)
      // Where an account has more on the move than this service, the account tells more.
      .filter((group) => group.every((one) => own.filter(({ account }) => account === one.account).length === 1));
    const left = own.filter((one) => !services.some((group) => group.includes(one)));
    const accounts = [...groupBy(left, ({ account }) => account).values()].flatMap(together);
    return [
      ...services.map((group) => cause(direction, undefined, group[0]?.service, group)),
      ...accounts.map((group) =>
        cause(
          direction,
          group[0]?.account,
          group.length < SERVICES_OF_AN_ACCOUNT ? group[0]?.service : undefined,
          group,
        ),
      ),
    ];
  });
}

function cause(
  direction: string,
  account: string | undefined,
  service: string | undefined,
  moved: readonly Moved[],
): Cause {
  return { key: [direction, account ?? '*', service ?? '*'].join('|'), account, service, moved };
}

/** Splits a group where more than TOGETHER_DAYS lie between the beginnings. */
function together(group: readonly Moved[]): Moved[][] {
  const sorted = [...group].sort((a, b) => (since(a) < since(b) ? -1 : 1));
  const runs: Moved[][] = [];
  for (const one of sorted) {
    const last = runs.at(-1)?.at(-1);
    if (last && daysBetween(since(last), since(one)) <= TOGETHER_DAYS) runs.at(-1)?.push(one);
    else runs.push([one]);
  }
  return runs;
}

function since({ excursion }: Moved): Day {
  return excursion.since;
}
