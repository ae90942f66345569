import type { Slots } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { and, desc, eq, ne, sql } from './drizzle.ts';
import { jobSlots } from './schema.ts';

/** The slots of jobs: a unique row each, so that no slot runs twice. */
export function createSlots(store: Store): Slots {
  return {
    async last(job) {
      const row = store
        .select()
        .from(jobSlots)
        .where(eq(jobSlots.job, job))
        .orderBy(desc(jobSlots.slot))
        .limit(1)
        .get();
      return (
        row && {
          slot: row.slot,
          state: row.state as 'running' | 'done' | 'failed',
          notBefore: new Date(row.notBefore),
          attempts: row.attempts,
        }
      );
    },
    async begin(job, slot, at) {
      const started = { state: 'running', startedAt: at.getTime() };
      const { changes } = store
        .insert(jobSlots)
        .values({ job, slot, ...started, attempts: 1, notBefore: 0 })
        .onConflictDoUpdate({
          target: [jobSlots.job, jobSlots.slot],
          set: { ...started, attempts: sql`${jobSlots.attempts} + 1` },
          setWhere: ne(jobSlots.state, 'done'),
        })
        .run();
      return changes > 0;
    },
    async end(job, slot, at, { state, words, notBefore }) {
      store
        .update(jobSlots)
        .set({ state, outcome: words, finishedAt: at.getTime(), notBefore: notBefore.getTime() })
        .where(and(eq(jobSlots.job, job), eq(jobSlots.slot, slot)))
        .run();
    },
  };
}
