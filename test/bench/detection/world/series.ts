import { type Environment, HABITS } from './accounts.ts';
import { type Calendar, dateAt } from './calendar.ts';
import type { Random } from './random.ts';
import type { Kind } from './services.ts';

/** What a usage type's figures are drawn from. */
export interface Workload {
  /** The mean of a weekday at the start, in dollars. */
  readonly base: number;
  readonly environment: Environment;
  /** What of a weekday is left on a weekend. */
  readonly weekendShare: number;
  /** Growth a year, as the logarithm of the factor. */
  readonly growth: number;
}

/** Where and how the figures are drawn. */
export interface Drawing {
  readonly calendar: Calendar;
  readonly random: Random;
  /** Multiplies every random spread. */
  readonly noise: number;
}

type Maker = (load: Workload, drawing: Drawing) => (day: number) => number;

const DAYS_PER_YEAR = 365;
const DAYS_PER_MONTH = 30.4;
const DAYS_PER_WEEK = 7;

/** The dollars of each day of one usage type. */
export function seriesOf(kind: Kind, load: Workload, drawing: Drawing): Float64Array {
  const at = MAKERS[kind](load, drawing);
  return Float64Array.from({ length: drawing.calendar.days }, (_, day) => Math.max(0, load.base * at(day)));
}

/** Of a drift: the share by which it falls back to its mean a day, so that it wanders over about two months. */
const PULL = 0.02;

/** A slow wander around 1, of the given relative spread in the long run. */
export function drift(spread: number, { calendar, random }: Drawing): Float64Array {
  let level = random.normal(spread);
  return Float64Array.from({ length: calendar.days }, () => {
    level += random.normal(spread * Math.sqrt(2 * PULL)) - PULL * level;
    return Math.exp(level);
  });
}

const MAKERS: Readonly<Record<Kind, Maker>> = {
  const: steady,
  elastic: (load, drawing) => demand(load, drawing, { wander: 0.07, jitter: [0.02, 0.06], restless: 0.15 }),
  request: (load, drawing) => demand(load, drawing, { wander: 0.1, jitter: [0.04, 0.12], restless: 0 }),
  transfer: heavyTailed,
  storage: stored,
  batch: sparse,
  weekly,
  monthend: monthEnd,
  monthly,
};

const growthAt = ({ growth }: Workload, day: number) => Math.exp((growth * day) / DAYS_PER_YEAR);

/** What of a working day's use a day has: less on weekends and holidays. */
function rhythm(load: Workload, { calendar, random }: Drawing): (day: number) => { weekend: number; holiday: number } {
  const onHoliday = random.uniform(...HABITS[load.environment].holiday);
  return (day) => {
    const { isWeekend, isHoliday } = dateAt(calendar, day);
    return { weekend: isWeekend ? load.weekendShare : 1, holiday: isHoliday ? onHoliday : 1 };
  };
}

/** Relative spread from day to day of what runs all the time: half of it does not move at all. */
const STEADY_JITTER = [0, 0, 0.002, 0.008] as const;
/** Between two changes of size of what runs all the time. */
const DAYS_PER_RESIZE = 60;

/** Machines that run all the time: a level that is changed now and then by some percent. */
function steady(load: Workload, drawing: Drawing): (day: number) => number {
  const { calendar, random, noise } = drawing;
  const level = new Float64Array(calendar.days).fill(1);
  for (let left = random.poisson(calendar.days / DAYS_PER_RESIZE); left > 0; left--) {
    const factor = Math.exp(Math.max(-0.15, Math.min(0.15, 0.01 + random.normal(0.06))));
    for (let day = random.integer(0, calendar.days); day < calendar.days; day++)
      level[day] = (level[day] ?? 1) * factor;
  }
  const jitter = random.pick(STEADY_JITTER) * noise;
  const stopsAtNight = (load.environment === 'dev' || load.environment === 'staging') && random.chance(0.5);
  const rest = rhythm(load, drawing);
  return (day) => {
    const { weekend, holiday } = rest(day);
    // What is always on grows half as fast as what follows demand.
    return (
      (level[day] ?? 1) *
      Math.sqrt(growthAt(load, day)) *
      (1 + random.normal(jitter)) *
      (stopsAtNight ? weekend * holiday : 1)
    );
  };
}

