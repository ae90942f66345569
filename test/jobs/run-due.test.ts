import { expect, test } from 'vitest';
import { type Job, runDue } from '../../src/jobs/run-due.ts';
import { createSlots } from '../../src/store/slots.ts';
import { at, storeForTest } from '../store/fixtures.ts';
import { logForTest } from '../usecases/world.ts';

/** One job whose runs are counted; `tick` runs what is due at an instant. */
function jobWorld(schedule: Job['schedule'], more: Partial<Job> = {}) {
  const slots = createSlots(storeForTest());
  const { log } = logForTest();
  const ran: string[] = [];
  const job: Job = {
    name: 'job',
    schedule,
    run: async (slot) => {
      ran.push(slot);
      return 'ok';
    },
    ...more,
  };
  return { slots, ran, tick: (instant: string) => runDue([job], slots, () => at(instant), log) };
}

const daily = (zone: string, time: string, days: 'daily' | 'weekdays' = 'daily') =>
  ({ every: 'day', at: time, zone, days }) as const;

test('a slot runs once, however often the clock ticks, and the next one when it begins', async () => {
  const { ran, tick } = jobWorld(daily('Europe/Berlin', '09:00'));
  for (const minute of ['07:59', '08:00', '08:01', '22:59']) await tick(`2026-11-17T${minute}:00Z`);
  await tick('2026-11-18T08:00:00Z');
  expect(ran).toEqual(['2026-11-16', '2026-11-17', '2026-11-18']);
});

test.each([
  ['an hour', '2026-11-18T09:10:00Z', '2026-11-18'],
  ['26 hours', '2026-11-19T10:00:00Z', '2026-11-19'],
  ['seven days', '2026-11-24T12:00:00Z', '2026-11-24'],
])('after %s of downtime one run catches up, not one a slot', async (_, back, slot) => {
  const { ran, tick } = jobWorld(daily('UTC', '09:00'));
  await tick('2026-11-17T09:00:00Z');
  await tick(back);
  await tick(back);
  expect(ran).toEqual(['2026-11-17', slot]);
});

test('a slot is made up for on a day off', async () => {
  const { ran, tick } = jobWorld(daily('UTC', '09:00', 'weekdays'));
  await tick('2026-11-21T10:00:00Z');
  await tick('2026-11-22T10:00:00Z');
  await tick('2026-11-23T09:00:00Z');
  expect(ran).toEqual(['2026-11-20', '2026-11-23']);
});

test.each([
  ['a time that is skipped, in Berlin', 'Europe/Berlin', '02:30', '2026-03-29', '2026-03-29T01:00:00Z'],
  ['a time that comes twice, in Berlin', 'Europe/Berlin', '02:30', '2026-10-25', '2026-10-25T00:30:00Z'],
  ['a midnight that is skipped, in Santiago', 'America/Santiago', '00:00', '2025-09-07', '2025-09-07T04:00:00Z'],
  ['a time that comes twice, in New York', 'America/New_York', '01:30', '2025-11-02', '2025-11-02T05:30:00Z'],
])('over a change of clocks a day has one run: %s', async (_, zone, time, day, first) => {
  const { ran, tick } = jobWorld(daily(zone, time));
  const begin = at(first).getTime();
  await tick(new Date(begin - 60_000).toISOString());
  expect(ran).not.toContain(day);
  for (let minutes = 0; minutes <= 240; minutes += 30) await tick(new Date(begin + minutes * 60_000).toISOString());
  expect(ran.filter((slot) => slot === day)).toHaveLength(1);
});

test('hours are of UTC, and New Year is an hour like any other', async () => {
  const { ran, tick } = jobWorld({ every: 'hours', hours: 6 });
  for (const instant of ['2026-12-31T23:59:00Z', '2027-01-01T00:00:00Z', '2027-01-01T05:59:00Z']) await tick(instant);
  expect(ran).toEqual(['2026-12-31T18', '2027-01-01T00']);
});

test('a slot that fails is tried again, ever less often, and only until it is done', async () => {
  let failures = 3;
  const tries: string[] = [];
  let now = '';
  const { tick, slots } = jobWorld(
    { every: 'hours', hours: 6 },
    {
      run: async () => {
        tries.push(now.slice(11, 16));
        if (failures-- > 0) throw new Error('AWS is away');
        return 'ok';
      },
    },
  );
  for (let minute = 0; minute < 120; minute++) {
    now = `2026-11-17T${String(6 + Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}:00Z`;
    await tick(now);
  }
  expect(tries).toEqual(['06:00', '06:05', '06:15', '06:35']);
  expect(await slots.last('job')).toMatchObject({ state: 'done', attempts: 4 });
});

test('one that fails all along is tried at least once an hour', async () => {
  const tries: number[] = [];
  let minute = 0;
  const { tick } = jobWorld(daily('UTC', '00:00'), {
    run: async () => {
      tries.push(minute);
      throw new Error('away');
    },
  });
  for (; minute < 600; minute++)
    await tick(new Date(at('2026-11-17T00:00:00Z').getTime() + minute * 60_000).toISOString());
  const gaps = tries.slice(1).map((one, i) => one - (tries[i] ?? 0));
  expect(Math.max(...gaps)).toBe(60);
});

test('a slot that a crash left half done runs again', async () => {
  const { ran, tick, slots } = jobWorld(daily('UTC', '09:00'));
  await slots.begin('job', '2026-11-17', at('2026-11-17T09:00:00Z'));
  await tick('2026-11-17T09:01:00Z');
  expect(ran).toEqual(['2026-11-17']);
});

test('a clock that is set back runs nothing again', async () => {
  const { ran, tick } = jobWorld(daily('UTC', '09:00'));
  await tick('2026-11-17T09:00:00Z');
  await tick('2026-11-15T09:00:00Z');
  expect(ran).toEqual(['2026-11-17']);
});

test('slots that began before the installation are left out', async () => {
  let installed: Date | undefined;
  const { ran, tick } = jobWorld(daily('UTC', '09:00'), { notBefore: async () => installed });
  await tick('2026-11-17T09:30:00Z');
  installed = at('2026-11-17T10:00:00Z');
  await tick('2026-11-17T10:01:00Z');
  expect(ran).toEqual([]);
  await tick('2026-11-18T09:00:00Z');
  expect(ran).toEqual(['2026-11-18']);
});

test('a job that fails holds up no other', async () => {
  const slots = createSlots(storeForTest());
  const ran: string[] = [];
  const job = (name: string, run: () => Promise<string>): Job => ({
    name,
    schedule: { every: 'hours', hours: 1 },
    run,
  });
  const jobs = [
    job('bad', () => Promise.reject(new Error('no'))),
    job('good', async () => {
      ran.push('good');
      return 'ok';
    }),
  ];
  await runDue(jobs, slots, () => at('2026-11-17T09:00:00Z'), logForTest().log);
  expect(ran).toEqual(['good']);
  expect(await slots.last('bad')).toMatchObject({ state: 'failed', notBefore: at('2026-11-17T09:05:00Z') });
});
