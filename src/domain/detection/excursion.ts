import { addDays, type Day, daysBetween, daysUntil } from '../day.ts';
import { forecaster, type Series, type Usual } from './forecast.ts';

/** A run of days out of the ordinary that reaches the last day judged. */
export interface Excursion {
  readonly direction: 'rise' | 'drop';
  readonly since: Day;
  /** The last day judged. */
  readonly through: Day;
  readonly usualOf: (day: Day) => Usual;
  /** Nothing was spent here before. */
  readonly fresh: boolean;
  readonly historyDays: number;
}

/** A test of one direction: which days it may judge, and when one of them is out of the ordinary. */
export interface Detector {
  readonly direction: Excursion['direction'];
  /** The age in days from which a day may be judged. */
  readonly youngest: number;
  /** Days in a row that must be out of the ordinary. */
  readonly daysInARow: number;
  readonly isOut: (value: number, usual: Usual, floor: number, clarity: number) => boolean;
  /** How clear a day must be: 1, or less where other evidence stands beside it. */
  readonly clarity: number;
}

/** From this age in days on a day is full enough to measure. */
export const FULL_AGE = 2;
/** A run that began earlier than this is part of what is usual by now, or an incident already. */
const LOOK_BACK_DAYS = 10;
/** The day before a run belongs to it if it is out of the ordinary by this much of what is asked. */
const FIRST_DAY_CLARITY = 0.5;

/**
 * The excursion that a detector sees in a series as of `today`, if one is under way.
 * @param floor least change of a day, micro-units
 */
export function findExcursion(series: Series, today: Day, detector: Detector, floor: number): Excursion | undefined {
  const through = addDays(today, -detector.youngest);
  const baselineEnd = addDays(through, -LOOK_BACK_DAYS);
  const usualOf = forecaster(series, baselineEnd);
  if (!usualOf) return undefined;
  const at = (day: Day) => series.values[daysBetween(series.first, day)];
  const out = (day: Day, clarity: number) => {
    const value = at(day);
    return value !== undefined && detector.isOut(value, usualOf(day), floor, clarity);
  };
  let since: Day | undefined;
  let length = 0;
  for (let day = through; day > baselineEnd; day = addDays(day, -1)) {
    // A day that never arrived breaks no run, and makes none; nor does one of which more is still to come.
    if (at(day) === undefined) continue;
    if (!out(day, detector.clarity)) {
      if (daysBetween(day, today) < FULL_AGE) continue;
      break;
    }
    since = day;
    length++;
  }
  if (since === undefined || length < detector.daysInARow) return undefined;
  // What begins at noon shows half of itself on its first day.
  const eve = addDays(since, -1);
  if (eve > baselineEnd && out(eve, detector.clarity * FIRST_DAY_CLARITY)) since = eve;
  const before = daysUntil(series.first, since).map(at);
  const fresh = before.every((value) => !value);
  return {
    direction: detector.direction,
    since,
    through,
    usualOf,
    fresh,
    historyDays: before.filter((value) => value !== undefined).length,
  };
}
