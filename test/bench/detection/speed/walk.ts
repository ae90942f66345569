import { createEngine } from '../../../../src/domain/detection/index.ts';
import { type Cuts, createPanel, type Figures } from '../../../../src/domain/detection/panel.ts';
import { type Bill, leafValues, SHARE_SEEN, seenAt, sumOf } from './bill.ts';

/** Days of history before the first that is judged. */
const WARM_UP = 120;

/** How long it takes to walk through a bill's history in memory, day by day as if each were today. */
export function walk(bill: Bill): { ms: number; days: number; raised: number } {
  const cuts = cutsOf(bill);
  const begun = performance.now();
  const engine = createEngine(createPanel(cuts));
  let raised = 0;
  for (let column = WARM_UP; column < bill.days; column++) raised += engine.judge(column).raised.length;
  return { ms: performance.now() - begun, days: bill.days - WARM_UP, raised };
}

function cutsOf(bill: Bill): Cuts {
  const { accounts, services, usageTypes, teams, first, days } = bill;
  const leaves = accounts.flatMap((account) =>
    services.flatMap((service) =>
      usageTypes.map((usageType) =>
        figuresOf({ account, service, usageType }, leafValues(bill, `${account} ${service} ${usageType}`)),
      ),
    ),
  );
  const sums = (key: 'account' | 'service', names: readonly string[]): Figures[] =>
    names.flatMap((name) => {
      const own = leaves.filter(({ scope }) => scope[key] === name).map(({ values }) => values);
      return teams.map(({ name: team, share }) => figuresOf({ [key]: name, team }, sumOf(own, share)));
    });
  return { first, days, leaves, teamAccounts: sums('account', accounts), teamServices: sums('service', services) };
}

function figuresOf(scope: Figures['scope'], values: Float64Array): Figures {
  return { scope, values, seen: SHARE_SEEN.map((_, age) => seenAt(values, age)) };
}
