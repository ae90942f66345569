import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  formatChange,
  formatMoney,
  formatRatio,
  type Micros,
  micros,
  parseMicros,
  sum,
  units,
} from '../../src/domain/money.ts';

const amount = (value: number) => value as Micros;

describe("AWS's decimals become whole micro-units, exactly", () => {
  test.each([
    ['0', 0],
    ['-0', 0],
    ['1', 1_000_000],
    ['1204.1234567891', 1_204_123_457],
    ['0.0000005', 1],
    ['0.0000004999999999', 0],
    ['-0.0000005', -1],
    ['-3.2E-5', -32],
    ['1.5e3', 1_500_000_000],
    ['9E-8', 0],
    ['0.1', 100_000],
    ['0000.30', 300_000],
    ['9007199254.740991', 9_007_199_254_740_991],
    ['1.005', 1_005_000],
  ])('%s is %i', (text, expected) => {
    expect(parseMicros(text)).toBe(expected);
  });

  test.each(['', 'abc', '1,204.12', '$5', '1.2.3', '0x10', 'NaN', 'Infinity', '1e', '--1', '.'])(
    '"%s" is no amount',
    (text) => {
      expect(() => parseMicros(text)).toThrow(RangeError);
    },
  );

  test.each(['9007199254.740992', '1e30', '1e400'])('%s is refused as too large rather than rounded', (text) => {
    expect(() => parseMicros(text)).toThrow(RangeError);
  });

  test('what has six decimals comes back as it was', () => {
    fc.assert(
      fc.property(fc.integer({ min: -4_000_000_000_000_000, max: 4_000_000_000_000_000 }), (value) => {
        const size = BigInt(Math.abs(value));
        const text = `${value < 0 ? '-' : ''}${size / 1_000_000n}.${String(size % 1_000_000n).padStart(6, '0')}`;
        expect(parseMicros(text) === value).toBe(true);
        expect(parseMicros(`${value}e-6`) === value).toBe(true);
      }),
    );
  });
});

test('a tenth ten thousand times is a thousand', () => {
  expect(sum(Array.from({ length: 10_000 }, () => parseMicros('0.1')))).toBe(micros(1000));
  expect(sum([])).toBe(0);
  expect(units(micros(12.5))).toBe(12.5);
  expect(micros(-0.0000015)).toBe(-2);
});

test.each([
  [0, '$0'],
  [1204.4, '$1,204'],
  [33_410, '$33,410'],
  [4.123, '$4.12'],
  [9.994, '$9.99'],
  [9.995, '$10'],
  [10.4, '$10'],
  [0.01, '$0.01'],
  [0.0099, 'under $0.01'],
  [-11, '−$11'],
  [-4.5, '−$4.50'],
  [-0.001, '−under $0.01'],
])('%f dollars are written %s', (value, text) => {
  expect(formatMoney(micros(value), 'USD')).toBe(text);
});

test('money is written in its own currency', () => {
  expect(formatMoney(micros(1204), 'EUR')).toBe('€1,204');
  expect(formatMoney(micros(1204), 'CNY')).toBe('¥1,204');
});

test('no amount is written as zero unless it is zero, and none with a hyphen for a minus', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000_000, max: 20_000_000 }), (value) => {
      const text = formatMoney(amount(value), 'USD');
      expect(text === '$0').toBe(value === 0);
      expect(text).not.toContain('-');
      expect(text.startsWith('−')).toBe(value < 0);
    }),
  );
});

test.each([
  [76, '+$76'],
  [-11, '−$11'],
  [0, '±$0'],
])('a change of %i dollars is written %s', (value, text) => {
  expect(formatChange(micros(value), 'USD')).toBe(text);
});

test.each([
  [4859, 4783, '+1.6 %'],
  [88, 100, '−12 %'],
  [194, 91, '+113 %'],
  [1100, 100, '11×'],
  [720, 60, '12×'],
  [1099, 100, '+999 %'],
  [1099.6, 100, '11×'],
  [0, 100, '−100 %'],
])('%d against %d is %s', (now, base, text) => {
  expect(formatRatio(now, base)).toBe(text);
});

test.each([0, -5])('against %i there is no ratio', (base) => {
  expect(formatRatio(100, base)).toBeUndefined();
});
