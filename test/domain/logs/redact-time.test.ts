import { expect, test } from 'vitest';
import { redact } from '../../../src/domain/logs/redact.ts';
import { bestOf, filled, HOSTILE } from './redact-hostile.ts';

const SIZE = 100_000;
/** All rules together are held to what one rule may take; a busy machine has several tries. */
const MOST_MS = 50;
const TRIES = 12;

test.each(HOSTILE)('100 KB of %s take no longer than 50 ms', (_, unit) => {
  const text = filled(unit, SIZE);
  let best = Infinity;
  for (let run = 0; run < TRIES && best > MOST_MS; run++)
    best = Math.min(
      best,
      bestOf(1, () => redact(text)),
    );
  expect(best).toBeLessThan(MOST_MS);
});
