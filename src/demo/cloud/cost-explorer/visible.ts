import type { Day } from '../../../domain/day.ts';
import { addDays, dayOf, endOf, firstDayOf, monthOf, startOf } from '../../../domain/day.ts';
import type { Micros } from '../../../domain/money.ts';
import { draw } from '../../scenario/random.ts';
import type { LineItem } from '../../scenario/types.ts';

const MS_PER_HOUR = 3_600_000;
/** Cost Explorer's data is refreshed up to three times a day. */
const REFRESH_HOURS = 8;
/** Share of a day that is in, by hours from its end to the last refresh; straight lines between. */
const RIPENING: readonly (readonly [hours: number, share: number])[] = [
  [-14, 0],
  [0, 0.7],
  [8, 0.91],
  [16, 0.97],
  [24, 0.995],
  [48, 1],
];
/** How much sooner or later than the usual a service's lines come in, as a change of the exponent. */
const SERVICE_SPREAD = 0.3;
/** Days after a month's end until what is only settled then stands in the bill. */
const SUPPORT_AFTER_DAYS = 1;
const CREDITS_AFTER_DAYS = 5;
const FINAL_AFTER_DAYS = 4;
const REFUND_AFTER_DAYS = 6;

/** The last refresh of the data at an instant: 00, 08 or 16 h UTC. */
export function refreshedAt(at: Date): Date {
  const step = REFRESH_HOURS * MS_PER_HOUR;
  return new Date(Math.floor(at.getTime() / step) * step);
}

/**
 * The share of a line that Cost Explorer shows at an instant: usage ripens over two days after its own,
 * some services sooner than others; support, credits and refunds come all at once, long after their day.
 */
export function visibleShare(line: Pick<LineItem, 'day' | 'service' | 'recordType'>, at: Date): number {
  const refreshed = refreshedAt(at);
  const { day, recordType } = line;
  switch (recordType) {
    case 'Support':
      return share(refreshed >= startOf(addDays(endOf(monthOf(day)), SUPPORT_AFTER_DAYS)));
    case 'Credit':
      return share(refreshed >= startOf(addDays(endOf(monthOf(day)), CREDITS_AFTER_DAYS)));
    case 'Refund':
      return share(refreshed >= startOf(addDays(day, REFUND_AFTER_DAYS)));
    case 'Tax':
    case 'RIFee':
    case 'Fee':
      return share(refreshed > startOf(day));
    default:
      return ripeness(hoursBetween(startOf(addDays(day, 1)), refreshed), line.service);
  }
}

/** A line as Cost Explorer shows it at an instant; undefined while nothing of it does. */
export function visibleLine(line: LineItem, at: Date): LineItem | undefined {
  const shown = visibleShare(line, at);
  if (shown === 0) return undefined;
  if (shown === 1) return line;
  const part = (amount: Micros) => Math.round(amount * shown) as Micros;
  return {
    ...line,
    unblended: part(line.unblended),
    amortized: part(line.amortized),
    netAmortized: part(line.netAmortized),
    quantity: line.quantity * shown,
  };
}

/** Whether the figures of a day may still change: this month's, and the last month's until the 5th. */
export function isEstimated(day: Day, at: Date): boolean {
  const today = dayOf(at);
  return today < addDays(endOf(monthOf(day)), FINAL_AFTER_DAYS) || day >= firstDayOf(monthOf(today));
}

function ripeness(hours: number, service: string): number {
  const usual = between(hours);
  const exponent = 1 + SERVICE_SPREAD * (2 * draw(0, service, 0) - 1);
  return usual ** exponent;
}

function between(hours: number): number {
  let [fromHours, fromShare] = [Number.NEGATIVE_INFINITY, 0];
  for (const [toHours, toShare] of RIPENING) {
    if (hours <= toHours) {
      const way = fromHours === Number.NEGATIVE_INFINITY ? 0 : (hours - fromHours) / (toHours - fromHours);
      return fromShare + way * (toShare - fromShare);
    }
    [fromHours, fromShare] = [toHours, toShare];
  }
  return 1;
}

function hoursBetween(from: Date, to: Date): number {
  return (to.getTime() - from.getTime()) / MS_PER_HOUR;
}

function share(isIn: boolean): number {
  return isIn ? 1 : 0;
}
