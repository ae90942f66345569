import { reasonOf } from '../domain/errors.ts';
import { dueSlot, type Schedule } from '../domain/schedule.ts';
import type { Clock, Log, Slots } from '../usecases/ports.ts';

/** Something to be done once a slot. */
export interface Job {
  readonly name: string;
  readonly schedule: Schedule;
  /** Whether slots that began before the bot was installed are left out. */
  readonly notBefore?: () => Promise<Date | undefined>;
  /** Gives words for the log. Throws where the slot is to be tried again. */
  readonly run: (slot: string) => Promise<string>;
}

const FIRST_RETRY_MS = 5 * 60_000;
const LONGEST_RETRY_MS = 60 * 60_000;

/** Runs what is due and was not done. What fails is tried again, ever less often, until its next slot begins. */
export async function runDue(jobs: readonly Job[], slots: Slots, clock: Clock, log: Log): Promise<void> {
  for (const job of jobs) await runJob(job, slots, clock, log);
}

async function runJob(job: Job, slots: Slots, clock: Clock, log: Log): Promise<void> {
  const now = clock();
  const due = dueSlot(job.schedule, now);
  if (!due) return;
  const earliest = await job.notBefore?.();
  if (job.notBefore && (!earliest || due.at < earliest)) return;
  const last = await slots.last(job.name);
  // A slot older than the last one means the clock was set back; what ran, ran.
  if (last && last.slot > due.slot) return;
  const again = last?.slot === due.slot ? last : undefined;
  if (again && (again.state === 'done' || (again.state === 'failed' && now < again.notBefore))) return;
  if (!(await slots.begin(job.name, due.slot, now))) return;
  try {
    const words = await job.run(due.slot);
    await slots.end(job.name, due.slot, clock(), { state: 'done', words, notBefore: now });
    log.info({ job: job.name, slot: due.slot }, words);
  } catch (thrown) {
    const wait = Math.min(LONGEST_RETRY_MS, FIRST_RETRY_MS * 2 ** (again?.attempts ?? 0));
    const notBefore = new Date(clock().getTime() + wait);
    await slots.end(job.name, due.slot, clock(), { state: 'failed', words: reasonOf(thrown), notBefore });
    log.error({ job: job.name, slot: due.slot, err: thrown, again: notBefore }, 'A job failed; it is tried again');
  }
}
