import { expect, test } from 'vitest';
import { reached } from './worlds.ts';

/** It reached 0.96, 0.14 a month and 0.97. */
test('what happens in four small bills is found, and little else is raised', { timeout: 90_000 }, () => {
  const { f1, falsePerMonth, usdRecall } = reached([1, 2, 3, 4]);
  expect(f1).toBeGreaterThan(0.88);
  expect(falsePerMonth).toBeLessThan(0.5);
  expect(usdRecall).toBeGreaterThan(0.95);
});
