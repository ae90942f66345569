import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fillLevels, levelAt } from '../../../src/domain/detection/levels.ts';
import { LIMITS } from '../../../src/domain/detection/limits.ts';
import { createSight, type Sight } from '../../../src/domain/detection/sight.ts';

/** What a level looks at of a series: its days without the week's profile, and which of them teach. */
function sightOf(days: readonly (readonly [value: number, teaches: boolean])[]): Sight {
  const sight = createSight();
  sight.today = { limits: LIMITS } as Sight['today'];
  days.forEach(([value, teaches], i) => {
    sight.flat[i] = value;
    sight.teaches[i] = teaches ? 1 : 0;
  });
  return sight;
}

const value = fc.oneof(
  { weight: 4, arbitrary: fc.double({ noNaN: true, min: 0, max: 1e6 }) },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 3 }) },
  { weight: 1, arbitrary: fc.constant(Number.NaN) },
);
/** Long stretches that teach nothing are in it: the window ends by its reach, not by its count. */
const stretch = fc
  .tuple(fc.array(value, { maxLength: 50 }), fc.boolean())
  .map(([values, teaches]) => values.map((one) => [one, teaches] as const));

test('levels found in a row are those that are found one by one', () => {
  fc.assert(
    fc.property(fc.array(stretch, { maxLength: 8 }), fc.nat(), fc.nat(), (stretches, a, b) => {
      const days = stretches.flat();
      fc.pre(days.length > 0);
      const [from = 0, to = 0] = [a % days.length, b % days.length].sort((x, y) => x - y);
      const inARow = sightOf(days);
      fillLevels(inARow, from, to);
      const oneByOne = sightOf(days);
      for (let i = from; i <= to; i++) {
        expect(inARow.levelled[i]).toBe(1);
        expect(levelAt(inARow, i)).toBe(levelAt(oneByOne, i));
      }
    }),
    { numRuns: 500 },
  );
});
