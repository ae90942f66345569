import type { Day } from '../../../domain/day.ts';
import { addDays, addMonths, dayOf, endOf, firstDayOf, monthOf, parseDay } from '../../../domain/day.ts';
import { invalid } from '../failure.ts';
import { oneOf, structure, text } from './input.ts';
import { broken, notSimulated } from './refusal.ts';

const PATTERN = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}:\d{2}Z)?$/;
/** Months before the present one that are kept without opting in to more. */
const MONTHS_BACK = 13;

/** From `start` up to, not including, `end`. */
export interface Period {
  readonly start: Day;
  readonly end: Day;
}

/** The TimePeriod of a request, held to AWS's limits: started by today, within 14 months, ending by the next month's first. */
export function periodOf(value: unknown, now: Date): Period {
  if (value === undefined || value === null) throw broken(value, 'timePeriod', 'not be null');
  const members = structure(value, 'timePeriod');
  const start = dayFrom(members.Start, 'timePeriod.start');
  const end = dayFrom(members.End, 'timePeriod.end');
  const thisMonth = monthOf(dayOf(now));
  if (start >= end) throw invalid('Start date (and hour) should be before end date (and hour)');
  if (start > dayOf(now)) throw invalid('Start date must be equal to or no later than the current date');
  if (end > endOf(thisMonth)) throw invalid('end date past the beginning of next month');
  if (start < firstDayOf(addMonths(thisMonth, -MONTHS_BACK)))
    throw invalid("You haven't enabled historical data beyond 14 months");
  return { start, end };
}

/** The periods of a result: every day, or every month cut to the period's ends. */
export function splitPeriod({ start, end }: Period, granularity: 'DAILY' | 'MONTHLY'): Period[] {
  const periods: Period[] = [];
  for (let from = start; from < end; ) {
    const whole = granularity === 'DAILY' ? addDays(from, 1) : endOf(monthOf(from));
    const to = whole < end ? whole : end;
    periods.push({ start: from, end: to });
    from = to;
  }
  return periods;
}

/** DAILY or MONTHLY. Hourly data needs an opt-in that the organisation has not made. */
export function granularityOf(value: unknown): 'DAILY' | 'MONTHLY' {
  const granularity = oneOf(value, 'granularity', ['DAILY', 'MONTHLY', 'HOURLY']);
  if (granularity === 'HOURLY')
    throw invalid('Hourly data is not available: enable hourly granularity in the Cost Management preferences');
  return granularity;
}

/** A day as a request gives it. Throws a ValidationException on anything else. */
export function dayFrom(value: unknown, member: string): Day {
  const given = text(value, member);
  const constraint = `satisfy regular expression pattern: ${PATTERN.source.slice(1, -1)}`;
  if (!PATTERN.test(given)) throw broken(given, member, constraint);
  if (given.includes('T')) throw notSimulated(`a time of day in ${member}`);
  try {
    return parseDay(given);
  } catch {
    throw broken(given, member, 'be a valid date');
  }
}
