import type { Figure } from '../figure.ts';
import { crashRun } from './crash-run.ts';
import { stops } from './stops.ts';
import { storm } from './storm.ts';
import { zones } from './zones.ts';

/** What the outbox promises, held against the whole bot as a process; some half an hour. Build before. */
export async function* incidents(): AsyncGenerator<Figure> {
  yield* zones();
  yield* storm();
  yield* stops();
  yield* crashRun();
}
