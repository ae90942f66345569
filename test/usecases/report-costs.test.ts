import { describe, expect, test } from 'vitest';
import { SERVICE_CHARGE_TYPE } from '../../src/domain/cuts.ts';
import { daysUntil } from '../../src/domain/day.ts';
import { UserError } from '../../src/domain/errors.ts';
import { BOT } from '../../src/domain/incident.ts';
import { step } from '../../src/domain/lifecycle.ts';
import { micros } from '../../src/domain/money.ts';
import { reportCosts } from '../../src/usecases/report-costs.ts';
import { costRow, cutRead, day, findingOf } from '../store/fixtures.ts';
import { fillLedger, LAMBDA, type Price, portsFor, S3, SHOP, usual } from './world.ts';

const NOW = '2026-11-20T09:00:00Z';
/** Two reads that agree, so that the 18th has settled. */
const READS = ['2026-11-19T08:00:00Z', '2026-11-20T08:00:00Z'];
const DAY_TOTAL = 511;

async function reportWorld(price: Price = usual, from = '2026-06-01') {
  const ports = portsFor(NOW);
  await fillLedger(ports.ledger, from, '2026-11-19', price, READS);
  return { ...ports, metric: undefined };
}

test('an empty ledger is said to be empty, with what to do', async () => {
  const deps = { ...portsFor(NOW), metric: undefined };
  await expect(reportCosts(deps, { service: undefined, days: 14 })).rejects.toThrow(/empty.*billhook sync/);
});

test.each([7, 14, 30, 90] as const)(
  '%d days end with the last settled day and are set against as many before',
  async (days) => {
    const price: Price = (account, service, on) =>
      usual(account, service) + (account === SHOP && service === S3 && on === '2026-11-18' ? 70 : 0);
    const report = await reportCosts(await reportWorld(price, '2026-05-01'), { service: undefined, days });
    expect(report).toMatchObject({
      through: '2026-11-18',
      total: micros(days * DAY_TOTAL + 70),
      before: micros(days * DAY_TOTAL),
      unknownDays: 0,
      soFar: { day: '2026-11-19', total: micros(DAY_TOTAL) },
    });
    expect(report.daily).toHaveLength(days);
    expect(report.lines.map(({ label }) => label)[0]).toMatch(/Elastic Compute/);
    const parts = [...report.lines, report.others].reduce((all, { total }) => all + total, 0);
    expect(parts).toBe(report.total);
  },
);

test('a service is told by account, with names', async () => {
  const report = await reportCosts(await reportWorld(), { service: 'lambda', days: 7 });
  expect(report).toMatchObject({ service: LAMBDA, total: micros(630) });
  expect(report.lines.map(({ label, total, change }) => [label, total, change])).toEqual([
    ['shop-prod', micros(420), 0],
    ['core-prod', micros(210), 0],
  ]);
});

test.each([
  ['s3', S3],
  ['EC2', 'Amazon Elastic Compute Cloud - Compute'],
  ['kms', 'AWS Key Management Service'],
  ['aws lambda', LAMBDA],
])('"%s" is understood', async (asked, service) => {
  expect(await reportCosts(await reportWorld(), { service: asked, days: 7 })).toMatchObject({ service });
});

test.each([
  ['lamda', /Did you mean `\/cost AWS Lambda`\?/],
  ['zzzzzz', /I don't know a service "zzzzzz"\. The largest on this bill: `\/cost Amazon Elastic Compute/],
])('"%s" is answered with names that will do', async (asked, words) => {
  const answer = reportCosts(await reportWorld(), { service: asked, days: 7 });
  await expect(answer).rejects.toThrow(UserError);
  await expect(answer).rejects.toThrow(words);
});

describe('a day that never arrived', () => {
  const hole: Price = (account, service, on) => (on === '2026-11-15' ? undefined : usual(account, service));

  test('is unknown in the period, not zero, and said to be missing', async () => {
    const report = await reportCosts(await reportWorld(hole), { service: undefined, days: 7 });
    expect(report).toMatchObject({ unknownDays: 1, total: micros(6 * DAY_TOTAL) });
    expect(report.daily.find((one) => one.day === '2026-11-15')).toEqual({ day: '2026-11-15', total: undefined });
  });

  test('makes a period before it not comparable', async () => {
    const early: Price = (account, service, on) => (on === '2026-11-08' ? undefined : usual(account, service));
    const report = await reportCosts(await reportWorld(early), { service: undefined, days: 7 });
    expect(report.before).toBeUndefined();
    expect(report.lines.every(({ change }) => change === undefined)).toBe(true);
  });
});

test('a service that had no line on a day cost nothing on it', async () => {
  const price: Price = (account, service, on) =>
    service === LAMBDA && on === '2026-11-16' ? undefined : usual(account, service);
  const report = await reportCosts(await reportWorld(price), { service: 'lambda', days: 7 });
  expect(report).toMatchObject({ unknownDays: 0, total: micros(6 * 90) });
  expect(report.daily.find((one) => one.day === '2026-11-16')?.total).toBe(0);
});

test('while no day has settled it says so instead of showing half a day', async () => {
  const ports = portsFor('2026-11-20T09:00:00Z');
  await fillLedger(ports.ledger, '2026-11-18', '2026-11-19', usual, ['2026-11-20T08:00:00Z']);
  await expect(reportCosts({ ...ports, metric: undefined }, { service: undefined, days: 7 })).rejects.toThrow(
    /No day has settled/,
  );
});

test('credits stand apart, and another currency is named and not added', async () => {
  const world = await reportWorld();
  const days = daysUntil(day('2026-06-01'), day('2026-11-20'));
  const euros = days.map((one) => costRow(one, 1, { keyB: 'Marketplace thing', currency: 'EUR' }));
  for (const read of READS) await world.ledger.saveRead(cutRead(euros, read, { payer: 'second' }));
  const credit = costRow(day('2026-11-17'), -30, { keyA: LAMBDA, keyB: 'Credit' });
  await world.ledger.saveRead(cutRead([credit], READS[1] ?? '', { cut: SERVICE_CHARGE_TYPE.name }));
  const report = await reportCosts(world, { service: 'lambda', days: 7 });
  expect(report).toMatchObject({ credits: micros(-30), currency: 'USD', otherCurrencies: ['EUR'], total: micros(630) });
});

test('open incidents of the service are named with their part, others and closed ones are not', async () => {
  const world = await reportWorld();
  const finding = findingOf('rise|a', 80);
  const other = findingOf('rise|b', 80, {
    service: S3,
    parts: [{ account: SHOP, service: S3, now: micros(2), usual: micros(1) }],
  });
  const open = (one: typeof finding) =>
    ({ change: 'open', finding: one, old: false, channel: 'C', named: false, note: '' }) as const;
  await world.incidents.commit([open(finding), open(other), open(findingOf('rise|c', 10))], world.clock());
  const over = { do: 'end', how: 'calm' } as const;
  await world.incidents.step(
    3,
    (incident) => {
      const outcome = step(incident, over, { by: BOT, at: world.clock(), saw: undefined });
      return outcome.done ? { incident: outcome.incident } : undefined;
    },
    world.clock(),
  );
  const report = await reportCosts(world, { service: 'lambda', days: 7 });
  expect(report.incidents).toMatchObject([{ id: 1, perDay: micros(80) }]);
});
