import { describe, expect, test } from 'vitest';
import { type Amount, noisy, panelOf, raisedIn } from './panels.ts';

/** Runs on a third of the days, no weekday more than another. */
const runs = (column: number) => (column * 7919 + ((column * column) % 11) * 31) % 3 === 0;
const job: Amount = (column, date) => (runs(column) ? noisy(60, 5, 0.3)(column, date) : 0);
const raised = (amount: Amount) => raisedIn(panelOf({ leaves: { 'a/Batch/hours': amount } }));

describe('a job that runs now and then', () => {
  test('raises nothing as it runs and rests', () => {
    expect(raised(job)).toEqual([]);
  });

  test('raises nothing while it rests for weeks', () => {
    expect(raised((column, date) => (column >= 100 && column < 125 ? 0 : job(column, date)))).toEqual([]);
  });

  test('is raised where it runs every day and costs five times as much', () => {
    const amount: Amount = (column, date) => (column >= 100 && column < 108 ? 300 : job(column, date));
    const alerts = raised(amount);
    expect(alerts.map(({ direction }) => direction)).toEqual(['rise']);
    expect(alerts[0]?.day).toBeLessThanOrEqual(104);
    expect(Math.abs((alerts[0]?.since ?? 0) - 100)).toBeLessThanOrEqual(1);
  });
});
