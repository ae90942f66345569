import { expect, test } from 'vitest';
import { SERVICE_CHARGE_TYPE } from '../../src/domain/cuts.ts';
import { addDays } from '../../src/domain/day.ts';
import type { Digest } from '../../src/domain/digest.ts';
import { micros } from '../../src/domain/money.ts';
import { sendDigest } from '../../src/usecases/send-digest.ts';
import { at, costRow, cutRead, day, findingOf } from '../store/fixtures.ts';
import { fillLedger, LAMBDA, type Price, portsFor, SHOP, usual } from './world.ts';

const DAY_TOTAL = 511;

/**
 * The digest of a day, from a ledger that was read on so many mornings, when a tenth of the day before is not in yet, and in
 * the evenings between them.
 */
async function digestOn(on: string, price: Price = usual, ports = portsFor(`${on}T09:00:00Z`), mornings = 6) {
  for (let back = mornings - 1; back >= 0; back--) {
    const today = addDays(day(on), -back);
    const eve = addDays(today, -1);
    const full: Price = (account, service, of) => (of > eve ? undefined : price(account, service, of));
    const early: Price = (account, service, of) => {
      const amount = full(account, service, of);
      return amount === undefined ? undefined : amount * (of === eve ? 0.9 : 1);
    };
    await fillLedger(ports.ledger, '2026-08-01', eve, early, [`${today}T08:00:00Z`]);
    if (back > 0) await fillLedger(ports.ledger, '2026-08-01', eve, full, [`${today}T20:00:00Z`]);
  }
  ports.setTime(`${on}T09:00:00Z`);
  const deps = {
    ...ports,
    metric: undefined,
    teams: { payments: { accounts: [SHOP], monthlyBudget: micros(3000) } },
    teamBy: 'accounts',
    channel: 'C0COSTS',
    channelNames: new Map([['C0SEARCH', '#search']]),
  } as const;
  const report = await sendDigest(deps, day(on));
  return { ports, report, digest: 'composed' in report ? report.composed : undefined };
}

test('an empty ledger makes no digest and says why', async () => {
  const ports = portsFor('2026-11-19T09:00:00Z');
  const deps = {
    ...ports,
    metric: undefined,
    teams: {},
    teamBy: 'accounts',
    channel: 'C0COSTS',
    channelNames: new Map(),
  } as const;
  expect(await sendDigest(deps, day('2026-11-19'))).toMatchObject({ nothing: expect.stringContaining('sync') });
  expect(await ports.outbox.due(at('2099-01-01T00:00:00Z'), 0, 10)).toEqual([]);
});

test('the headline is the last settled day against its usual, and yesterday stands beside it as so far', async () => {
  const { digest } = await digestOn('2026-11-19');
  expect(digest?.covered.at(-1)).toMatchObject({
    day: '2026-11-17',
    total: micros(DAY_TOTAL),
    usual: { expected: micros(DAY_TOTAL) },
  });
  expect(digest).toMatchObject({
    yesterday: '2026-11-18',
    soFar: { day: '2026-11-18', total: micros(DAY_TOTAL * 0.9) },
    month: { through: '2026-11-17', total: micros(17 * DAY_TOTAL), unknownDays: 0 },
    checked: { accounts: 2, at: '2026-11-19T08:00:00.000Z' },
    troubles: [],
  });
});

test.each([
  ['as three days before it are full, the youngest of them four days older', 7, 0.9],
  ['and is unknown while there are only two', 6, undefined],
])('how much of yesterday is usually in is learned from days that fill up no more: %s', async (_, mornings, share) => {
  const { digest } = await digestOn('2026-11-19', usual, portsFor('2026-11-19T09:00:00Z'), mornings);
  expect(digest?.soFar).toEqual({ day: '2026-11-18', total: micros(DAY_TOTAL * 0.9), share });
});

test('Monday’s digest covers Friday to Sunday', async () => {
  const { ports } = await digestOn('2026-11-20');
  const { digest } = await digestOn('2026-11-23', usual, ports);
  expect(digest?.covered.map((one) => one.day)).toEqual(['2026-11-20', '2026-11-21']);
  expect(digest?.soFar?.day).toBe('2026-11-22');
});

test.each([
  ['the 1st', '2026-12-01', '2026-11-29', 29],
  ['the 2nd', '2026-12-02', '2026-11-30', 30],
  ['the 3rd', '2026-12-03', '2026-12-01', 1],
  ['New Year', '2027-01-01', '2026-12-30', 30],
])('on %s the month is the one of the headline', async (_, on, through, days) => {
  const { digest } = await digestOn(on);
  expect(digest?.month).toMatchObject({ through, total: micros(days * DAY_TOTAL), unknownDays: 0 });
});

test('a day that never arrived is missing from the month and said to be', async () => {
  const hole: Price = (account, service, of) => (of === '2026-11-10' ? undefined : usual(account, service));
  const { digest } = await digestOn('2026-11-19', hole);
  expect(digest?.month).toMatchObject({ total: micros(16 * DAY_TOTAL), unknownDays: 1 });
});

