import { type Calendar, type CalendarDay, daysWhere } from '../calendar.ts';
import { apply, type Draft, valueAt } from '../draft.ts';
import { type Picked, pickPair, scopeOf } from '../pick.ts';
import type { Random } from '../random.ts';
import type { Kind } from '../services.ts';
import { addLabel, countFor, type Innocent } from './event.ts';

const KINDS: readonly Kind[] = ['request', 'elastic', 'transfer'];

/** Closing the month: on its last day, or its last two, several times the usual. */
export const addMonthEndJobs: Innocent = (draft, random) => {
  for (let left = countFor(draft, 10, 2); left > 0; left--) {
    const picked = pickPair(draft, random, { mean: [30, 600], kinds: KINDS });
    if (!picked) continue;
    const days = random.integer(1, 3);
    const factor = random.uniform(1.6, 3.5);
    const inMonthEnd = ({ dayOfMonth, monthLength }: CalendarDay) => monthLength - dayOfMonth < days;
    runJob(draft, picked, { class: 'month_end_job', days: daysWhere(draft.calendar, inMonthEnd), factor });
  }
};

/** On which days a job runs. */
type Schedule = (calendar: Calendar, random: Random) => readonly number[];

const SCHEDULES: readonly Schedule[] = [
  ({ dates }, random) => {
    const phase = random.integer(0, 14);
    return dates.flatMap((_, day) => (day % 14 === phase ? [day] : []));
  },
  (calendar) => daysWhere(calendar, ({ dayOfMonth }) => dayOfMonth === 15),
  (calendar) => daysWhere(calendar, ({ weekday, dayOfMonth }) => weekday === 1 && dayOfMonth <= 7),
  (calendar) => daysWhere(calendar, ({ month, dayOfMonth }) => month % 3 === 1 && dayOfMonth <= 2),
];

/** Jobs each fortnight, on the 15th, on the first Monday and at the start of the quarter, in turn. */
export const addPeriodicJobs: Innocent = (draft, random) => {
  const count = countFor(draft, 6, SCHEDULES.length);
  for (let job = 0; job < count; job++) {
    const picked = pickPair(draft, random, { mean: [15, 300], kinds: KINDS });
    const schedule = SCHEDULES[job % SCHEDULES.length];
    if (!picked || !schedule) continue;
    const days = schedule(draft.calendar, random);
    runJob(draft, picked, { class: 'periodic_job', days, factor: random.uniform(1.8, 4) });
  }
};

function runJob(draft: Draft, picked: Picked, job: { class: string; days: readonly number[]; factor: number }): void {
  const parts = picked.rows.map((row) => ({ row, at: (day: number) => valueAt(row.values, day) * (job.factor - 1) }));
  for (const day of job.days) {
    const label = { class: job.class, kind: 'innocent', start: day, end: day, scope: scopeOf(draft, picked) } as const;
    addLabel(draft, label, apply(draft, parts, day, day));
  }
}
