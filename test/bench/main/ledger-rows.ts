import * as services from '../../../src/demo/scenario/catalog/services.ts';
import { ACCOUNT_SERVICE } from '../../../src/domain/cuts.ts';
import { addDays, type Day, daysUntil, endOf, firstDayOf, monthOf, startOf } from '../../../src/domain/day.ts';
import type { Micros } from '../../../src/domain/money.ts';
import { DAILY_LAG, type Window } from '../../../src/domain/reading.ts';
import type { CostRow, CutRead } from '../../../src/usecases/ports.ts';

/** A cut of a large bill: which keys it has on each day, and for how many days it is kept. */
interface Shape {
  readonly cut: string;
  readonly keysA: readonly string[];
  readonly keysB: readonly string[];
  readonly days: number;
}

const named = (many: number, name: (i: number) => string) => Array.from({ length: many }, (_, i) => name(i));

const ACCOUNTS = named(25, (i) => String(123_456_789_012 + i * 7_919));
const SERVICES = Object.values(services);
const TEAMS = named(8, (i) => `team$team-${i}`);
const usageTypes = (many: number) => named(many, (i) => `USE1-SomeKindOfUsage-GB-Second-${i}`);

/** 925 rows a day: 25 accounts, 37 services. */
const LARGE: Shape = { cut: ACCOUNT_SERVICE.name, keysA: ACCOUNTS, keysB: SERVICES, days: 400 };

/** A bill of 1,029,800 rows, cut as the design cuts it: the long history in the large cuts, the leaves of 120 days. */
const SHAPES: readonly Shape[] = [
  LARGE,
  { cut: 'service/charge_type', keysA: SERVICES, keysB: ['Usage', 'Credit', 'DiscountedUsage'], days: 400 },
  ...[...SERVICES.filter((name) => name !== services.LAMBDA).slice(0, 14), services.LAMBDA].map((service) => ({
    cut: `account/usage_type:${service}`,
    keysA: ACCOUNTS,
    keysB: usageTypes(7),
    days: 120,
  })),
  { cut: 'account/usage_type:*', keysA: ACCOUNTS, keysB: usageTypes(22), days: 120 },
  { cut: 'team/service', keysA: TEAMS, keysB: SERVICES, days: 400 },
  { cut: 'team/account', keysA: TEAMS, keysB: ACCOUNTS, days: 400 },
  { cut: 'account/region', keysA: ACCOUNTS, keysB: named(12, (i) => `eu-west-${i}`), days: 120 },
];

/** The reads that fill a ledger with a large bill up to `today`: history month by month, then the last days once more. */
export function* largeLedger(today: Day): Generator<CutRead> {
  for (const shape of SHAPES) {
    const yesterday = addDays(today, -1);
    for (let from = addDays(today, 1 - shape.days); from < today; from = endOf(monthOf(from))) {
      const end = endOf(monthOf(from));
      yield readOf(shape, { from, end: end < today ? end : today }, startOf(yesterday));
    }
    yield readOf(shape, { from: addDays(today, -DAILY_LAG), end: addDays(today, 1) }, startOf(today));
  }
}

/** A backfill's read of a month of account/service: 925 rows a day. */
export function largeMonth(month: Day, today: Day): CutRead {
  const from = firstDayOf(monthOf(month));
  return readOf(LARGE, { from, end: endOf(monthOf(month)) }, startOf(today));
}

/** Rows as Cost Explorer gives them: day by day. */
function readOf({ cut, keysA, keysB }: Shape, window: Window, at: Date): CutRead {
  const days = daysUntil(window.from, window.end);
  const rows = days.flatMap((day) => keysA.flatMap((keyA) => keysB.map((keyB) => costRow(keyA, keyB, day))));
  return {
    payer: 'default',
    cut,
    window,
    rows,
    days: new Map(days.map((day) => [day, { estimated: false }])),
    accountNames: new Map(ACCOUNTS.map((id, i) => [id, `account-${i}`])),
    months: [monthOf(window.from)],
    at,
  };
}

function costRow(keyA: string, keyB: string, day: Day): CostRow {
  const amount = (1_000_000 + keyA.length * keyB.length * Number(day.slice(8)) * 997) as Micros;
  return {
    keyA,
    keyB,
    day,
    unblended: amount,
    amortized: amount,
    netAmortized: amount,
    usage: amount / 3,
    usageUnit: 'GB-Seconds',
    currency: 'USD',
    estimated: false,
  };
}
