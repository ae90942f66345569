import type { Day } from '../day.ts';
import { formatMoney, type Micros, units } from '../money.ts';
import type { ChargeGroup } from './charge.ts';
import type { Counts, Summary } from './summary.ts';
import { changeWords, counted, dollars, placeWords, table } from './words.ts';

/** What was walked through. */
export interface Walked {
  readonly from: Day;
  readonly to: Day;
  readonly days: number;
  readonly series: number;
  /** Until this day findings stand on little history; undefined where all stand on enough. */
  readonly littleHistoryUntil: Day | undefined;
}

/** The lines that tell a person what a walk found. */
export function reportLines(summary: Summary, walked: Walked, minImpact: Micros): string[] {
  const { from, to, days, series, littleHistoryUntil } = walked;
  return [
    `Judged:   ${from} to ${to} (${counted(days, 'day')}), ${series.toLocaleString('en-US')} series, each day by what could be seen on it`,
    ...(littleHistoryUntil
      ? [
          `          Until ${littleHistoryUntil} with less than 60 days of history: expect misses and false alarms there`,
        ]
      : []),
    '',
    ...countLines(summary),
    ...largestLines(summary),
    ...choiceLines(summary, minImpact),
  ];
}

/** What was left out of detection: `fees $1,204 · tax $90 · credits −$50`. */
export function leftOutWords(leftOut: Readonly<Record<ChargeGroup, number>>): string {
  const groups = (Object.entries(leftOut) as [ChargeGroup, number][]).filter(([, amount]) => amount !== 0);
  return groups.map(([group, amount]) => `${group} ${dollars(amount)}`).join(' · ') || 'nothing';
}

function countLines({ all, aMonth, kinds }: Summary): string[] {
  const row = (title: string, { found, posted }: Counts) => [title, String(found), String(posted)];
  return table([
    ['Alerts', 'found', 'posted'],
    ['a month', aMonth.found.toFixed(1), aMonth.posted.toFixed(1)],
    row('in all', all),
    ...kinds.map((counts) => row(`  ${counts.kind}`, counts)),
  ]);
}

function largestLines({ largest }: Summary): string[] {
  if (largest.length === 0) return [];
  const rows = largest.map((found) => [found.raised, changeWords(found), found.since, placeWords(found)] as const);
  const widest = Math.max(...rows.map(([, change]) => change.length));
  return [
    '',
    largest.length === 1 ? 'The only one:' : `The ${largest.length} largest:`,
    ...rows.map(([raised, change, since, place]) => `${raised}   ${change.padStart(widest)} since ${since}   ${place}`),
  ];
}

function choiceLines({ choices, leastFloor }: Summary, minImpact: Micros): string[] {
  const rows = choices.map((choice) => [
    formatMoney(choice.minImpact, 'USD'),
    choice.postedAMonth.toFixed(1),
    choice.minImpact === minImpact ? '← now' : '',
  ]);
  const least =
    leastFloor > units(minImpact)
      ? [
          `Nothing below ${dollars(leastFloor)} a day (0.3 % of this bill's day) is posted, whatever alerts.minImpact is.`,
        ]
      : [];
  return ['', ...table([['alerts.minImpact', 'posted a month', ''], ...rows]).map((line) => line.trimEnd()), ...least];
}
