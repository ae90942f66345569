import { describe, expect, it } from 'vitest';
import { WHOLE_DAYS } from '../../src/domain/backtest/completeness.ts';
import { cutsOf } from '../../src/domain/backtest/cuts-of.ts';
import { addDays, type Day } from '../../src/domain/day.ts';
import { backtest } from '../../src/usecases/backtest.ts';
import { gather } from '../domain/backtest/sample.ts';

const FIRST = '2026-06-01' as Day;
const ACCOUNTS = ['111122223333', '444455556666'];
const SERVICES = ['AmazonEC2', 'AmazonRDS', 'AmazonS3', 'AWSLambda'];
/** On this column the first account's EC2 begins to cost five times as much. */
const BREAK = 70;

/** A calm bill with one rise that stays; `without` leaves out rows. */
function bill(days: number, without: (day: number, account: string) => boolean = () => false) {
  const rows = Array.from({ length: days }, (_, day) =>
    ACCOUNTS.flatMap((account, a) =>
      SERVICES.flatMap((service, s) => {
        if (without(day, account)) return [];
        const calm = 100 + 10 * s + ((day * 7 + s * 3 + a * 5) % 5);
        const cost = day >= BREAK && a === 0 && s === 0 ? calm * 5 : calm;
        return [{ date: addDays(FIRST, day), account, service, usage_type: 'Usage', cost: String(cost) }];
      }),
    ),
  ).flat();
  return cutsOf(gather(rows), WHOLE_DAYS).cuts;
}

describe('a walk through history', () => {
  it('raises a rise once, the day after it began at the latest by two, with where and since when', async () => {
    const { found, from, to, days, series } = await backtest(bill(90));
    expect({ from, to, days, series }).toEqual({
      from: addDays(FIRST, 60),
      to: addDays(FIRST, 89),
      days: 30,
      series: 8,
    });
    expect(found).toHaveLength(1);
    const [rise] = found;
    expect(rise).toMatchObject({
      kind: 'rise',
      since: addDays(FIRST, BREAK),
      scopes: [{ account: ACCOUNTS[0], service: 'AmazonEC2' }],
    });
    expect(rise && rise.raised > addDays(FIRST, BREAK) && rise.raised <= addDays(FIRST, BREAK + 2)).toBe(true);
    expect(rise?.perDay).toBeGreaterThan(350);
    expect(rise?.meanDay).toBeCloseTo(936, -1);
  });

  it('takes lost days for unknown: neither a day of the bill nor one of an account is a drop', async () => {
    const lost = (day: number, account: string) => day === 64 || (day === 66 && account === ACCOUNTS[1]);
    const { found } = await backtest(bill(90, lost));
    expect(found.map(({ kind }) => kind)).toEqual(['rise']);
  });

  it('begins where it is told, and tells each day, leaving the event loop free between them', async () => {
    const told: string[] = [];
    let turns = 0;
    const turning = setInterval(() => turns++, 0);
    const walk = await backtest(bill(90), {
      from: addDays(FIRST, 80),
      onDay: (day, done, all) => told.push(`${day} ${done}/${all}`),
    });
    clearInterval(turning);
    expect(walk.days).toBe(10);
    expect(told).toHaveLength(10);
    expect(told[0]).toBe(`${addDays(FIRST, 80)} 0/10`);
    expect(turns).toBeGreaterThan(0);
  });

  it('begins with 14 days of history where there are not more than 60', async () => {
    expect(await backtest(bill(60))).toMatchObject({ from: addDays(FIRST, 14), days: 46 });
    expect(await backtest(bill(61))).toMatchObject({ from: addDays(FIRST, 60), days: 1 });
  });

  it.each([
    [14, undefined, 'There are 14 days of costs (2026-06-01 to 2026-06-14); a backtest needs at least 15.'],
    [30, '2026-07-01', '--from 2026-07-01: the costs end on 2026-06-30.'],
    [30, '2026-06-14', 'the first day that can be judged is 2026-06-15'],
    [30, '2020-01-01', 'the costs begin on 2026-06-01'],
  ])('refuses %i days from %s with the reason', async (days, from, reason) => {
    await expect(backtest(bill(days), { from: from as Day | undefined })).rejects.toThrow(reason);
  });
});
