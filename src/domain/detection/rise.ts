import type { Detector } from './excursion.ts';

/** σ above the usual day. */
const SIGMAS = 5;
/** A rise is more than this share of the usual day. */
const SHARE = 0.35;
/** Above what the calendar explains by this factor. */
const ABOVE_LUMP = 1.25;

/** A day dearer than usual. Yesterday may be judged although more of it is still to come: a partial figure above the bound is safe to call. */
export const rise: Detector = {
  direction: 'rise',
  youngest: 1,
  daysInARow: 1,
  isOut: (value, { expected, spread, lump }, floor) =>
    value - expected > floor &&
    value > expected + SIGMAS * spread &&
    value > (1 + SHARE) * expected &&
    value > ABOVE_LUMP * lump,
};
