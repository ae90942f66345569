import { dayOf } from '../domain/day.ts';
import type { Micros } from '../domain/money.ts';
import type { Meter, Spent } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { and, count, eq, isNull, sum } from './drizzle.ts';
import { paidRequests } from './schema.ts';

/** The meter over the table of paid requests. */
export function createMeter(store: Store): Meter {
  const charged = { requests: count(), cost: sum(paidRequests.cost).mapWith(Number) };
  const spent = (row: { requests: number; cost: number | null } | undefined): Spent => ({
    requests: row?.requests ?? 0,
    cost: (row?.cost ?? 0) as Micros,
  });
  return {
    async record({ at, failure, ...request }) {
      store
        .insert(paidRequests)
        .values({ ...request, at: at.getTime(), day: dayOf(at), failure: failure ?? null })
        .run();
    },
    async spentOn(day) {
      return spent(
        store
          .select(charged)
          .from(paidRequests)
          .where(and(eq(paidRequests.day, day), isNull(paidRequests.failure)))
          .get(),
      );
    },
    async spentFor(purpose) {
      return spent(
        store
          .select(charged)
          .from(paidRequests)
          .where(and(eq(paidRequests.purpose, purpose), isNull(paidRequests.failure)))
          .get(),
      );
    },
  };
}
