import { expect, test } from 'vitest';
import { reached } from './worlds.ts';

/** It reached 0.94, none and 0.99. */
test('what happens is found where the weekend is Friday and Saturday', { timeout: 90_000 }, () => {
  const { f1, falsePerMonth, usdRecall } = reached([5, 6], { weekend: [5, 6] });
  expect(f1).toBeGreaterThan(0.85);
  expect(falsePerMonth).toBeLessThan(0.6);
  expect(usdRecall).toBeGreaterThan(0.95);
});
