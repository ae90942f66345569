import { describe, expect, test } from 'vitest';
import { maturityOf } from '../../../src/domain/detection/maturity.ts';
import { type Bill, panelOf } from './panels.ts';

const TODAY = 59;
const of = (seen?: Bill['seen'], days = 60) => {
  const bill = { days, leaves: { 'a/EC2/box': () => 100 }, beside: false };
  return maturityOf(panelOf(seen ? { ...bill, seen } : bill).organisation, Math.min(TODAY, days - 1));
};

describe('how much of a day is in', () => {
  test('is learnt by age from what the days before showed', () => {
    expect(of((age) => [0.3, 0.9, 0.98, 1][age] as number).typical.map((share) => share.toFixed(2))).toEqual([
      '0.30',
      '0.90',
      '0.98',
      '1.00',
    ]);
  });

  test('is at its highest no less than typically, so that a young figure claims too little', () => {
    const { typical, high } = of((age, day) => (age < 2 ? 0.5 + 0.4 * ((day * 7) % 10) * 0.1 : 1));
    for (const [age, share] of typical.entries()) expect(high[age]).toBeGreaterThanOrEqual(share);
    expect(high[1]).toBeGreaterThan(0.85);
  });

  test('may be more than all of it where early figures are too high', () => {
    expect(of((age) => (age === 1 ? 1.2 : 1)).typical[1]).toBeCloseTo(1.2);
  });

  test('is not moved by a late day or two', () => {
    expect(of((age, day) => (age === 1 && day > 50 && day < 53 ? 0.1 : 0.9)).typical[1]).toBeCloseTo(0.9);
  });

  test('does not rest on days that are not final', () => {
    expect(of((_, day) => (day > TODAY - 4 ? 0.01 : 0.8)).typical[1]).toBeCloseTo(0.8);
  });

  test('is all of it without a memory of what was seen, but of today nothing is known', () => {
    expect(of().typical).toEqual([Number.NaN, 1, 1, 1]);
    expect(of(() => 0.5, 8).typical).toEqual([Number.NaN, 1, 1, 1]);
  });
});
