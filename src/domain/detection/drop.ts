import type { Detector } from './excursion.ts';

const SIGMAS = 5;
/** A drop leaves less than this share of the usual day. */
const SHARE_LEFT = 0.6;

/** Two days far cheaper than usual, both old enough that no cost is still to come. */
export const drop: Detector = {
  direction: 'drop',
  youngest: 2,
  daysInARow: 2,
  isOut: (value, { expected, spread }, floor) =>
    expected - value > floor && value < expected - SIGMAS * spread && value < SHARE_LEFT * expected,
};
