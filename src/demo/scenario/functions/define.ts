import { minutesAfter } from '../instants.ts';
import { draw, hex } from '../random.ts';
import type { Invocation, LambdaFunction, Run } from '../types.ts';

const MS_PER_MINUTE = 60_000;

/** One run of a function, as its behaviour sees it. */
export interface Call {
  readonly start: Date;
  readonly requestId: string;
  /** A number in [0, 1) that belongs to this call and the key. */
  roll(key: string): number;
  /** A number between two bounds, drawn by key. */
  between(key: string, low: number, high: number): number;
}

/** What a call came to; its lines are made where someone reads them. */
export interface Outcome extends Omit<Run, 'start'> {
  lines(): Invocation['lines'];
}

/** A function by its settings and its behaviour; what most have alike may be left out. */
export interface Definition
  extends Omit<LambdaFunction, 'logGroup' | 'invocations' | 'runs' | 'runtime' | 'timeoutSeconds'>,
    Partial<Pick<LambdaFunction, 'logGroup' | 'runtime' | 'timeoutSeconds'>> {
  /** Milliseconds into the minute at which invocations begin, in order; `roll` belongs to the minute. */
  startsIn(minute: Date, roll: (key: string) => number): readonly number[];
  run(call: Call): Outcome;
}

/** A function of the scenario from its definition: each minute is drawn by itself, so that any window can be asked for. */
export function defineFunction(seed: number, definition: Definition): LambdaFunction {
  const { startsIn, run, ...settings } = definition;
  const { name } = settings;
  function* calls(from: Date, to: Date): Iterable<Call> {
    let minute = new Date(Math.floor(from.getTime() / MS_PER_MINUTE) * MS_PER_MINUTE);
    for (; minute < to; minute = minutesAfter(minute, 1)) {
      const number = minute.getTime();
      for (const offset of startsIn(minute, (key) => draw(seed, `${name} minute ${key}`, number))) {
        const start = new Date(number + offset);
        if (start >= from && start < to) yield new DrawnCall(seed, name, start);
      }
    }
  }
  return {
    logGroup: `/aws/lambda/${name}`,
    runtime: 'nodejs22.x',
    timeoutSeconds: 10,
    ...settings,
    *invocations(from, to) {
      for (const call of calls(from, to)) {
        const outcome = run(call);
        yield { requestId: call.requestId, start: call.start, ...outcome, lines: outcome.lines() };
      }
    },
    *runs(from, to) {
      for (const call of calls(from, to)) {
        const { lines: _, ...outcome } = run(call);
        yield { start: call.start, ...outcome };
      }
    },
  };
}

/** A call whose figures hang on the function's name and its start alone; its id is made where it is asked for. */
class DrawnCall implements Call {
  readonly start: Date;
  readonly #seed: number;
  readonly #name: string;
  #requestId: string | undefined;

  constructor(seed: number, name: string, start: Date) {
    this.#seed = seed;
    this.#name = name;
    this.start = start;
  }

  get requestId(): string {
    this.#requestId ??= requestIdOf(this.#seed, this.#name, this.start.getTime());
    return this.#requestId;
  }

  roll(key: string): number {
    return draw(this.#seed, `${this.#name} ${key}`, this.start.getTime());
  }

  between(key: string, low: number, high: number): number {
    return Math.round((low + this.roll(key) * (high - low)) * 100) / 100;
  }
}

/** `count` starts a minute, the first `offsetMs` into it and the others evenly after it. */
export function evenly(count: number, offsetMs: number): number[] {
  const step = MS_PER_MINUTE / Math.max(1, count);
  return Array.from({ length: count }, (_, i) => Math.floor(offsetMs + i * step)).filter((ms) => ms < MS_PER_MINUTE);
}

/** Starts at random: `rate` a minute on average, each in its own slice of the minute. */
export function scattered(rate: number, roll: (key: string) => number): number[] {
  const count = Math.floor(rate + roll('count'));
  const slice = MS_PER_MINUTE / Math.max(1, count);
  return Array.from({ length: count }, (_, i) => Math.floor((i + roll(`start ${i}`)) * slice));
}

/** A cold start's `initMs`, for one call in `oneIn`; nothing for the others. */
export function coldStart(call: Call, oneIn: number): { initMs?: number } {
  return call.roll('cold') * oneIn < 1 ? { initMs: call.between('init', 180, 640) } : {};
}

function requestIdOf(seed: number, name: string, startMs: number): string {
  const digits = hex(seed, `request ${name}`, startMs, 32);
  const parts = [digits.slice(0, 8), digits.slice(8, 12), `4${digits.slice(13, 16)}`, `a${digits.slice(17, 20)}`];
  return [...parts, digits.slice(20, 32)].join('-');
}
