import { onTestFinished } from 'vitest';
import { createAwsClients } from '../../src/aws/clients.ts';
import { createCostSource } from '../../src/aws/cost-explorer.ts';
import { type Cloud, startCloud } from '../../src/demo/cloud/index.ts';
import { ACCOUNTS } from '../../src/demo/scenario/accounts.ts';
import type { LineItem, Scenario } from '../../src/demo/scenario/types.ts';
import { ACCOUNT_SERVICE } from '../../src/domain/cuts.ts';
import { addDays, type Day, daysUntil, parseDay } from '../../src/domain/day.ts';
import { judge } from '../../src/domain/detection/judge.ts';
import { micros } from '../../src/domain/money.ts';
import type { Store } from '../../src/store/database.ts';
import { createLedgerCuts } from '../../src/store/detection-cuts.ts';
import { createIncidents } from '../../src/store/incidents.ts';
import { createLedger } from '../../src/store/ledger.ts';
import { createMemory } from '../../src/store/memory.ts';
import { createMeter } from '../../src/store/meter.ts';
import { createOutbox } from '../../src/store/outbox.ts';
import type { Detector } from '../../src/usecases/detector.ts';
import type { Ledger, Log } from '../../src/usecases/ports.ts';
import { type SyncDeps, type SyncReport, syncLedger } from '../../src/usecases/sync-ledger.ts';
import { at, costRow, cutRead, storeForTest } from '../store/fixtures.ts';

export const SHOP = '444455556666';
export const CORE = '222233334444';
export const LAMBDA = 'AWS Lambda';
export const EC2 = 'Amazon Elastic Compute Cloud - Compute';
export const S3 = 'Amazon Simple Storage Service';

/** A log that can be read afterwards. */
export function logForTest() {
  const entries: { level: 'info' | 'warn' | 'error'; facts: Record<string, unknown>; words: string }[] = [];
  const write = (level: 'info' | 'warn' | 'error') => (facts: object, words: string) =>
    void entries.push({ level, facts: { ...facts }, words });
  const log: Log = { info: write('info'), warn: write('warn'), error: write('error') };
  return { log, entries };
}

/** Detection as the bot has it, without the thread around it. */
export function detectorOver(store: Store): Detector {
  const cuts = createLedgerCuts(store);
  return { judge: async (request) => judge(await cuts.read(request.read), request.judge) };
}

/** Every port of the store over a database, a clock that stands where it is set, and a log. */
export function portsFor(now: string, store: Store = storeForTest()) {
  let clock = at(now);
  const { log, entries } = logForTest();
  return {
    store,
    ledger: createLedger(store),
    meter: createMeter(store),
    memory: createMemory(store),
    detector: detectorOver(store),
    incidents: createIncidents(store),
    outbox: createOutbox(store),
    log,
    entries,
    clock: () => clock,
    realClock: () => new Date(),
    setTime: (instant: string) => {
      clock = at(instant);
    },
  };
}

const PRICES: readonly (readonly [account: string, service: string, usageType: string, dollars: number])[] = [
  [SHOP, LAMBDA, 'Lambda-GB-Second', 60],
  [SHOP, S3, 'TimedStorage-ByteHrs', 20],
  [CORE, EC2, 'BoxUsage:m7i.large', 400],
  [CORE, LAMBDA, 'Lambda-GB-Second', 30],
  [CORE, 'AWS Key Management Service', 'KMS-Requests', 1],
];

function line(day: Day, account: string, service: string, usageType: string, dollars: number): LineItem {
  const amount = micros(dollars);
  return {
    day,
    account,
    service,
    usageType,
    region: 'us-east-1',
    recordType: 'Usage',
    team: account === SHOP ? 'payments' : '',
    unblended: amount,
    amortized: amount,
    netAmortized: amount,
    quantity: dollars * 10,
    unit: 'Hrs',
  };
}

/** A bill of five lines a day, the same each day, with tax on the 1st; days of `missing` have no line at all. */
export function smallBill(
  lastDay: string,
  more: { readonly missing?: readonly string[]; readonly type?: string } = {},
) {
  const last = parseDay(lastDay);
  const bill: Scenario = {
    seed: 1,
    firstDay: addDays(last, -460),
    lastDay: last,
    currency: 'USD',
    accounts: ACCOUNTS,
    functions: [],
    changes: [],
    stories: [],
    linesOf(day) {
      if (day > last || more.missing?.includes(day)) return [];
      const lines = PRICES.map((price) => line(day, ...price));
      if (day.endsWith('-01')) lines.push({ ...line(day, SHOP, 'Tax', 'Tax', 50), recordType: 'Tax' });
      if (more.type) lines.push({ ...line(day, SHOP, S3, 'Odd', 7), recordType: more.type });
      return lines;
    },
  };
  return bill;
}

/** The real adapters against a simulated AWS, a database, and a sync to run as often as wanted. */
export async function syncWorld(
  now: string,
  more: { readonly scenario?: Scenario; readonly pageSize?: number; readonly store?: Store } = {},
) {
  const ports = portsFor(now, more.store);
  const cloud = await startCloud({
    scenario: more.scenario ?? smallBill(now.slice(0, 10)),
    now: ports.clock,
    ...(more.pageSize ? { pageSize: more.pageSize } : {}),
  });
  process.env.AWS_ACCESS_KEY_ID = 'TEST';
  process.env.AWS_SECRET_ACCESS_KEY = 'test';
  process.env.AWS_ENDPOINT_URL = cloud.url;
  const clients = createAwsClients();
  onTestFinished(async () => {
    clients.destroy();
    await cloud.close();
  });
  const source = createCostSource('main', clients.costExplorer(undefined));
  const said: string[] = [];
  const sync = async (settings: Partial<SyncDeps> = {}): Promise<SyncReport> => {
    const deps = { ...ports, sources: [source], teamBy: { tag: 'team' }, ...settings };
    const [report] = await syncLedger({
      backfillBudget: micros(10),
      requestsPerDay: 1000,
      progress: (words) => void said.push(words),
      ...deps,
    });
    if (!report) throw new Error('a sync gives a report a payer');
    return report;
  };
  return { ...ports, cloud, sync, said };
}

/** What AWS was asked, requests that failed included. */
export function asked(cloud: Cloud) {
  return cloud.requests.filter(({ operation }) => operation === 'GetCostAndUsage');
}

/** Dollars of an account's service on a day. */
export type Price = (account: string, service: string, day: Day) => number | undefined;

/** Fills account/service from `from` through `through`, as two reads that agree saw it; a price that is undefined has no line. */
export async function fillLedger(
  ledger: Ledger,
  from: string,
  through: string,
  price: Price,
  reads: readonly string[],
) {
  const days = daysUntil(parseDay(from), addDays(parseDay(through), 1));
  const rows = days.flatMap((day) =>
    PRICES.flatMap(([account, service]) => {
      const dollars = price(account, service, day);
      return dollars === undefined ? [] : [costRow(day, dollars, { keyA: account, keyB: service })];
    }),
  );
  const accountNames = new Map(ACCOUNTS.map(({ id, name }) => [id, name]));
  const known = new Set(rows.map(({ day }) => day));
  const arrived = new Map(days.filter((day) => known.has(day)).map((day) => [day, { estimated: false }]));
  for (const read of reads)
    await ledger.saveRead(cutRead(rows, read, { accountNames, cut: ACCOUNT_SERVICE.name, days: arrived }));
}

/** The usual price of a service in an account: the same each day. */
export function usual(account: string, service: string): number {
  return PRICES.find(([a, s]) => a === account && s === service)?.[3] ?? 0;
}
