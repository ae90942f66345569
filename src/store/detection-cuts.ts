import { ACCOUNT_SERVICE, leafServiceOf } from '../domain/cuts.ts';
import { daysUntil } from '../domain/day.ts';
import type { Cuts } from '../domain/detection/panel.ts';
import { daysIn } from '../domain/reading.ts';
import { NO_TEAM } from '../domain/team.ts';
import type { CutsQuery, LedgerCuts } from '../usecases/ledger-cuts.ts';
import { cutDaysOf } from './cut-days.ts';
import { type CutSource, cutSeries, type Naming } from './cut-series.ts';
import type { Store } from './database.ts';
import { dayColumns } from './day-columns.ts';
import { knowingDays } from './ledger-days.ts';
import { serviceSightings } from './service-sightings.ts';

/**
 * The cuts that detection reads, over SQLite. 2,500 usage types over 160 days take about 0.2 s, in which the thread does
 * nothing else: it belongs in a worker.
 *
 * Leaves are those of the services that have a leaf cut of their own. In the cut of all others a usage type does not name
 * its service, so it has no place in the tree; those services are judged by account × service alone.
 */
export function createLedgerCuts(store: Store): LedgerCuts {
  return {
    async read(query) {
      // One transaction: a day that is saved meanwhile is in every cut or in none.
      return store.$client.transaction(() => readCuts(store, query))();
    },
  };
}

const pairs: Naming = (account, service) => ({ account, service });
const teamAccounts: Naming = (team, account) => ({ team: team || NO_TEAM, account });
const teamServices: Naming = (team, service) => ({ team: team || NO_TEAM, service });
const leavesOf =
  (service: string): Naming =>
  (account, usageType) => ({ account, service, usageType });

function readCuts(store: Store, query: CutsQuery): Cuts {
  const { window, now } = query;
  const ledger = knowingDays(store);
  const payers = ledger.payers(now);
  const states = ledger.states(window.from, window.end, now);
  const columnOf = dayColumns(window);
  const source: CutSource = {
    client: store.$client,
    query,
    columnOf,
    known: Uint8Array.from(daysUntil(window.from, window.end), (day) => (states.has(day) ? 1 : 0)),
    cuts: cutDaysOf(store.$client, window, columnOf, payers),
  };
  const names = new Set(source.cuts.map(({ cut }) => cut));
  return {
    first: window.from,
    days: daysIn(window),
    leaves: [...names].flatMap((cut) => {
      const service = leafServiceOf(cut);
      return service === undefined ? [] : cutSeries(source, cut, leavesOf(service));
    }),
    pairs: cutSeries(source, ACCOUNT_SERVICE.name, pairs),
    teamAccounts: cutSeries(source, 'team/account', teamAccounts),
    teamServices: cutSeries(source, 'team/service', teamServices),
    sightings: serviceSightings(source, payers),
  };
}
