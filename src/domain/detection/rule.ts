import { formatDay, longWeekdayName } from '../day.ts';
import { formatMoney, micros } from '../money.ts';
import type { Kept } from './kept.ts';

/** What a sentence needs beside the cause itself. */
export interface RuleFacts {
  readonly currency: string;
  /** Days of history before it. */
  readonly historyDays: number;
}

/** Which test saw a cause and with what numbers, as people would say it: `$412 on Tuesday 17 Nov where $96 ± 12 is usual for a Tuesday; 3 accounts; since 14 Nov`. */
export function ruleOf(cause: Kept, facts: RuleFacts): string {
  const seen = seenWords(cause, facts);
  const where = spanWords(cause);
  // Of several services one was seen first: the numbers are its.
  const own =
    where && cause.sign.scope.service && ONE_SERIES.includes(cause.test) ? `${cause.sign.scope.service}: ` : '';
  return [`${own}${seen}`, ...(where ? [where] : []), `since ${formatDay(cause.since)}`].join('; ');
}

/** Tests that speak of one series. */
const ONE_SERIES: readonly Kept['test'][] = ['day', 'days', 'week', 'ramp', 'sparse', 'new', 'drop'];

function seenWords({ test, sign, parts }: Kept, { currency, historyDays }: RuleFacts): string {
  const money = (amount: number) => formatMoney(micros(amount), currency);
  const usual = `${money(sign.expected)}${sign.spread > 0 ? ` ± ${money(sign.spread).replace(/^\D+/, '')}` : ''}`;
  const dayWords = `${money(sign.actual)} on ${longWeekdayName(sign.on)} ${formatDay(sign.on)} where ${usual} is usual for a ${longWeekdayName(sign.on)}`;
  switch (test) {
    case 'new':
      return `${money(sign.actual)} on ${longWeekdayName(sign.on)} ${formatDay(sign.on)} where there was nothing in ${historyDays} days`;
    case 'week':
      return `${money(sign.actual)} a day in the week to ${formatDay(sign.on)} where ${usual} is usual`;
    case 'ramp':
      return `${money(sign.actual)} a day in the week to ${formatDay(sign.on)} where ${usual} was usual four weeks before`;
    case 'sparse':
      return `${money(sign.actual)} a day in a job that runs now and then, and never cost more than ${money(sign.expected)} a day over as many days`;
    case 'together':
      return `${parts.length} usage types up on the same days: ${money(sign.actual)} on ${longWeekdayName(sign.on)} ${formatDay(sign.on)} where ${money(sign.expected)} is usual for them`;
    case 'tag':
      return `${share(sign.actual)} of the account's cost bore the tag on ${longWeekdayName(sign.on)} ${formatDay(sign.on)} where ${share(sign.expected)} is usual, and the account itself stayed as it was`;
    case 'days':
      return `${dayWords}, and another of the last three days alike`;
    case 'drop':
      return `${dayWords}, and the day before alike`;
    default:
      return dayWords;
  }
}

function spanWords({ parts }: Kept): string | undefined {
  const accounts = new Set(parts.map(({ scope }) => scope.account)).size;
  const services = new Set(parts.map(({ scope }) => scope.service)).size;
  if (accounts > 1) return `${accounts} accounts`;
  return services > 1 ? `${services} services` : undefined;
}

const share = (part: number) => `${Math.round(100 * part)} %`;
