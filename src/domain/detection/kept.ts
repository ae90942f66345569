import { addDays, type Day, daysBetween } from '../day.ts';
import type { Known } from './known.ts';

/** A known cause with days in the place of columns, to be kept beyond the panel it was found in. */
export type Kept = Omit<Known, 'raised' | 'since' | 'last' | 'sign'> & {
  readonly raised: Day;
  readonly since: Day;
  readonly last: Day;
  readonly sign: Omit<Known['sign'], 'on'> & { readonly on: Day };
};

/** Causes whose last sign is older than this are forgotten: nothing asks for them any more. */
const KEPT_DAYS = 90;

export function keep(known: readonly Known[], first: Day, today: Day): Kept[] {
  const day = (column: number) => addDays(first, column);
  return known
    .map((one) => ({
      ...one,
      raised: day(one.raised),
      since: day(one.since),
      last: day(one.last),
      sign: { ...one.sign, on: day(one.sign.on) },
    }))
    .filter(({ last }) => daysBetween(last, today) <= KEPT_DAYS);
}

/** The causes as a panel from `first` on knows them; what lies before it has columns below 0. */
export function recall(kept: readonly Kept[], first: Day): Known[] {
  const column = (day: Day) => daysBetween(first, day);
  return kept.map((one) => ({
    ...one,
    raised: column(one.raised),
    since: column(one.since),
    last: column(one.last),
    sign: { ...one.sign, on: column(one.sign.on) },
  }));
}

/** Names a cause for as long as it lasts: the same tomorrow, and after a restart. */
export function causeKey({
  direction,
  breadth,
  sign,
  since,
  id,
}: Pick<Kept, 'direction' | 'breadth' | 'sign' | 'since' | 'id'>): string {
  // Of the day it was raised on: which part is the largest may change.
  const { account = '*', service = '*', usageType = '*', team = '' } = sign.scope;
  return [direction, breadth, account, service, usageType, team, since, id].join('|');
}
