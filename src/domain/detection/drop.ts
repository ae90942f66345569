import type { Detector } from './excursion.ts';

const SIGMAS = 5;
/** A drop takes more than this share of the usual day. */
const SHARE = 0.4;

/** Two days far cheaper than usual, both old enough that no cost is still to come. */
export const drop: Detector = {
  direction: 'drop',
  youngest: 2,
  daysInARow: 2,
  clarity: 1,
  isOut: (value, { expected, spread }, floor, clarity) =>
    expected - value > floor &&
    value < expected - clarity * SIGMAS * spread &&
    value < (1 - clarity * SHARE) * expected,
};