interface Demand {
  /** Relative spread of the slow drift. */
  readonly wander: number;
  /** Relative spread from day to day, at least and at most. */
  readonly jitter: readonly [number, number];
  /** The part that stays up on a holiday besides. */
  readonly restless: number;
}

/** What follows the customers: weekly rhythm, holidays, growth, noise. */
function demand(load: Workload, drawing: Drawing, { wander, jitter, restless }: Demand): (day: number) => number {
  const { random, noise } = drawing;
  const drifting = drift(wander, drawing);
  const spread = random.uniform(...jitter) * noise;
  const rest = rhythm(load, drawing);
  return (day) => {
    const { weekend, holiday } = rest(day);
    const used = weekend * Math.min(1, holiday + restless);
    return growthAt(load, day) * used * (drifting[day] ?? 1) * Math.exp(random.normal(spread));
  };
}

/** Data transfer: as demand, with the odd day far out. */
function heavyTailed(load: Workload, drawing: Drawing): (day: number) => number {
  const { random, noise } = drawing;
  const smooth = demand(load, drawing, { wander: 0.12, jitter: [0, 0], restless: 0 });
  const spread = random.uniform(0.06, 0.13) * noise;
  return (day) => smooth(day) * Math.exp(Math.max(-1, Math.min(1.1, random.studentT(4) * spread)));
}

/** Storage: grows on, is billed by the month's hours, hardly jitters. */
function stored(load: Workload, drawing: Drawing): (day: number) => number {
  const { calendar, random, noise } = drawing;
  const drifting = drift(0.02, drawing);
  const hoarding = { ...load, growth: load.growth + 0.15 };
  return (day) => {
    const perDay = DAYS_PER_MONTH / dateAt(calendar, day).monthLength;
    return growthAt(hoarding, day) * perDay * (drifting[day] ?? 1) * Math.exp(random.normal(0.002 * noise));
  };
}

/** Jobs started by people: on some days only, of very different sizes. */
function sparse(load: Workload, { calendar, random, noise }: Drawing): (day: number) => number {
  const probability = random.uniform(0.1, 0.6);
  return (day) => {
    const runs = random.chance(probability * (dateAt(calendar, day).isWeekend ? 0.4 : 1));
    return runs ? (growthAt(load, day) / probability) * Math.exp(random.normal(0.5 * noise)) : 0;
  };
}

/** A job on one day of the week. */
function weekly(_: Workload, { calendar, random, noise }: Drawing): (day: number) => number {
  const weekday = random.integer(0, DAYS_PER_WEEK);
  return (day) =>
    dateAt(calendar, day).weekday === weekday ? DAYS_PER_WEEK * Math.exp(random.normal(0.12 * noise)) : 0;
}

/** The books are closed: several times as much on the last and the first day of the month. */
function monthEnd(_: Workload, drawing: Drawing): (day: number) => number {
  const { calendar, random, noise } = drawing;
  const factor = random.uniform(3, 8);
  const drifting = drift(0.06, drawing);
  return (day) => {
    const { dayOfMonth, monthLength } = dateAt(calendar, day);
    const closing = dayOfMonth === 1 || dayOfMonth === monthLength;
    return (closing ? factor : 1) * (drifting[day] ?? 1) * Math.exp(random.normal(0.06 * noise));
  };
}

/** Charged whole on the first of the month. */
function monthly(load: Workload, { calendar, random }: Drawing): (day: number) => number {
  return (day) =>
    dateAt(calendar, day).dayOfMonth === 1 ? DAYS_PER_MONTH * growthAt(load, day) * Math.exp(random.normal(0.01)) : 0;
}
