import { type Day, dayFromNumber, dayNumber, weekdayOfNumber } from '../day.ts';

/** Days that count as the edge of a month, from either end: there one earlier hit makes a custom. */
const EDGE_DAYS = 3;
/** Days into a month after which the level has taken in its length. */
const LEVEL_DAYS = 20;
/** Beside the month's length there is growth. */
const LENGTH_MARGIN = 1.05;

/** The calendar of a panel's columns. */
export interface Calendar {
  /** 0–6. */
  readonly weekday: Uint8Array;
  /** How much more a day costs than one of the month before where the price is by the month: 31/28 in February, else mostly 1. */
  longer(column: number): number;
  /** What custom sets beside a column. */
  customs(column: number): readonly Custom[];
}

/** Earlier columns on which the same custom fell, newest first, and on how many of them it must show to be one. */
export interface Custom {
  readonly days: readonly number[];
  readonly needed: number;
}

interface Place {
  readonly date: number;
  readonly fromEnd: number;
  /** Days of its month. */
  readonly length: number;
  readonly month: number;
  /** 0 = the first of its weekday in the month. */
  readonly nth: number;
}

export function calendarOf(first: Day, days: number): Calendar {
  const start = dayNumber(first);
  const weekday = Uint8Array.from({ length: days }, (_, column) => weekdayOfNumber(start + column));
  const places = Array.from({ length: days }, (_, column) => placeOf(dayFromNumber(start + column)));
  const longer = places.map(({ date, length }, column) => {
    const before = places[column - date]?.length ?? length;
    return date <= LEVEL_DAYS && before > length ? (LENGTH_MARGIN * before) / length : 1;
  });
  const known = new Map<number, readonly Custom[]>();
  return {
    weekday,
    longer: (column) => longer[column] ?? 1,
    customs(column) {
      let groups = known.get(column);
      if (!groups) {
        groups = customsOf(places, weekday, column);
        known.set(column, groups);
      }
      return groups;
    },
  };
}

function placeOf(day: Day): Place {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number];
  const length = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return { date, fromEnd: length - date, length, month: year * 12 + month, nth: Math.floor((date - 1) / 7) };
}

/** Same date, same distance from the month's end, every fortnight, nth weekday, same date a quarter ago. */
function customsOf(places: readonly Place[], weekday: Uint8Array, column: number): Custom[] {
  const here = places[column] as Place;
  const edge = here.date <= EDGE_DAYS || here.fromEnd < EDGE_DAYS;
  const hits = (isHit: (place: Place, at: number) => boolean, from: number, to: number, count: number) => {
    const found: number[] = [];
    for (let last = column; found.length < count; ) {
      let hit = -1;
      for (let at = last - from; at >= Math.max(0, last - to); at--)
        if (isHit(places[at] as Place, at)) hit = hit < 0 ? at : hit;
      if (hit < 0) break;
      found.push(hit);
      last = hit;
    }
    return found;
  };
  const needed = edge ? 1 : 2;
  return [
    { days: hits((place) => place.date === here.date, 28, 31, 3), needed },
    { days: hits((place) => place.fromEnd === here.fromEnd, 28, 31, 3), needed },
    { days: [14, 28, 42].map((back) => column - back).filter((at) => at >= 0), needed: 2 },
    { days: hits((place, at) => weekday[at] === weekday[column] && place.nth === here.nth, 28, 35, 3), needed: 2 },
    {
      days: edge ? hits((place) => place.date === here.date && place.month === here.month - 3, 85, 95, 1) : [],
      needed: 1,
    },
  ].filter((custom) => custom.days.length >= custom.needed);
}
