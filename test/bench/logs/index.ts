import type { Figure } from '../figure.ts';
import { againstTail } from './against-tail.ts';
import { followTime } from './follow-time.ts';
import { formatting } from './formatting.ts';
import { metrics } from './metrics.ts';
import { reading } from './reading.ts';
import { redaction } from './redaction.ts';

/** How soon `/logs` answers; some four minutes. The bot runs as built, as a process; build before. */
export async function* logs(): AsyncGenerator<Figure> {
  yield* formatting();
  yield* redaction();
  yield* reading();
  yield await metrics();
  yield await againstTail();
  yield await followTime();
}
