import type { DayOne } from '../domain/day-one.ts';
import { UserError } from '../domain/errors.ts';
import type { Micros } from '../domain/money.ts';
import { chooseImpact } from './bill.ts';
import type { Clock, Memory, Outbox } from './ports.ts';

export type Sensitivity = 'fewer' | 'keep' | 'more';

const FACTORS: Readonly<Record<Sensitivity, number>> = { fewer: 2, keep: 1, more: 0.5 };
/** The floor of detection: nothing smaller is kept, so nothing smaller can be posted. */
const LEAST = 10_000_000;

interface Deps {
  readonly memory: Memory;
  readonly outbox: Outbox;
  readonly clock: Clock;
  readonly channel: string;
}

/** Doubles or halves what is posted from, and shows on the first message what that would have meant. */
export async function chooseSensitivity(deps: Deps, sensitivity: Sensitivity, by: string): Promise<DayOne> {
  const known = await deps.memory.recall('day-one');
  if (!isDayOne(known))
    throw new UserError('I have no first message to change. Set alerts.minImpact in billhook.yml instead.');
  const post = Math.max(LEAST, Math.round(known.post * FACTORS[sensitivity])) as Micros;
  const dayOne: DayOne = { ...known, post, chosenBy: by };
  await chooseImpact(deps.memory, { micros: post, by });
  await deps.memory.remember('day-one', dayOne);
  await deps.outbox.put(
    [{ subject: 'day-one', action: 'edit', channel: deps.channel, message: { kind: 'day-one', dayOne } }],
    deps.clock(),
  );
  return dayOne;
}

function isDayOne(value: unknown): value is DayOne {
  return typeof value === 'object' && value !== null && 'past' in value && 'post' in value;
}
