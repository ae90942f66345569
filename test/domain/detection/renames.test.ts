import { describe, expect, test } from 'vitest';
import { type Amount, during, noisy, panelOf, raisedIn, weekly } from './panels.ts';

const none: Amount = () => 0;
const DAY = 100;
const untilThen = (amount: Amount) => during(amount, [DAY, 999], none);
const fromThen = (amount: Amount) => during(none, [DAY, 999], amount);

describe('a name that changes', () => {
  test('raises nothing: one usage type takes over from another', () => {
    const leaves = { 'a/EC2/m5.large': untilThen(weekly(100, 3)), 'a/EC2/m6.large': fromThen(weekly(95, 3)) };
    expect(raisedIn(panelOf({ leaves }))).toEqual([]);
  });

  test('raises nothing where the service has other usage types too', () => {
    const leaves = {
      'a/EC2/old': untilThen(weekly(100, 3)),
      'a/EC2/new': fromThen(weekly(105, 3)),
      'a/EC2/disk': weekly(60, 4),
    };
    expect(raisedIn(panelOf({ leaves }))).toEqual([]);
  });

  test('raises the rise where the new one costs three times as much', () => {
    const leaves = { 'a/EC2/old': untilThen(weekly(100, 3)), 'a/EC2/new': fromThen(weekly(330, 3)) };
    const raised = raisedIn(panelOf({ leaves }));
    expect(raised.map(({ direction, since }) => [direction, since])).toEqual([['rise', DAY]]);
  });
});

describe('a tag that moves', () => {
  const leaves = { 'a/EC2/box': weekly(400, 3), 'a/RDS/hours': weekly(100, 4) };
  const shared = (share: number): Amount => {
    const [box, hours] = [weekly(400, 3), weekly(100, 4)];
    return (column, date) => share * (box(column, date) + hours(column, date));
  };

  test('from one team to another is raised once and names both, though the bill is the same', () => {
    const teams = {
      'a/red': during(shared(0.6), [DAY, 999], shared(0.2)),
      'a/blue': during(shared(0.4), [DAY, 999], shared(0.8)),
    };
    const raised = raisedIn(panelOf({ leaves, teams }));
    expect(raised.map(({ since, where }) => [since, where])).toEqual([[DAY, ['a/blue', 'a/red']]]);
    expect(raised[0]?.day).toBeLessThanOrEqual(DAY + 3);
    expect(raised[0]?.perDay).toBeGreaterThan(120);
    expect(raised[0]?.perDay).toBeLessThan(260);
  });

  test('raises nothing where shares wander as ever', () => {
    const wander: Amount = (column, date) => noisy(0.6, 9, 0.15)(column, date) * shared(1)(column, date);
    const rest: Amount = (column, date) => shared(1)(column, date) - wander(column, date);
    expect(raisedIn(panelOf({ leaves, teams: { 'a/red': wander, 'a/blue': rest } }))).toEqual([]);
  });
});
