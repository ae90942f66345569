import type { Detector } from './excursion.ts';

/** σ above the usual day. */
const SIGMAS = 5;
/** A rise is more than this share of the usual day. */
const SHARE = 0.35;
/** … and more than this share above what the calendar explains. */
const LUMP_SHARE = 0.25;

/** A day dearer than usual. Yesterday may be judged although more of it is still to come: a partial figure above the bound is safe to call. */
export const rise: Detector = {
  direction: 'rise',
  youngest: 1,
  daysInARow: 1,
  clarity: 1,
  isOut: (value, { expected, spread, lump }, floor, clarity) =>
    value - expected > floor &&
    value > expected + clarity * SIGMAS * spread &&
    value > (1 + clarity * SHARE) * expected &&
    value > (1 + clarity * LUMP_SHARE) * lump,
};