test('yesterday that has not arrived is not called zero', async () => {
  const late: Price = (account, service, of) => (of >= '2026-11-18' ? undefined : usual(account, service));
  const { digest } = await digestOn('2026-11-19', late);
  expect(digest?.soFar).toBeUndefined();
  expect(digest?.chart.at(-1)).toMatchObject({ day: '2026-11-18', actual: undefined });
});

test('what moved is named with the incident that has it; the rest is summed', async () => {
  const ports = portsFor('2026-11-19T09:00:00Z');
  const parts = [{ account: SHOP, service: LAMBDA, now: micros(260), usual: micros(60) }];
  const finding = findingOf('rise|a', 200, { account: SHOP, parts });
  await ports.incidents.commit(
    [{ change: 'open', finding, old: false, channel: 'C', named: false, note: '' }],
    ports.clock(),
  );
  const price: Price = (account, service, of) =>
    usual(account, service) + (account === SHOP && service === LAMBDA && of >= day('2026-11-17') ? 200 : 0);
  const { digest } = await digestOn('2026-11-19', price, ports);
  expect(digest?.movers).toEqual([{ label: 'shop-prod AWS Lambda', change: micros(200), incident: 1 }]);
  expect(digest?.others).toMatchObject({ count: 4, change: 0 });
  expect(digest?.incidents).toMatchObject([{ id: 1, perDay: micros(200), small: false, ownedBy: undefined }]);
});

test('an incident that was named with others is no small one; one below the floor of posting is', async () => {
  const ports = portsFor('2026-11-19T09:00:00Z');
  const opening = (cause: string, channel: string | undefined, named: boolean) =>
    ({ change: 'open', finding: findingOf(cause, 200), old: false, channel, named, note: '' }) as const;
  await ports.incidents.commit(
    [opening('posted', 'C0COSTS', false), opening('named', 'C0COSTS', true), opening('small', undefined, false)],
    ports.clock(),
  );
  const { digest } = await digestOn('2026-11-19', usual, ports);
  expect(digest?.incidents.map(({ id, small }) => [id, small])).toEqual([
    [1, false],
    [2, false],
    [3, true],
  ]);
});

test('what stands apart and the budgets of teams are of this month, by name', async () => {
  const ports = portsFor('2026-11-19T09:00:00Z');
  const rows = [
    costRow(day('2026-11-01'), 90, { keyA: 'Tax', keyB: 'Tax' }),
    costRow(day('2026-11-02'), -40, { keyB: 'Credit' }),
    costRow(day('2026-10-31'), 7, { keyB: 'Refund' }),
  ];
  await ports.ledger.saveRead(cutRead(rows, '2026-11-19T08:00:00Z', { cut: SERVICE_CHARGE_TYPE.name }));
  const { digest } = await digestOn('2026-11-19', usual, ports);
  expect(digest?.apart).toEqual([
    { label: 'tax', total: micros(90), currency: 'USD' },
    { label: 'credits', total: micros(-40), currency: 'USD' },
  ]);
  expect(digest?.budgets).toEqual([{ team: 'payments', total: micros(17 * 80), budget: micros(3000) }]);
});

test('reads that failed and channels that refuse are named with their reasons', async () => {
  const ports = portsFor('2026-11-19T09:00:00Z');
  await ports.ledger.saveFailure('main', 'account/region', 'AWS is throttling', at('2026-11-19T08:00:00Z'));
  const message = { kind: 'alert', incidentId: 1 } as const;
  const now = at('2026-11-18T08:00:00Z');
  await ports.outbox.put(
    ['C0SEARCH', 'C0BUSY'].map((channel) => ({ subject: channel, action: 'post' as const, channel, message })),
    now,
  );
  for (const due of await ports.outbox.due(now, 0, 10)) {
    const token = (await ports.outbox.attempt(due, now)) ?? '';
    if (due.channel === 'C0BUSY') await ports.outbox.postponed(due.id, token, 'Slack asked to wait');
    else await ports.outbox.refused(due.id, token, 'invite the bot', now, now);
  }
  const { digest } = await digestOn('2026-11-19', usual, ports);
  expect(digest?.troubles).toEqual([
    expect.stringMatching(/account\/region could not be read: AWS is throttling/),
    '#search undeliverable: invite the bot',
  ]);
});

test('a digest of a local day is posted once, however often it is sent', async () => {
  const { ports } = await digestOn('2026-11-19');
  await digestOn('2026-11-19', usual, ports);
  const rows = ports.store.$client
    .prepare<[], { subject: string; message: string }>('SELECT subject, message FROM outbox')
    .all();
  expect(rows.map(({ subject }) => subject)).toEqual(['digest:2026-11-19']);
  const kept: { digest: Digest } = JSON.parse(rows[0]?.message ?? '{}');
  expect(kept.digest.covered.at(-1)?.day).toBe('2026-11-17');
});
