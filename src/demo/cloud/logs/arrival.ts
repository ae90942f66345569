import { draw } from '../../scenario/random.ts';
import type { Invocation } from '../../scenario/types.ts';

const LATE_SHARE = 0.02;

/**
 * How long after its timestamp an event of this invocation is ingested, in ms: 0.2–2 s, and 20–90 s for one invocation
 * in fifty, as Lambda ships an invocation's lines together.
 */
export function lagOf({ requestId }: Invocation): number {
  const share = draw(0, requestId, 1);
  return draw(0, requestId, 2) < LATE_SHARE ? Math.round(20_000 + share * 70_000) : ordinaryLag(share);
}

/** The lag of an event that is not late, in ms, by a number in [0, 1). */
export function ordinaryLag(share: number): number {
  return Math.round(200 + share * 1_800);
}
