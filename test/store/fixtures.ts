import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';
import { ACCOUNT_SERVICE } from '../../src/domain/cuts.ts';
import { addDays, type Day, daysUntil, parseDay } from '../../src/domain/day.ts';
import type { Finding } from '../../src/domain/finding.ts';
import { type Micros, micros } from '../../src/domain/money.ts';
import { openDatabase, type Store } from '../../src/store/database.ts';
import type { CostRow, CutRead, DueDelivery, Outbox } from '../../src/usecases/ports.ts';

/** A folder that goes with the test. */
export function folderForTest(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'billhook-test-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** An open database that closes with the test. */
export function storeForTest(file = ':memory:'): Store {
  const store = openDatabase(file);
  onTestFinished(() => {
    if (store.$client.open) store.$client.close();
  });
  return store;
}

export const day = parseDay;

export function at(instant: string): Date {
  return new Date(instant);
}

/** A line of the ledger that costs so many dollars by every metric. */
export function costRow(on: Day, dollars: number, more: Partial<CostRow> = {}): CostRow {
  const amount = micros(dollars);
  return {
    keyA: '111122223333',
    keyB: 'AWS Lambda',
    day: on,
    unblended: amount,
    amortized: amount,
    netAmortized: amount,
    usage: dollars,
    usageUnit: 'Requests',
    currency: 'USD',
    estimated: false,
    ...more,
  };
}

/** A read of account/service that brings these rows: the days from the first to the last of them, or as told. */
export function cutRead(rows: readonly CostRow[], readAt: string, more: Partial<CutRead> = {}): CutRead {
  const days = rows.map((row) => row.day).sort();
  const from = days[0] ?? day('2026-11-01');
  const end = addDays(days.at(-1) ?? from, 1);
  return {
    payer: 'main',
    cut: ACCOUNT_SERVICE.name,
    window: { from, end },
    rows,
    days: new Map(daysUntil(from, end).map((one) => [one, { estimated: false }])),
    accountNames: new Map([['111122223333', 'shop-prod']]),
    months: [],
    at: at(readAt),
    ...more,
  };
}

/** A finding of one service in one account. */
export function findingOf(cause: string, perDay: number, more: Partial<Finding> = {}): Finding {
  const amount = micros(perDay);
  return {
    cause,
    kind: perDay < 0 ? 'drop' : 'rise',
    account: '111122223333',
    service: 'AWS Lambda',
    usageType: undefined,
    teams: undefined,
    team: undefined,
    since: day('2026-11-17'),
    through: day('2026-11-19'),
    perDay: amount,
    now: (micros(100) + amount) as Micros,
    usual: micros(100),
    spread: micros(4),
    total: (amount * 3) as Micros,
    parts: [
      { account: '111122223333', service: 'AWS Lambda', now: (micros(100) + amount) as Micros, usual: micros(100) },
    ],
    chart: [
      { day: day('2026-11-18'), actual: micros(180), usual: micros(100), partial: false },
      { day: day('2026-11-19'), actual: micros(150), usual: micros(100), partial: true },
    ],
    rule: 'a test rule',
    currency: 'USD',
    metric: 'amortized',
    historyDays: 90,
    ...more,
  };
}

/** As if Slack had taken all that waits, each with a `ts` of its own. Gives what was sent, in order. */
export async function sendAll(outbox: Outbox): Promise<DueDelivery[]> {
  const sent: DueDelivery[] = [];
  const end = at('2099-01-01T00:00:00Z');
  for (let due = await outbox.due(end, 0, 100); due.length; due = await outbox.due(end, 0, 100))
    for (const delivery of due) {
      const token = await outbox.attempt(delivery, new Date(0));
      const ts = `1700000000.${String(sent.length).padStart(6, '0')}`;
      await outbox.sent(delivery.id, token, { channel: delivery.channel, ts }, new Date(0));
      sent.push(delivery);
    }
  return sent;
}
