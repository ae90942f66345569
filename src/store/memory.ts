import type { Memory } from '../usecases/ports.ts';
import type { Store } from './database.ts';
import { eq } from './drizzle.ts';
import { memory } from './schema.ts';

/** Named values as JSON. */
export function createMemory(store: Store): Memory {
  return {
    async recall(name) {
      const row = store.select({ value: memory.value }).from(memory).where(eq(memory.name, name)).get();
      return row && JSON.parse(row.value);
    },
    async remember(name, value) {
      const written = JSON.stringify(value);
      store
        .insert(memory)
        .values({ name, value: written })
        .onConflictDoUpdate({ target: memory.name, set: { value: written } })
        .run();
    },
  };
}
