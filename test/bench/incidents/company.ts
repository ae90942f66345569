import { type Organisation, startOrganisation } from '../../../src/demo/organisation.ts';
import { parseDay } from '../../../src/domain/day.ts';
import { createWorkload, type Workload } from './workload.ts';

/** An organisation with channels of its own for a run, and what is to be said in them. */
export interface Company extends Organisation {
  readonly work: Workload;
  /** Ids of the channels. */
  readonly places: readonly string[];
  readonly random: () => number;
}

/** @param slackTimeoutMs the longest a request to Slack is waited for; the real one where absent */
export async function startBenchCompany(seed: number, channels: number, slackTimeoutMs?: number): Promise<Company> {
  const organisation = await startOrganisation({
    lastDay: parseDay('2026-11-17'),
    now: new Date('2026-11-16T10:00:00Z'),
    transport: 'socket',
    env: { LOG_LEVEL: 'error' },
    ...(slackTimeoutMs === undefined ? {} : { slackTimeoutMs }),
  });
  const places = Array.from(
    { length: channels },
    (_, i) => organisation.workspace.addChannel({ name: `bench-${i}` }).id,
  );
  const random = seeded(seed);
  return { ...organisation, work: createWorkload(organisation, random), places, random };
}

export async function closeCompany(company: Company): Promise<void> {
  company.work.database.$client.close();
  await company.close();
}

/** One of a list, by chance. */
export function oneOf<Item>(items: readonly Item[], random: () => number): Item {
  return items[Math.floor(random() * items.length)] as Item;
}

/** Evenly spread numbers from 0 to 1, the same for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
