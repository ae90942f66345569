import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medianOf, rankOf, sortFirst } from '../../../src/domain/detection/order.ts';

const numbers = fc.array(fc.double({ noNaN: true, min: -1e12, max: 1e12 }), { maxLength: 150 });
const share = fc.double({ noNaN: true, min: 0, max: 1 });
const sorted = (values: readonly number[]) => [...values].sort((a, b) => a - b);
// 0 and −0 are the same amount.
const plain = (values: Iterable<number>) => [...values].map((value) => value + 0);

describe('the first values of a list', () => {
  test('are sorted in place, and what lies behind them stays', () => {
    fc.assert(
      fc.property(numbers, numbers, (first, behind) => {
        const values = Float64Array.from([...first, ...behind]);
        sortFirst(values, first.length);
        expect(plain(values)).toEqual(plain([...sorted(first), ...behind]));
      }),
    );
  });

  test('have the median of a plain implementation', () => {
    fc.assert(
      fc.property(numbers, numbers, (first, behind) => {
        fc.pre(first.length > 0);
        const order = sorted(first);
        const [low, high] = [order[(first.length - 1) >> 1] as number, order[first.length >> 1] as number];
        expect(medianOf(Float64Array.from([...first, ...behind]), first.length)).toBeCloseTo((low + high) / 2, 5);
      }),
    );
  });

  test('hold at least the share asked for at or below its rank, and less below the value before it', () => {
    fc.assert(
      fc.property(numbers, share, (values, asked) => {
        fc.pre(values.length > 0);
        const order = Float64Array.from(sorted(values));
        const value = rankOf(order, order.length, asked);
        expect(order.filter((other) => other <= value).length).toBeGreaterThanOrEqual(asked * order.length - 1e-9);
        expect(order.filter((other) => other < value).length).toBeLessThan(Math.max(1, asked * order.length));
      }),
    );
  });

  test('have neither median nor rank where there are none', () => {
    expect(medianOf(Float64Array.of(1, 2), 0)).toBeNaN();
    expect(rankOf(Float64Array.of(1, 2), 0, 0.5)).toBeNaN();
  });

  test('have their smallest at rank 0 and their largest at rank 1', () => {
    const values = Float64Array.of(1, 2, 3, 4);
    expect([0, 0.25, 0.26, 1].map((asked) => rankOf(values, 4, asked))).toEqual([1, 1, 2, 4]);
  });
});
