import type { Store } from './database.ts';
import { sql } from './drizzle.ts';
import { channelPauses } from './schema.ts';

/** Leaves a channel alone until an instant (real time, ms); a longer pause stays. */
export function pause(store: Store, channel: string, until: number): void {
  store
    .insert(channelPauses)
    .values({ channel, until })
    .onConflictDoUpdate({
      target: channelPauses.channel,
      set: { until: sql`max(${channelPauses.until}, excluded.until)` },
    })
    .run();
}
