import { afterEach, describe, expect, it } from 'vitest';
import type { Organisation } from '../../src/demo/organisation.ts';
import type { Day } from '../../src/domain/day.ts';
import { look, resettle, runIn } from './command.ts';
import { startCompany } from './rig.ts';

let company: Organisation | undefined;
afterEach(async () => {
  await company?.close();
  company = undefined;
});

interface Asked {
  readonly TimePeriod: { readonly Start: string; readonly End: string };
}

/** Syncs at half past midnight, and fails where AWS refused anything or a day is missing; gives the windows asked for. */
async function syncOn(at: Organisation, day: string): Promise<Asked['TimePeriod'][]> {
  at.setTime(new Date(`${day}T00:30:00Z`));
  const before = at.cloud.requests.length;
  const { code, err } = await runIn(at, 'sync');
  const asked = at.cloud.requests.slice(before);
  expect(asked.filter(({ ok }) => !ok).map(({ error, input }) => `${error} ${JSON.stringify(input)}`)).toEqual([]);
  expect({ code, failed: /Not all could be read/.test(err) }).toEqual({ code: 0, failed: false });
  return asked
    .filter(({ operation }) => operation === 'GetCostAndUsage')
    .map(({ input }) => (input as Asked).TimePeriod);
}

const daysIn = (at: Organisation, from: string) =>
  look<{ day: string }>(
    at,
    `SELECT DISTINCT day FROM daily_costs WHERE cut = 'account/service' AND day >= '${from}' ORDER BY day`,
  ).map(({ day }) => day);

function expectNoHole(days: readonly string[], first: string) {
  expect(days[0]).toBe(first);
  expect(days).toHaveLength((Date.parse(days.at(-1) ?? '') - Date.parse(first)) / 86_400_000 + 1);
}

async function open(lastDay: string, costs = ''): Promise<Organisation> {
  company = await startCompany({ now: new Date(`${lastDay}T00:30:00Z`), lastDay: lastDay as Day, pageSize: 5000 });
  await resettle(company, (settings) => settings.replace('costs: {', `costs: { ${costs}`));
  return company;
}

describe('from an empty folder', () => {
  it.each([
    ['the 1st of a month', '2026-11-01', '2025-10-01'],
    ['the last day of a month', '2026-11-30', '2025-10-01'],
    ['New Year', '2027-01-01', '2025-12-01'],
    ['1 March of a leap year', '2028-03-01', '2027-02-01'],
  ])(
    '%s at half past midnight: all that is kept is asked for, and nothing that AWS would refuse',
    async (_, day, oldest) => {
      // The cap ends the run once the longest cut is read; the others have windows of the same kind.
      const at = await open(day, 'requestsPerDay: 40,');
      const windows = await syncOn(at, day);
      expect(windows.map(({ Start }) => Start).sort()[0]).toBe(oldest);
      for (const { Start, End } of windows) expect(Start < End && Start <= day).toBe(true);
      const { firstDay } = at.scenario;
      expectNoHole(daysIn(at, oldest), firstDay > oldest ? firstDay : oldest);
    },
  );
});

describe('day after day', () => {
  it('across a month’s end and New Year, after downtime too: no day is lost, and the digest on the 1st is of the old month', async () => {
    const at = await open('2027-01-01', 'backfillBudget: 0,');
    for (const day of ['2026-11-30', '2026-12-01']) await syncOn(at, day);
    at.setTime(new Date('2026-12-01T08:00:00Z'));
    const november = await runIn(at, 'digest', '--dry-run');
    expect(november.code).toBe(0);
    expect(november.out).toMatch(/Mon 30 Nov (so far|has not arrived)/);
    expect(november.out).toMatch(/Month to \d+ Nov \$\d/);
    expect(november.out).toMatch(/Nov is final about 5 Dec/);
    // Down for most of December, back on New Year's Day.
    await syncOn(at, '2027-01-01');
    const days = daysIn(at, '2026-11-01');
    expectNoHole(days, '2026-11-01');
    expect(days.at(-1)).toBe('2026-12-31');
    at.setTime(new Date('2027-01-01T08:00:00Z'));
    const december = await runIn(at, 'digest', '--dry-run');
    expect(december.code).toBe(0);
    expect(december.out).toMatch(/Thu 31 Dec (so far|has not arrived)/);
    expect(december.out).toMatch(/Month to \d+ Dec \$\d/);
    expect(december.out).toMatch(/Dec is final about 5 Jan/);
  });

  it.each([
    ['a leap year', ['2028-02-28', '2028-02-29', '2028-03-01'], '2028-02-20'],
    ['another year', ['2027-02-28', '2027-03-01'], '2027-02-20'],
  ])('across the end of February in %s', async (_, mornings, from) => {
    const at = await open(mornings.at(-1) ?? '', 'backfillBudget: 0,');
    for (const day of mornings) await syncOn(at, day);
    const days = daysIn(at, from);
    expectNoHole(days, from);
    expect(days.at(-1)).toBe(mornings.at(-2));
  });
});
